import { textOf, walkElements } from '../markup/element.js';
import { parseMarkup } from '../markup/parse-markup.js';
import { normalizeWords } from '../stock/words.js';
import { decodeText, sniffHtmlEncoding } from './decode-text.js';
import { isNamedWaitingRoom, saysWaitingRoom } from './waiting-room-words.js';

/** Those that stand in for a shop send little beside their sentence. */
const MAX_BYTES = 60_000;
const NO_ATTRIBUTES: ReadonlySet<string> = new Set();

/**
 * Whether an answer that refuses (202, 403, 429, 503) is a page where visitors wait for their turn. What is answered 200 is judged by
 * whoever reads it, who knows of what else the page is.
 */
export function isWaitingRoom(status: number, headers: Record<string, string>, body: Uint8Array): boolean {
  if (status !== 202 && status !== 403 && status !== 429 && status !== 503) return false;
  const contentType = headers['content-type'];
  if (body.length === 0 || !/html/i.test(contentType ?? 'text/html')) return false;
  const head = body.subarray(0, MAX_BYTES);
  const html = decodeText(head, { contentType, declared: sniffHtmlEncoding(head) });
  const { root } = parseMarkup(html, 'html', { attributes: NO_ATTRIBUTES });
  let title = '';
  walkElements(root, (element) => {
    if (element.name === 'title') title ||= textOf(element, 300);
    return undefined;
  });
  return isNamedWaitingRoom(title) || saysWaitingRoom(normalizeWords(textOf(root, MAX_BYTES)));
}
