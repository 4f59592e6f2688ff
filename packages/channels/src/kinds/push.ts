import { createECDH, createHash } from 'node:crypto';
import webPush from 'web-push';
import { z } from 'zod';
import { failed } from '../answer.js';
import type { ChannelKind } from '../channel-kind.js';
import { ask, checkAddress, classify, type Fetch, isAnswer } from '../http.js';
import { composeMessage, lineOf, type Message, shortLinesOf } from '../message/compose-message.js';
import { cutBytes } from '../message/cut-text.js';

export interface PushConfig {
  endpoint: string;
  p256dh: string;
  auth: string;
}

export interface RenderedPush {
  /** What the page's service worker shows. */
  payload: { title: string; body: string; url: string | null; tag: string; picture: string | null };
  /** A later message of the same topic replaces one that was not delivered yet. */
  topic: string;
  urgency: 'normal' | 'high';
}

export interface PushDeps {
  fetcher: Fetch;
  /** Private VAPID key, base64url; empty: none. */
  privateKey: string;
  /** Whom a push service may ask: an https or mailto address. */
  subject: string;
}

const MAX_TITLE_BYTES = 200;
const MAX_BODY_BYTES = 1500;
const MAX_URL_BYTES = 500;
const ENTRIES = 8;
const TTL_S = 24 * 3600;

/** A browser that said yes. The library encrypts and signs; the request leaves by the address guard like any other. */
export function createPushKind({ fetcher, privateKey, subject }: PushDeps): ChannelKind<PushConfig, RenderedPush> {
  const publicKey = privateKey === '' ? undefined : toPublicKey(privateKey);
  return {
    kind: 'push',
    name: 'This browser',
    group: 'push',
    setup: 'click',
    configSchema: z.strictObject({
      endpoint: z.url({ protocol: /^https?$/, error: 'must be the endpoint of a subscription' }).max(1000),
      p256dh: z.string().regex(/^[\w-]{80,100}=?$/, 'must be the p256dh key of a subscription'),
      auth: z.string().regex(/^[\w-]{20,30}={0,2}$/, 'must be the auth secret of a subscription'),
    }),
    secretFields: ['endpoint', 'auth'],
    limits: { entries: ENTRIES },
    missing: publicKey === undefined ? 'NOTIFY_PUSH_KEY is not set, so no browser could subscribe.' : undefined,
    ...(publicKey === undefined ? {} : { publicKey }),
    check: ({ endpoint }, guard) => checkAddress(endpoint, guard, 'endpoint'),
    destinationOf: ({ endpoint }) => endpoint,
    render: (telling) => renderPush(composeMessage(telling)),
    async send({ payload, topic, urgency }, { endpoint, p256dh, auth }, { deadlineMs }) {
      if (publicKey === undefined) return failed('retry', 'NOTIFY_PUSH_KEY is not set');
      const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(payload), {
        vapidDetails: { subject, publicKey, privateKey },
        TTL: TTL_S,
        topic,
        urgency,
        contentEncoding: 'aes128gcm',
      });
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(details.headers)) {
        // The length follows from the body.
        if (name.toLowerCase() !== 'content-length') headers[name.toLowerCase()] = String(value);
      }
      const answer = await ask(
        fetcher,
        { url: endpoint, headers, body: details.body ?? '', deadlineMs },
        'the push service',
      );
      if (!isAnswer(answer)) return answer;
      if (answer.status === 404 || answer.status === 410) {
        return failed('dead', 'the browser no longer takes messages: it was unsubscribed', {
          httpStatus: answer.status,
        });
      }
      return classify(answer, 'the push service', answer.text.length < 200 ? answer.text.trim() : undefined);
    },
  };
}

function renderPush(message: Message): RenderedPush {
  const { headline, entries, more, texts, links, collapseKey, priority } = message;
  const [only] = entries;
  const isSingle = entries.length === 1 && more === null && only !== undefined;
  const lines = isSingle
    ? [...shortLinesOf(only, texts), ...only.worth.slice(0, 1)]
    : [...entries.map((entry) => lineOf(entry, texts)), more];
  // Its page here says more than the shop's, and leads there.
  const url = (isSingle ? (only.historyUrl ?? only.url) : null) ?? links[0]?.url ?? null;
  const isShort = (text: string | null) => text !== null && Buffer.byteLength(text) <= MAX_URL_BYTES;
  return {
    payload: {
      title: cutBytes(headline, MAX_TITLE_BYTES),
      body: cutBytes(lines.filter(Boolean).join('\n'), MAX_BODY_BYTES),
      url: isShort(url) ? url : null,
      tag: collapseKey,
      picture: isSingle && isShort(only.pictureUrl) ? only.pictureUrl : null,
    },
    topic: createHash('sha256').update(collapseKey).digest('base64url').slice(0, 32),
    urgency: priority >= 4 ? 'high' : 'normal',
  };
}

function toPublicKey(privateKey: string): string {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(Buffer.from(privateKey, 'base64url'));
  return curve.getPublicKey().toString('base64url');
}
