import { z } from 'zod';
import { failed } from '../answer.js';
import type { ChannelKind } from '../channel-kind.js';
import { ask, checkAddress, classify, type Fetch, isAnswer } from '../http.js';
import { composeMessage, lineOf, type Message } from '../message/compose-message.js';
import { cutBytes, escapeHtml } from '../message/cut-text.js';
import { type PictureSource, takePicture } from '../pictures/picture-source.js';

export interface MatrixConfig {
  homeserver: string;
  roomId: string;
  token: string;
}

export interface MatrixDeps {
  fetcher: Fetch;
  /** @default messages go without */
  pictures?: PictureSource | undefined;
}

export interface RenderedMatrix {
  transactionId: string;
  /** Of a single listing. */
  pictureUrl: string | null;
  content: {
    msgtype: 'm.text';
    body: string;
    format: 'org.matrix.custom.html';
    formatted_body: string;
    'm.mentions': Record<string, never>;
  };
}

/** An event may have 64 KiB, signatures and headers included. */
const MAX_BODY_BYTES = 16_000;
const ENTRIES = 30;
const FILE_NAME = 'picture.jpg';
/** A homeserver that is slow to take a picture gets the text alone. */
const UPLOAD_MS = 3000;

/** A room on a Matrix homeserver. The transaction id is the message's id, so that the server drops doubles itself. */
export function createMatrixKind({ fetcher, pictures }: MatrixDeps): ChannelKind<MatrixConfig, RenderedMatrix> {
  /** Its address on the homeserver, `mxc://..`; undefined: it was not taken. */
  async function upload(
    { homeserver, token }: MatrixConfig,
    picture: Buffer,
    deadlineMs: number,
  ): Promise<string | undefined> {
    const answer = await ask(
      fetcher,
      {
        url: new URL(`/_matrix/media/v3/upload?filename=${FILE_NAME}`, homeserver).href,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' },
        body: picture,
        deadlineMs: Math.min(UPLOAD_MS, deadlineMs),
      },
      'the homeserver',
    );
    const uri = isAnswer(answer) && answer.status === 200 ? answer.json?.content_uri : undefined;
    return typeof uri === 'string' && uri.startsWith('mxc://') ? uri : undefined;
  }

  return {
    kind: 'matrix',
    name: 'Matrix',
    group: 'chat',
    setup: 'paste',
    configSchema: z.strictObject({
      homeserver: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).max(500),
      roomId: z.string().regex(/^[!#][^\s:]{1,200}:[^\s]{1,200}$/, 'must be a room such as !abc:example.org'),
      token: z.string().min(1).max(500),
    }),
    secretFields: ['token'],
    limits: { entries: ENTRIES },
    missing: undefined,
    check: ({ homeserver }, guard) => checkAddress(homeserver, guard, 'homeserver'),
    destinationOf: ({ homeserver, token }) => `${new URL(homeserver).origin} ${token}`,
    render: (telling) => renderMatrix(composeMessage(telling)),
    async send({ transactionId, content, pictureUrl }, config, { deadlineMs }) {
      const { homeserver, roomId, token } = config;
      const startedAt = performance.now();
      const { picture, leftMs } = await takePicture(pictures, pictureUrl, deadlineMs);
      const uri = picture && (await upload(config, picture, leftMs));
      const path = `/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/send/m.room.message/${encodeURIComponent(transactionId)}`;
      const answer = await ask(
        fetcher,
        {
          url: new URL(path, homeserver).href,
          method: 'PUT',
          headers: { authorization: `Bearer ${token}` },
          body: JSON.stringify(picture && uri ? toImage(content, uri, picture.length) : content),
          deadlineMs: Math.max(1, Math.round(deadlineMs - (performance.now() - startedAt))),
        },
        'the homeserver',
      );
      if (!isAnswer(answer)) return answer;
      const { status, json } = answer;
      const said = typeof json?.error === 'string' ? json.error : undefined;
      if (status === 429) {
        const retryAfterMs = typeof json?.retry_after_ms === 'number' ? json.retry_after_ms : answer.retryAfterMs;
        return failed('wait', 'the homeserver asked to slow down', { httpStatus: 429, retryAfterMs });
      }
      // Not in the room (any more), or thrown out of it.
      if (status === 403)
        return failed('dead', `the homeserver answered 403${said ? `: “${said}”` : ''}`, { httpStatus: 403 });
      if (status === 404)
        return failed('misconfigured', `the homeserver answered 404${said ? `: “${said}”` : ''}`, { httpStatus: 404 });
      return classify(answer, 'the homeserver', said);
    },
  };
}

/** The same words as the caption of a picture, as clients read it since version 1.10 of the specification. */
function toImage(content: RenderedMatrix['content'], uri: string, size: number): object {
  return { ...content, msgtype: 'm.image', filename: FILE_NAME, url: uri, info: { mimetype: 'image/jpeg', size } };
}

export function renderMatrix(message: Message): RenderedMatrix {
  const { id, headline, entries, more, links, texts } = message;
  const plain = [
    headline,
    ...entries.map((entry) => lineOf(entry, texts)),
    more,
    ...links.map(({ label, url }) => `${label}: ${url}`),
  ];
  // Entries are left out whole, so that no tag is ever cut in two.
  const html: string[] = [`<strong>${escapeHtml(headline)}</strong>`];
  let bytes = 0;
  let shown = 0;
  for (const entry of entries) {
    const { icon, title, url, price, oldPrice, meanwhile, shop, worth, hunts, huntNames } = entry;
    const name = url === null ? escapeHtml(title) : `<a href="${escapeHtml(url)}">${escapeHtml(title)}</a>`;
    const parts = [
      `${icon} ${name}`,
      oldPrice && `<del>${escapeHtml(oldPrice)}</del>`,
      price && `<strong>${escapeHtml(price)}</strong>`,
      shop && escapeHtml(texts.at(shop)),
      meanwhile && escapeHtml(meanwhile),
    ];
    const lines = [
      parts.filter(Boolean).join(' '),
      ...worth.map(escapeHtml),
      escapeHtml(texts.hunts(hunts, huntNames.length)),
    ];
    const block = `<p>${lines.join('<br>')}</p>`;
    bytes += Buffer.byteLength(block);
    if (bytes > MAX_BODY_BYTES) break;
    shown += 1;
    html.push(block);
  }
  const rest = [entries.length > shown ? texts.more(entries.length - shown) : null, more].filter(Boolean).join(', ');
  if (rest !== '') html.push(`<p>${escapeHtml(rest)}</p>`);
  if (links.length > 0)
    html.push(
      `<p>${links.map(({ label, url }) => `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`).join(' · ')}</p>`,
    );
  return {
    transactionId: id,
    pictureUrl: entries.length === 1 && more === null ? (entries[0]?.pictureUrl ?? null) : null,
    content: {
      msgtype: 'm.text',
      body: cutBytes(plain.filter(Boolean).join('\n'), MAX_BODY_BYTES),
      format: 'org.matrix.custom.html',
      formatted_body: html.join(''),
      // Says that nobody is meant, so that no title with @room or a name in it rings for everybody.
      'm.mentions': {},
    },
  };
}
