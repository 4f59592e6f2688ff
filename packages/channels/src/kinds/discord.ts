import { z } from 'zod';
import { failed } from '../answer.js';
import type { ChannelKind } from '../channel-kind.js';
import { encodeForm, jpegFile } from '../encode-form.js';
import { ask, checkAddress, classify, type Fetch, isAnswer } from '../http.js';
import { composeMessage, type Message, type MessageEntry } from '../message/compose-message.js';
import { cutUnits } from '../message/cut-text.js';
import { type PictureSource, takePicture } from '../pictures/picture-source.js';

export interface DiscordConfig {
  url: string;
}

interface Embed {
  title: string;
  url?: string;
  description: string;
  color: number;
  fields?: { name: string; value: string; inline: boolean }[];
  image?: { url: string };
  thumbnail?: { url: string };
  footer?: { text: string };
}

export interface DiscordDeps {
  fetcher: Fetch;
  /** @default pictures go along by their address */
  pictures?: PictureSource | undefined;
}

export interface RenderedDiscord {
  content: string;
  embeds: Embed[];
  allowed_mentions: { parse: [] };
}

const MAX_CONTENT = 2000;
const MAX_EMBEDS = 10;
/** Over all embeds of one message. */
const MAX_TOTAL = 6000;
const MAX_TITLE = 256;
const MAX_DESCRIPTION = 4096;
const MAX_FIELD = 200;
const MAX_FOOTER = 300;

const FILE_NAME = 'picture.jpg';

/** An incoming webhook of a Discord channel. The picture of a single listing goes along as a file, so that no shop is asked by Discord. */
export function createDiscordKind({ fetcher, pictures }: DiscordDeps): ChannelKind<DiscordConfig, RenderedDiscord> {
  return {
    kind: 'discord',
    name: 'Discord',
    group: 'chat',
    setup: 'paste',
    configSchema: z.strictObject({
      url: z
        .url({ protocol: /^https?$/, error: 'must be the address of a Discord webhook' })
        .max(500)
        .regex(
          /\/api\/(v\d+\/)?webhooks\/\d+\/[\w-]+\/?$/,
          'must be the address of a Discord webhook: .../api/webhooks/number/token',
        ),
    }),
    secretFields: ['url'],
    limits: { entries: MAX_EMBEDS, gapMs: 500 },
    missing: undefined,
    check: ({ url }, guard) => checkAddress(url, guard, 'url'),
    destinationOf: ({ url }) => url,
    render: (telling) => renderDiscord(composeMessage(telling)),
    async send(rendered, { url }, { deadlineMs }) {
      const { picture, leftMs } = await takePicture(pictures, rendered.embeds[0]?.image?.url, deadlineMs);
      const form = picture && (await encodeForm(withFile(rendered, picture)));
      const answer = await ask(
        fetcher,
        {
          url: `${url}?wait=true`,
          ...(form ? { headers: { 'content-type': form.type } } : {}),
          body: form?.body ?? JSON.stringify(rendered),
          deadlineMs: leftMs,
        },
        'Discord',
      );
      if (!isAnswer(answer)) return answer;
      const { status, json } = answer;
      const said = typeof json?.message === 'string' ? json.message : undefined;
      if (status === 429) {
        // Seconds, with a fraction.
        const seconds = typeof json?.retry_after === 'number' ? json.retry_after : undefined;
        const retryAfterMs = seconds === undefined ? answer.retryAfterMs : Math.ceil(seconds * 1000);
        return failed('wait', 'Discord asked to slow down', { httpStatus: 429, retryAfterMs });
      }
      // A webhook that is gone never comes back, and asking on gets the address banned.
      if (status === 401 || status === 403 || status === 404) {
        return failed('dead', `Discord answered ${status}${said ? `: “${said}”` : ''}`, { httpStatus: status });
      }
      if (status === 400)
        return failed('refused', `Discord answered 400${said ? `: “${said}”` : ''}`, { httpStatus: 400 });
      return classify(answer, 'Discord', said);
    },
  };
}

/** The same message with its first embed's picture as a file. */
function withFile(rendered: RenderedDiscord, picture: Buffer): FormData {
  const [first, ...others] = rendered.embeds;
  const embeds = first ? [{ ...first, image: { url: `attachment://${FILE_NAME}` } }, ...others] : [];
  const form = new FormData();
  form.set('payload_json', JSON.stringify({ ...rendered, embeds, attachments: [{ id: 0, filename: FILE_NAME }] }));
  form.set('files[0]', jpegFile(picture), FILE_NAME);
  return form;
}

export function renderDiscord(message: Message): RenderedDiscord {
  const { entries, headline, more, texts } = message;
  const embeds: Embed[] = [];
  let total = 0;
  const urls = new Set<string>();
  for (const entry of entries.slice(0, MAX_EMBEDS)) {
    const embed = toEmbed(entry, message, entries.length === 1);
    // Embeds with one address are shown as one.
    if (embed.url !== undefined && urls.has(embed.url)) delete embed.url;
    else if (embed.url !== undefined) urls.add(embed.url);
    const length = lengthOf(embed);
    if (total + length > MAX_TOTAL) break;
    total += length;
    embeds.push(embed);
  }
  const left = entries.length - embeds.length;
  const tail = [left > 0 ? texts.more(left) : null, more].filter(Boolean).join(', ');
  return {
    content: cutUnits(escapeMarkdown(tail === '' ? headline : `${headline} (${tail})`), MAX_CONTENT),
    embeds,
    // A title must not call everybody in the channel.
    allowed_mentions: { parse: [] },
  };
}

const COLOURS: Record<MessageEntry['kind'], number> = {
  new: 0x2450c4,
  price_drop: 0x12703c,
  price_rise: 0x8a5300,
  sold: 0x545c66,
  back: 0x0b6b70,
  unhealthy: 0xb3261e,
  recovered: 0x12703c,
};

function toEmbed(entry: MessageEntry, { texts, links }: Message, isSingle: boolean): Embed {
  const { icon, badge, oldPrice, price, meanwhile, worth, url, pictureUrl, title, shop, hunts, kind } = entry;
  const money = [
    oldPrice === null ? null : `~~${escapeMarkdown(oldPrice)}~~`,
    price === null ? null : `**${escapeMarkdown(price)}**`,
  ];
  const lines = [
    `${icon} ${escapeMarkdown(badge)}${money.some(Boolean) ? ': ' : ''}${money.filter(Boolean).join(' ')}`,
    meanwhile === null ? null : escapeMarkdown(meanwhile),
    ...(isSingle ? worth.map(escapeMarkdown) : []),
    isSingle
      ? links
          .slice(1)
          .map(({ label, url: to }) => `[${escapeMarkdown(label)}](${escapeLink(to)})`)
          .join(' · ')
      : null,
  ].filter(Boolean);
  const picture =
    pictureUrl === null ? {} : isSingle ? { image: { url: pictureUrl } } : { thumbnail: { url: pictureUrl } };
  return {
    title: cutUnits(escapeMarkdown(title), MAX_TITLE),
    ...(url === null ? {} : { url }),
    description: cutUnits(lines.join('\n'), isSingle ? MAX_DESCRIPTION : 300),
    color: COLOURS[kind],
    ...(isSingle && shop !== null
      ? { fields: [{ name: texts.shop, value: cutUnits(escapeMarkdown(shop), MAX_FIELD), inline: true }] }
      : {}),
    ...picture,
    footer: { text: cutUnits(hunts, MAX_FOOTER) },
  };
}

function lengthOf({ title, description, fields = [], footer }: Embed): number {
  const inFields = fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  return title.length + description.length + inFields + (footer?.text.length ?? 0);
}

/** What Discord would take for formatting, mentions or links. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\*_~`|>#[\]()<@:]/g, (character) => (character === ':' ? ':\u200b' : `\\${character}`))
    .replaceAll('\\@', '@\u200b');
}

function escapeLink(url: string): string {
  return url.replaceAll('(', '%28').replaceAll(')', '%29');
}
