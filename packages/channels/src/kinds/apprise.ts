import { z } from 'zod';
import { failed } from '../answer.js';
import type { ChannelKind } from '../channel-kind.js';
import { ask, checkAddress, classify, type Fetch, isAnswer } from '../http.js';
import { composeMessage, lineOf, type Message } from '../message/compose-message.js';
import { cutPoints } from '../message/cut-text.js';

export interface AppriseConfig {
  server: string;
  /** A configuration that the server keeps. */
  key?: string | undefined;
  /** Or addresses of Apprise's own form, such as `gotify://host/token`. */
  urls?: string | undefined;
}

export interface RenderedApprise {
  title: string;
  body: string;
  type: 'info' | 'success' | 'warning';
  format: 'text';
}

const MAX_BODY = 4000;
const MAX_TITLE = 250;
const ENTRIES = 20;

/** A person's own Apprise API server, which tells Gotify, Pushover and 130 more. */
export function createAppriseKind(fetcher: Fetch): ChannelKind<AppriseConfig, RenderedApprise> {
  return {
    kind: 'apprise',
    name: 'Apprise (Gotify, Pushover, …)',
    group: 'push',
    setup: 'paste',
    configSchema: z
      .strictObject({
        server: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).max(500),
        key: z
          .string()
          .regex(/^[\w-]{1,128}$/, 'must be letters, digits, - or _')
          .optional(),
        urls: z.string().min(1).max(2000).optional(),
      })
      .refine(({ key, urls }) => (key === undefined) !== (urls === undefined), {
        error: 'needs either a key or urls',
        path: ['key'],
      }),
    secretFields: ['urls'],
    limits: { entries: ENTRIES },
    missing: undefined,
    check: ({ server }, guard) => checkAddress(server, guard, 'server'),
    destinationOf: ({ server, key = '', urls = '' }) => `${server} ${key} ${urls}`,
    render: (telling) => renderApprise(composeMessage(telling)),
    async send(rendered, { server, key, urls }, { deadlineMs }) {
      const base = server.replace(/\/+$/, '');
      const url = key === undefined ? `${base}/notify` : `${base}/notify/${encodeURIComponent(key)}`;
      const body = JSON.stringify(urls === undefined ? rendered : { ...rendered, urls });
      const answer = await ask(fetcher, { url, headers: { accept: 'application/json' }, body, deadlineMs }, 'Apprise');
      if (!isAnswer(answer)) return answer;
      const { status, json } = answer;
      const said = typeof json?.error === 'string' ? json.error : undefined;
      // No configuration under this key.
      if (status === 204)
        return failed('misconfigured', 'Apprise has no configuration under this key', { httpStatus: 204 });
      if (status === 404)
        return failed('misconfigured', 'there is no Apprise API at this address', { httpStatus: 404 });
      if (status === 424)
        return failed('retry', `Apprise could not tell all services${said ? `: “${said}”` : ''}`, { httpStatus: 424 });
      return classify(answer, 'Apprise', said);
    },
  };
}

function renderApprise({ headline, entries, more, links, texts, priority }: Message): RenderedApprise {
  const lines = entries.flatMap((entry) => [
    lineOf(entry, texts),
    ...(entries.length === 1 ? [...entry.worth, texts.hunts(entry.hunts, entry.huntNames.length)] : []),
    ...(entry.url === null ? [] : [entry.url]),
  ]);
  const rest = links.filter(({ url }) => url !== entries[0]?.url).map(({ label, url }) => `${label}: ${url}`);
  return {
    title: cutPoints(headline, MAX_TITLE),
    body: cutPoints([...lines, more, ...rest].filter(Boolean).join('\n'), MAX_BODY),
    type: priority >= 4 ? 'warning' : 'info',
    format: 'text',
  };
}
