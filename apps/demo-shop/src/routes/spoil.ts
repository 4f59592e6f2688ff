import { setTimeout as sleep } from 'node:timers/promises';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Shop } from '../shop-street.js';

const CHALLENGE =
  '<!doctype html><html lang="en"><head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow"></head>' +
  '<body><div id="challenge-form"><h1>Checking your browser</h1><p>Verify you are human by completing the action below. Enable JavaScript and cookies to continue.</p></div></body></html>';

/** Lets planned faults spoil requests to a shop. robots.txt, the controls and health never reach it. */
export function createSpoiler(findShop: (req: Request) => Shop): RequestHandler {
  return async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    const fault = findShop(req).faults.take(req.path);
    switch (fault?.kind) {
      case undefined:
        return next();
      case '429':
        res.set('Retry-After', String(fault.retryAfterSeconds)).status(429).type('text').send('Too many requests');
        return;
      case '503':
        res.set('Retry-After', String(fault.retryAfterSeconds)).status(503).type('text').send('Service unavailable');
        return;
      case 'challenge':
        res.set('cf-mitigated', 'challenge').status(403).type('html').send(CHALLENGE);
        return;
      case 'garbage':
        // A page that was once JSON: right status, right type, cut off in the middle.
        res
          .type(req.path.endsWith('.xml') ? 'application/rss+xml' : 'json')
          .send('{"products":[{"id":1,"ti\u0000\ufffd<<<');
        return;
      case 'slow': {
        const gone = new AbortController();
        res.once('close', () => gone.abort());
        // The caller hanging up ends the wait, and there is nobody left to answer.
        await sleep(fault.delayMs, undefined, { signal: gone.signal }).then(next, () => undefined);
        return;
      }
    }
  };
}
