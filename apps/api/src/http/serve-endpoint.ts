import { json, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { describeIssues } from '../describe-issue.js';
import { BadRequestError, InvalidInputError, NotFoundError } from '../errors.js';
import type { TokenService } from '../services/token-service.js';
import { correlationIdOf } from './correlation-id.js';
import type { Endpoint } from './endpoint.js';

const MAX_BODY = '1mb';

export interface ServeEndpointOptions {
  tokens: TokenService;
  onRejected: () => void;
}

/** The handlers of a route, in order: who asks, what the body says, then the endpoint itself. */
export function serveEndpoint(endpoint: Endpoint, { tokens, onRejected }: ServeEndpointOptions): RequestHandler[] {
  const { query, body, handle } = endpoint;
  const hasId = endpoint.path.includes('/:id');

  const authenticate: RequestHandler = async (req, res, next) => {
    try {
      res.locals.userId = await tokens.authenticate(req.headers.authorization);
    } catch (error) {
      if (error instanceof Error && 'status' in error && error.status === 401) onRejected();
      throw error;
    }
    next();
  };

  const requireJson: RequestHandler = (req, _res, next) => {
    if (req.is('application/json') || req.is('application/*+json')) return next();
    throw new BadRequestError(
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'Unsupported media type',
      'Send JSON with the header "Content-Type: application/json".',
    );
  };

  const answer: RequestHandler = async (req, res) => {
    const reply = await handle({
      caller: { userId: res.locals.userId as number, correlationId: correlationIdOf(res) },
      id: hasId ? parseId(req.params.id) : 0,
      query: query && parse(query, req.query),
      body: body && parse(body, req.body as unknown),
      header: (name) => req.get(name),
    });
    res.statusCode = reply.status;
    for (const [name, value] of Object.entries(reply.headers ?? {})) res.setHeader(name, value);
    if (reply.body === undefined) res.end();
    else sendJson(res, JSON.stringify(reply.body));
  };

  if (!body) return [authenticate, answer];
  // `strict: false` lets `null` or `"text"` through to the schema, whose sentence says more than "invalid JSON".
  return [authenticate, requireJson, json({ limit: MAX_BODY, type: () => true, strict: false }), answer];
}

/** Express' own `json` looks for a format, an ETag and a fresh copy in the reader's cache first; there is one format here, and none of the others. */
function sendJson(res: Response, text: string): void {
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(text));
  res.end(text);
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const result = schema.safeParse(value, { reportInput: true });
  if (!result.success) throw new InvalidInputError(describeIssues(result.error));
  return result.data;
}

/** Ids are whole numbers; nothing else ever names anything. */
function parseId(text: unknown): number {
  if (typeof text === 'string' && /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text))) {
    return Number(text);
  }
  throw new NotFoundError(`"${String(text).slice(0, 50)}" is not an id.`);
}
