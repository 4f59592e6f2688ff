import { z } from 'zod';
import { failed } from '../answer.js';
import type { ChannelKind } from '../channel-kind.js';
import { ask, checkAddress, classify, type Fetch, isAnswer } from '../http.js';
import { composeMessage, type Message, type MessageEntry } from '../message/compose-message.js';
import { cutUnits } from '../message/cut-text.js';

export interface SlackConfig {
  url: string;
}

type Block = Record<string, unknown> & { type: string };

export interface RenderedSlack {
  /** What notifications show. */
  text: string;
  blocks: Block[];
}

const MAX_BLOCKS = 50;
const MAX_SECTION = 3000;
/** Over all blocks; beyond it Slack cuts or refuses. */
const MAX_TOTAL = 12_000;
const MAX_HEADER = 150;
const MAX_BUTTON = 75;
const ENTRIES = 20;

/** An incoming webhook of a Slack app, or of what speaks like it (Mattermost, Rocket.Chat). */
export function createSlackKind(fetcher: Fetch): ChannelKind<SlackConfig, RenderedSlack> {
  return {
    kind: 'slack',
    name: 'Slack',
    group: 'chat',
    setup: 'paste',
    configSchema: z.strictObject({
      url: z.url({ protocol: /^https?$/, error: 'must be the address of an incoming webhook' }).max(500),
    }),
    secretFields: ['url'],
    limits: { entries: ENTRIES, gapMs: 1000 },
    missing: undefined,
    check: ({ url }, guard) => checkAddress(url, guard, 'url'),
    destinationOf: ({ url }) => url,
    render: (telling) => renderSlack(composeMessage(telling)),
    async send(rendered, { url }, { deadlineMs }) {
      const answer = await ask(fetcher, { url, body: JSON.stringify(rendered), deadlineMs }, 'Slack');
      if (!isAnswer(answer)) return answer;
      const { status } = answer;
      // A word such as no_service or invalid_blocks.
      const said = /^[a-z_]{1,60}$/.test(answer.text.trim()) ? answer.text.trim() : undefined;
      const message = `Slack answered ${status}${said ? `: “${said}”` : ''}`;
      if (said === 'invalid_blocks' || said === 'msg_too_long' || said === 'no_text')
        return failed('refused', message, { httpStatus: status });
      if (said === 'channel_is_archived' || said === 'no_service' || said === 'no_team')
        return failed('dead', message, { httpStatus: status });
      return classify(answer, 'Slack', said);
    },
  };
}

export function renderSlack(message: Message): RenderedSlack {
  const { entries, headline, more, links, texts } = message;
  const isSingle = entries.length === 1 && more === null;
  const blocks: Block[] = [
    { type: 'header', text: { type: 'plain_text', text: cutUnits(headline, MAX_HEADER), emoji: false } },
  ];
  let total = headline.length;
  let shown = 0;
  // Room for the line that counts the rest, and for the buttons.
  for (const entry of entries) {
    const text = toMarkdown(entry, message, isSingle);
    if (blocks.length >= MAX_BLOCKS - 2 || total + text.length > MAX_TOTAL) break;
    total += text.length;
    shown += 1;
    blocks.push({
      type: 'section',
      text: { type: 'mrkdwn', text },
      ...(entry.pictureUrl === null
        ? {}
        : { accessory: { type: 'image', image_url: entry.pictureUrl, alt_text: cutUnits(entry.title, 200) } }),
    });
  }
  const rest = [entries.length > shown ? texts.more(entries.length - shown) : null, more].filter(Boolean).join(', ');
  if (rest !== '') blocks.push({ type: 'context', elements: [{ type: 'mrkdwn', text: escapeSlack(rest) }] });
  if (links.length > 0) {
    blocks.push({
      type: 'actions',
      elements: links.map(({ label, url }) => ({
        type: 'button',
        text: { type: 'plain_text', text: cutUnits(label, MAX_BUTTON), emoji: false },
        url,
      })),
    });
  }
  return {
    text: cutUnits(escapeSlack(`${headline}${isSingle && entries[0] ? `: ${entries[0].title}` : ''}`), MAX_SECTION),
    blocks,
  };
}

function toMarkdown(entry: MessageEntry, { texts }: Message, isSingle: boolean): string {
  const { title, url, icon, badge, price, oldPrice, meanwhile, shop, hunts, huntNames, worth } = entry;
  const name = escapeSlack(cutUnits(title, 300));
  const lines = [
    url === null ? `*${name}*` : `*<${url.replaceAll('|', '%7C').replaceAll('>', '%3E')}|${name}>*`,
    [
      `${icon} ${escapeSlack(badge)}`,
      oldPrice && `~${escapeSlack(oldPrice)}~`,
      price && `*${escapeSlack(price)}*`,
      shop && texts.at(escapeSlack(shop)),
    ]
      .filter(Boolean)
      .join(' '),
    meanwhile && escapeSlack(meanwhile),
    ...(isSingle ? worth.map(escapeSlack) : []),
    texts.hunts(escapeSlack(cutUnits(hunts, 300)), huntNames.length),
  ];
  return cutUnits(lines.filter(Boolean).join('\n'), MAX_SECTION);
}

/**
 * Slack's three, and what would format; a zero-width space keeps `*` and its like from meaning anything, and `@all` from calling everybody
 * where Mattermost or Rocket.Chat listen, which know it by the word.
 */
function escapeSlack(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '@\u200b')
    .replace(/[*_~`]/g, (character) => `\u200b${character}\u200b`);
}
