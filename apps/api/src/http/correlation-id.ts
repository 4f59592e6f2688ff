import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/** What may be taken over from a stranger into logs, stream entries and webhooks. */
const SAFE_ID = /^[A-Za-z0-9._-]{1,64}$/;

/**
 * Takes the id of `X-Correlation-Id` (or `X-Request-Id`), if it is safe to pass on, else makes one, and answers it in both
 * headers.
 */
export const assignCorrelationId: RequestHandler = (req, res, next) => {
  const offered = req.get('x-correlation-id') ?? req.get('x-request-id') ?? '';
  const id = SAFE_ID.test(offered) ? offered : randomUUID();
  res.locals.correlationId = id;
  res.setHeader('X-Correlation-Id', id);
  res.setHeader('X-Request-Id', id);
  next();
};

export function correlationIdOf(res: Response): string {
  return res.locals.correlationId as string;
}
