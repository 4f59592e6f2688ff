import { type CrawlResponse, crawledItemSchema, crawlResponseSchema } from '@goodshunter/contracts/crawl';
import { inSlices } from '@goodshunter/waiting';
import { jsonPieces, textOf } from './json-pieces.js';

/** Up to here parsing at once takes a few milliseconds. */
const SMALL_BYTES = 256 * 1024;
/** Of one listing, or one other part of an answer. */
const LONGEST_PIECE = 2 * 1024 * 1024;

/**
 * Reads and checks the JSON of a crawler, listing by listing, in slices: thousands with long descriptions come to tens of megabytes.
 * @throws {SyntaxError} {ZodError} when it is no answer
 */
export async function readCrawlAnswer(body: Uint8Array): Promise<CrawlResponse> {
  const answer = body.length <= SMALL_BYTES ? JSON.parse(textOf(body, 0, body.length)) : await parseInSlices(body);
  const { items, ...head } = Object(answer) as { items?: unknown };
  if (!Array.isArray(items)) return crawlResponseSchema.parse(answer);
  const response = crawlResponseSchema.parse({ ...head, items: [] });
  if (response.status === 'ok') {
    await inSlices(items, (item) => response.items.push(crawledItemSchema.parse(item)));
  }
  return response;
}

async function parseInSlices(body: Uint8Array): Promise<unknown> {
  const values = new Map<string, unknown>();
  await inSlices(jsonPieces(body, LONGEST_PIECE), ({ key, kind, start, end }) => {
    if (kind === 'array') {
      values.set(key, []);
      return;
    }
    const value: unknown = JSON.parse(textOf(body, start, end));
    if (kind === 'element') (values.get(key) as unknown[]).push(value);
    else values.set(key, value);
  });
  return Object.fromEntries(values);
}
