import type { InboxMessage } from '../inbox.js';
import { escapeMarkup } from './escape.js';

const STYLE =
  'body{font:15px/22px system-ui,sans-serif;max-width:720px;margin:24px auto;padding:0 16px;color:#15181c}article{border:1px solid #dde1e6;border-radius:10px;padding:12px 16px;margin:12px 0}h1{font-size:20px}h2{font-size:15px;margin:0}small{color:#545c66}pre{overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere;background:#eceef1;padding:8px;border-radius:8px}';

/** What arrived, newest first; looks again every five seconds, without a script. */
export function renderInbox(messages: readonly InboxMessage[]): string {
  const list = messages.map(renderMessage).join('');
  const empty = '<p>Nothing has arrived yet. This page looks again every five seconds.</p>';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="refresh" content="5"><title>Inbox</title><style>${STYLE}</style></head><body><h1>Inbox</h1><p><small>Whatever is posted to this address is shown here, the latest 50 of it.</small></p>${list === '' ? empty : list}</body></html>`;
}

function renderMessage({ at, path, id, body }: InboxMessage): string {
  const { title, pretty } = describe(body);
  return `<article><h2>${escapeMarkup(title)}</h2><small>${escapeMarkup(at)} · ${escapeMarkup(path)}${id === null ? '' : ` · ${escapeMarkup(id)}`}</small><details><summary>what was sent</summary><pre>${escapeMarkup(pretty)}</pre></details></article>`;
}

interface Payload {
  type?: string;
  data?: {
    events?: {
      kind?: string;
      taskName?: string;
      message?: string | null;
      newPrice?: number | null;
      currency?: string | null;
      item?: { title?: string } | null;
    }[];
  };
}

function describe(body: string): { title: string; pretty: string } {
  let payload: Payload;
  try {
    payload = JSON.parse(body) as Payload;
  } catch {
    return { title: body.slice(0, 120) || '(empty)', pretty: body };
  }
  const pretty = JSON.stringify(payload, null, 2);
  const [event] = Array.isArray(payload?.data?.events) ? payload.data.events : [];
  if (!event) return { title: payload?.type === 'channel.test' ? 'A test message' : (payload?.type ?? 'JSON'), pretty };
  const price =
    typeof event.newPrice === 'number' ? `, ${(event.newPrice / 100).toFixed(2)} ${event.currency ?? ''}` : '';
  return {
    title: `${event.kind ?? ''}: ${event.item?.title ?? event.message ?? event.taskName ?? ''}${price}`,
    pretty,
  };
}
