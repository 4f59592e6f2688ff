import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { failed } from '../answer.js';
import type { ChannelKind } from '../channel-kind.js';
import { ask, checkAddress, classify, type Fetch, isAnswer } from '../http.js';
import { composeMessage, lineOf, type Message, shortLinesOf } from '../message/compose-message.js';
import { cutBytes } from '../message/cut-text.js';

export interface NtfyConfig {
  server: string;
  topic: string;
  token?: string | undefined;
}

export interface RenderedNtfy {
  topic: string;
  title: string;
  message: string;
  priority: number;
  tags?: string[];
  click?: string;
  attach?: string;
  actions: { action: 'view'; label: string; url: string }[];
}

/** ntfy counts bytes, not characters. */
const MAX_MESSAGE_BYTES = 4096;
const MAX_TITLE_BYTES = 250;
const ENTRIES = 20;
const ALPHABET = '23456789abcdefghijkmnpqrstuvwxyz';
/** ntfy gives back one message every 5 s, and more than a burst of 60 a day's worth; it does not say when. */
const PAUSE_MS = 15_000;
const QUOTA_PAUSE_MS = 3_600_000;
const DAILY_QUOTA = 42_908;

/** https://ntfy.sh, or a server of one's own. Whoever knows a topic reads it, so one is proposed that nobody can guess. */
export function createNtfyKind(fetcher: Fetch): ChannelKind<NtfyConfig, RenderedNtfy> {
  return {
    kind: 'ntfy',
    name: 'ntfy',
    group: 'push',
    setup: 'paste',
    configSchema: z.strictObject({
      server: z
        .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
        .max(500)
        .default('https://ntfy.sh'),
      topic: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, - or _'),
      token: z.string().min(1).max(200).optional(),
    }),
    secretFields: ['token'],
    limits: { entries: ENTRIES, gapMs: 1000 },
    missing: undefined,
    propose: () => ({ server: 'https://ntfy.sh', topic: `gh-${randomText(12)}` }),
    check: ({ server }, guard) => checkAddress(server, guard, 'server'),
    destinationOf: ({ server }) => new URL(server).origin,
    render: (telling, { topic }) => renderNtfy(composeMessage(telling), topic),
    async send(rendered, { server, token }, { deadlineMs }) {
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const answer = await ask(fetcher, { url: server, headers, body: JSON.stringify(rendered), deadlineMs }, 'ntfy');
      if (!isAnswer(answer)) return answer;
      const { status, json } = answer;
      const said = typeof json?.error === 'string' ? json.error : undefined;
      if (status === 429) {
        const waitMs = answer.retryAfterMs ?? (json?.code === DAILY_QUOTA ? QUOTA_PAUSE_MS : PAUSE_MS);
        return failed('wait', `ntfy asked to slow down${said ? `: “${said}”` : ''}`, {
          httpStatus: 429,
          retryAfterMs: waitMs,
        });
      }
      if (status === 404) return failed('misconfigured', 'there is no ntfy at this address', { httpStatus: 404 });
      if (status === 200 && typeof json?.id === 'string') {
        return {
          status: 'sent',
          httpStatus: 200,
          message: `ntfy accepted it: message stored, id ${json.id.slice(0, 40)}`,
        };
      }
      return classify(answer, 'ntfy', said);
    },
  };
}

function renderNtfy(message: Message, topic: string): RenderedNtfy {
  const { entries, headline, texts, more, links, priority } = message;
  const [only] = entries;
  const isSingle = entries.length === 1 && more === null && only !== undefined;
  const lines = isSingle
    ? [...shortLinesOf(only, texts), ...only.worth, texts.hunts(only.hunts, only.huntNames.length)]
    : [...entries.map((entry) => lineOf(entry, texts)), more ?? ''];
  const [click] = links;
  return {
    topic,
    title: cutBytes(headline, MAX_TITLE_BYTES),
    message: cutBytes(lines.filter(Boolean).join('\n'), MAX_MESSAGE_BYTES),
    priority,
    ...(click ? { click: click.url } : {}),
    ...(isSingle && only.pictureUrl ? { attach: only.pictureUrl } : {}),
    actions: links.slice(0, 3).map(({ label, url }) => ({ action: 'view', label: cutBytes(label, 60), url })),
  };
}

function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}
