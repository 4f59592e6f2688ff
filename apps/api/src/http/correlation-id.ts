import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/** What may be taken over from a stranger into logs, stream entries and webhooks. */
const SAFE_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** W3C Trace Context: version, trace id, parent id, flags. */
const TRACE_PARENT = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/;

/**
 * Takes the id of `X-Correlation-Id`, `X-Request-Id` or the trace of `traceparent`, the first that is there and safe to pass on,
 * else makes one, and answers it in the first two headers.
 */
export const assignCorrelationId: RequestHandler = (req, res, next) => {
  const { 'x-correlation-id': correlationId, 'x-request-id': requestId, traceparent } = req.headers;
  const id = takeSafe(correlationId) ?? takeSafe(requestId) ?? takeTrace(traceparent) ?? randomUUID();
  res.locals.correlationId = id;
  res.setHeader('X-Correlation-Id', id);
  res.setHeader('X-Request-Id', id);
  next();
};

export function correlationIdOf(res: Response): string {
  return res.locals.correlationId as string;
}

function takeSafe(offered: string | string[] | undefined): string | undefined {
  return typeof offered === 'string' && SAFE_ID.test(offered) ? offered : undefined;
}

function takeTrace(offered: string | string[] | undefined): string | undefined {
  return typeof offered === 'string' ? TRACE_PARENT.exec(offered)?.[1] : undefined;
}
