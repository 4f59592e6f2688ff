import type { SafeResponse } from '@goodshunter/safe-fetch';
import { readRetryAfter } from '@goodshunter/waiting';
import { CrawlError } from '../errors.js';
import { isChallenge } from './detect-challenge.js';
import { isWaitingRoom } from './detect-waiting-room.js';

/** The failure an HTTP answer means, or undefined for one that can be read (2xx, 304). */
export function classifyAnswer({ status, headers, body }: SafeResponse, nowMs: number): CrawlError | undefined {
  const details = { httpStatus: status, retryAfterMs: readRetryAfter(headers['retry-after'], nowMs) };
  if (isChallenge(status, headers, body)) {
    return new CrawlError(
      'blocked',
      'The shop wants proof that a person is looking (a challenge or captcha).',
      details,
    );
  }
  if (isWaitingRoom(status, headers, body)) {
    return new CrawlError('blocked', 'The shop lets its visitors wait in a line (a waiting room).', details);
  }
  if ((status >= 200 && status < 300) || status === 304) return undefined;
  if (status === 429 || (status === 503 && details.retryAfterMs !== undefined)) {
    return new CrawlError('rate_limited', 'The shop asks us to slow down.', details);
  }
  if (status === 404 || status === 410)
    return new CrawlError('not_found', 'The shop says there is no such page.', details);
  if ([401, 402, 403, 407, 451].includes(status))
    return new CrawlError('blocked', 'The shop refuses to answer us.', details);
  if (status >= 500) return new CrawlError('server_error', 'The shop has an error of its own.', details);
  return new CrawlError('layout_changed', 'The shop does not understand what we ask.', details);
}
