import { CrawlError } from '../errors.js';
import { measureJson } from './measure-json.js';

/** Ten megabytes of real products hold fewer values. */
const LIMITS = { values: 250_000, depth: 100 };

/**
 * JSON of a shop's API.
 * @throws {CrawlError} `layout_changed` when it is none: many shops answer with a page instead; `too_large` for more values or
 * deeper nesting than a shop would send
 */
export function parseJson(text: string): unknown {
  const { values, depth } = measureJson(text, LIMITS);
  if (values > LIMITS.values || depth > LIMITS.depth) {
    throw new CrawlError('too_large', 'The answer of the shop holds more values than allowed.');
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CrawlError('layout_changed', 'The shop answers with something that is not JSON.', { cause });
  }
}

/** Whether a body may be a JSON object or array, by its first character. Quick, whatever its size. */
export function looksLikeJson(body: Uint8Array): boolean {
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 1000)).toString('latin1');
  return /^(?:\xef\xbb\xbf)?\s*[[{]/.test(head);
}
