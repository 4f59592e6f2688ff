import type { Logger } from '@goodshunter/logger';
import type { RequestHandler, Response } from 'express';
import type { Metrics } from '../metrics.js';
import { correlationIdOf } from './correlation-id.js';

/** Counts and times every request by its route's pattern, also those that end early. */
export function observeRequests(metrics: Metrics, log: Logger): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    res.once('close', () => {
      const durationMs = performance.now() - startedAt;
      const route = (req.route as { path?: unknown } | undefined)?.path;
      const pattern = typeof route === 'string' ? route : 'unmatched';
      // A stream lasts as long as its reader likes, which says nothing of how quick we are.
      if (!isStream(res)) metrics.observeRequest(req.method, pattern, res.statusCode, durationMs);
      log.debug('request answered', {
        method: req.method,
        route: pattern,
        status: res.statusCode,
        durationMs,
        correlationId: correlationIdOf(res),
      });
    });
    next();
  };
}

function isStream(res: Response): boolean {
  return String(res.getHeader('Content-Type') ?? '').startsWith('text/event-stream');
}
