import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { sendProblem } from './send-problem.js';

/** Lets only those crawl who show the secret that schedulers have: a crawler that anybody may ask is a proxy for everybody. */
export function requireSecret(secret: string): RequestHandler {
  if (secret === '') return (_request, _response, next) => next();
  const expected = digest(secret);
  return (request, response, next) => {
    const shown = /^Bearer (.+)$/i.exec(request.get('authorization') ?? '')?.[1];
    if (shown !== undefined && timingSafeEqual(digest(shown), expected)) return next();
    sendProblem(response, {
      status: 401,
      code: 'UNAUTHORIZED',
      detail: 'Crawls are for schedulers that have the secret of this crawler (CRAWLER_SECRET).',
    });
  };
}

/** Of equal length whatever was shown. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
