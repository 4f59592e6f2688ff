import type { SafeFetcher } from '@goodshunter/safe-fetch';
import { readRetryAfter } from '@goodshunter/waiting';
import { type Answer, type Failure, failed, unreachable } from './answer.js';

export type Fetch = Pick<SafeFetcher, 'fetch'>;

/** Nobody reads what a service answers beyond this. */
const MAX_ANSWER_BYTES = 64 * 1024;

export interface HttpRequest {
  url: string;
  method?: 'POST' | 'PUT';
  headers?: Record<string, string>;
  body: string | Buffer;
  deadlineMs: number;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** Undefined: it is no JSON object. */
  json: Record<string, unknown> | undefined;
  retryAfterMs: number | undefined;
}

/** One request through the address guard, no redirect followed; an answer, or why there was none. */
export async function ask(fetcher: Fetch, request: HttpRequest, who: string): Promise<HttpAnswer | Failure> {
  const { url, method = 'POST', headers, body, deadlineMs } = request;
  try {
    const answer = await fetcher.fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body,
      timeoutMs: deadlineMs,
      maxBytes: MAX_ANSWER_BYTES,
      cutsBody: true,
      maxRedirects: 0,
    });
    const text = answer.body.toString('utf8');
    return {
      status: answer.status,
      headers: answer.headers,
      text,
      json: parseObject(text),
      retryAfterMs: readRetryAfter(answer.headers['retry-after']),
    };
  } catch (error) {
    return unreachable(error, who);
  }
}

export const isAnswer = (answer: HttpAnswer | Failure): answer is HttpAnswer => 'headers' in answer;

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** What most services mean by their statuses. `words`: what this one said. */
export function classify(answer: HttpAnswer, who: string, words?: string): Answer {
  const { status, retryAfterMs } = answer;
  const said = words ? `: “${words}”` : '';
  if (status >= 200 && status < 300)
    return { status: 'sent', httpStatus: status, message: `${who} accepted it (${status})` };
  const message = `${who} answered ${status}${said}`;
  const more = { httpStatus: status, retryAfterMs };
  if (status === 429) return failed('wait', message, more);
  if (status === 404 || status === 410) return failed('dead', message, more);
  if (status === 400 || status === 401 || status === 403) return failed('misconfigured', message, more);
  if (status === 413 || status === 422) return failed('refused', message, more);
  return failed('retry', status >= 300 && status < 400 ? `${message}; redirects are not followed` : message, more);
}

/** A clause on an address that nobody may connect to; undefined: it is open, as far as one can tell without asking. */
export function checkAddress(
  url: string,
  guard: { checkUrl(url: string): { ok: true } | { ok: false; message: string } },
  field: string,
): { field: string; message: string } | undefined {
  const checked = guard.checkUrl(url);
  return checked.ok ? undefined : { field, message: `${checked.message} (forbidden address)` };
}
