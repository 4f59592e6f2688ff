import {
  CRAWL_VERSION,
  CRAWL_VERSION_HEADER,
  type CrawlRequestInput,
  type CrawlResponse,
} from '@goodshunter/contracts/crawl';
import { startDeadline } from '@goodshunter/waiting';
import { type Dispatcher, request } from 'undici';
import { readCrawlAnswer } from './read-crawl-answer.js';

/**
 * What one crawler said. `full`: no free slot. `refused`: it never had the request. `broken`: it had it, and broke. `outdated`: it is
 * older than we are, and does not know what we ask for.
 */
export type CallResult =
  | { status: 'answered'; response: CrawlResponse }
  | { status: 'full' }
  | { status: 'outdated' }
  | { status: 'refused'; error: unknown }
  | { status: 'broken'; error: unknown }
  | { status: 'silent' }
  | { status: 'garbage'; error: unknown };

export interface CallOptions {
  /** `http://10.0.0.7:8082` */
  origin: string;
  dispatcher: Dispatcher;
  request: CrawlRequestInput;
  /** What the crawler asks for; empty: nothing. */
  secret: string;
  /** Total time for the call, in ms: the crawl's own deadline and some for the way. */
  timeoutMs: number;
  /** Aborts the call; it then rejects with the signal's reason. */
  signal: AbortSignal;
}

/** Thousands of listings with long descriptions fit; a crawler gone mad does not fill our memory. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** Errors that mean that no byte of the request was taken, so that another crawler may get it without a second thought. */
const NOT_SENT = new Set<unknown>([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_DESTROYED',
  'UND_ERR_CLOSED',
]);

/** `POST /crawl` of one crawler. Rejects only when `signal` aborts; everything else is an answer. */
export async function callCrawler({
  origin,
  dispatcher,
  request: crawl,
  secret,
  timeoutMs,
  signal,
}: CallOptions): Promise<CallResult> {
  // One signal for deadline and abort: undici's own timeouts let a dripping server run on.
  const deadline = startDeadline(timeoutMs, signal);
  try {
    const answer = await request(`${origin}/crawl`, {
      method: 'POST',
      dispatcher,
      signal: deadline.signal,
      headersTimeout: 0,
      bodyTimeout: 0,
      headers: {
        'content-type': 'application/json',
        ...(secret === '' ? {} : { authorization: `Bearer ${secret}` }),
        ...(crawl.correlationId === undefined ? {} : { 'x-correlation-id': crawl.correlationId }),
      },
      body: JSON.stringify({ ...crawl, version: CRAWL_VERSION }),
    });
    if (answer.statusCode === 503) {
      await answer.body.dump();
      return { status: 'full' };
    }
    // Crawlers of version 1 do not say so.
    if (answer.statusCode === 400 && Number(answer.headers[CRAWL_VERSION_HEADER] ?? 1) < CRAWL_VERSION) {
      await answer.body.dump();
      return { status: 'outdated' };
    }
    const body = await readBody(answer.body, Number(answer.headers['content-length'] ?? 0));
    if (answer.statusCode !== 200) return { status: 'garbage', error: new Error(`HTTP ${answer.statusCode}`) };
    return await parseAnswer(body);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (deadline.signal.aborted) return { status: 'silent' };
    return { status: NOT_SENT.has(codeOf(error)) ? 'refused' : 'broken', error };
  } finally {
    deadline.clear();
  }
}

/** Put together as it comes, as long as it was said to be: no copy of tens of megabytes in the end. */
async function readBody(body: Dispatcher.ResponseData['body'], saidBytes: number): Promise<Buffer> {
  if (saidBytes > MAX_ANSWER_BYTES) throw new Error('the answer is too large');
  let whole = Buffer.allocUnsafe(saidBytes > 0 ? saidBytes : 64 * 1024);
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (size + chunk.length > MAX_ANSWER_BYTES) throw new Error('the answer is too large');
    if (size + chunk.length > whole.length) {
      const larger = Buffer.allocUnsafe(Math.min(MAX_ANSWER_BYTES, 2 * (size + chunk.length)));
      whole.copy(larger, 0, 0, size);
      whole = larger;
    }
    chunk.copy(whole, size);
    size += chunk.length;
  }
  return whole.subarray(0, size);
}

async function parseAnswer(body: Buffer): Promise<CallResult> {
  try {
    return { status: 'answered', response: await readCrawlAnswer(body) };
  } catch (error) {
    return { status: 'garbage', error };
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
