import { startApiDouble } from '../api-double.js';

interface Block {
  type: string;
  text?: { type: string; text: string };
  elements?: { text?: { text: string } | string; url?: string }[];
}

/** Stands in for an incoming webhook as https://api.slack.com/messaging/webhooks says, with the limits of blocks. */
export async function startSlack({ path }: { path: string }) {
  return startApiDouble((call) => {
    if (call.path !== path) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'no_service' };
    const { text = '', blocks = [] } = JSON.parse(call.body) as { text?: string; blocks?: Block[] };
    const isBad =
      blocks.length > 50 ||
      blocks.some(({ type, text: inside, elements = [] }) => {
        if (type === 'header') return (inside?.text.length ?? 0) > 150 || inside?.text === '';
        if (type === 'section') return (inside?.text.length ?? 0) > 3000 || inside?.text === '';
        return elements.some(
          ({ url, text: label }) => (url?.length ?? 0) > 3000 || (typeof label === 'object' && label.text.length > 75),
        );
      });
    if (isBad) return { status: 400, headers: { 'content-type': 'text/plain' }, body: 'invalid_blocks' };
    if (text === '' && blocks.length === 0) return { status: 400, body: 'no_text' };
    if (JSON.stringify(blocks).length > 20_000) return { status: 400, body: 'msg_too_long' };
    return { headers: { 'content-type': 'text/plain' }, body: 'ok' };
  });
}
