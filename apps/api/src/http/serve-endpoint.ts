import type { Refusal } from '@goodshunter/contracts/api';
import { json, type RequestHandler, type Response } from 'express';
import type { z } from 'zod';
import { requireFresh } from '../access/fresh.js';
import { may } from '../access/may.js';
import type { Person } from '../access/person.js';
import { findBadText } from '../check-text.js';
import { describeIssues } from '../describe-issue.js';
import { BadRequestError, ForbiddenError, InvalidInputError, NotFoundError } from '../errors.js';
import type { QuotaService } from '../services/people/quota-service.js';
import { type Authenticator, originOf, requirePerson } from './authenticator.js';
import { checkShape } from './check-shape.js';
import { readCookie } from './cookies.js';
import { correlationIdOf } from './correlation-id.js';
import type { Endpoint } from './endpoint.js';
import type { PersonalTurns } from './personal-turns.js';

const MAX_BODY = '1mb';
/** From somebody who is not known yet: names, passwords and codes are short. */
const MAX_OPEN_BODY = '64kb';

export interface ServeEndpointOptions {
  authenticator: Authenticator;
  quotas: Pick<QuotaService, 'countCreation'>;
  /** Of each person, for what is costly. */
  turns: PersonalTurns;
  onRejected: () => void;
}

/** The handlers of a route, in order: who asks, what the body says, then the endpoint itself. */
export function serveEndpoint(endpoint: Endpoint, options: ServeEndpointOptions): RequestHandler[] {
  const { query, body, handle, action, thing, isOpen = false, needsFresh, isCostly, multiline } = endpoint;
  const { authenticator, quotas, turns, onRejected } = options;
  const readParams = createParamsReader(endpoint);

  const authenticate: RequestHandler = async (req, res, next) => {
    try {
      const person = await authenticator.identify(req);
      res.locals.person = isOpen ? person : requirePerson(person);
      if (!isOpen && !may(requirePerson(person), action, thing)) throw new ForbiddenError(describeRefusal(person));
      if (needsFresh) requireFresh(person);
      if (person && action === 'create' && (thing === 'task' || thing === 'channel')) quotas.countCreation(person);
    } catch (error) {
      if (error instanceof Error && 'status' in error && error.status === 401) onRejected();
      throw error;
    }
    next();
  };

  const requireJson: RequestHandler = (req, _res, next) => {
    if (req.is('application/json') || req.is('application/*+json')) return next();
    throw new BadRequestError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Unsupported media type', ['not_json']);
  };

  const answer: RequestHandler = async (req, res) => {
    const params = readParams(req.params);
    const person = res.locals.person as Person | null;
    const run = () =>
      handle({
        caller: { userId: person?.id ?? 0, correlationId: correlationIdOf(res), person, origin: originOf(req) },
        id: (params.id as number | undefined) ?? 0,
        params,
        query: query && parse(query, req.query),
        body: body && parseBody(body, req.body as unknown, multiline),
        isSecure: req.secure,
        header: (name) => req.get(name),
        cookie: (name) => readCookie(req, name),
      });
    const reply = isCostly && person ? await turns.take(person.id, run) : await run();
    res.statusCode = reply.status;
    for (const [name, value] of Object.entries(reply.headers ?? {})) res.setHeader(name, value);
    if (reply.stream) await reply.stream(req, res);
    else if (reply.raw) send(res, reply.raw.contentType, reply.raw.data);
    else if (reply.body === undefined) res.end();
    else send(res, 'application/json; charset=utf-8', JSON.stringify(reply.body));
  };

  if (!body) return [authenticate, answer];
  // `strict: false` lets `null` or `"text"` through to the schema, whose sentence says more than "invalid JSON".
  return [
    authenticate,
    requireJson,
    json({ limit: isOpen ? MAX_OPEN_BODY : MAX_BODY, type: () => true, strict: false }),
    answer,
  ];
}

/** Express' own `json` looks for a format, an ETag and a fresh copy in the reader's cache first; there is one format here, and none of the others. */
function send(res: Response, contentType: string, data: string | Buffer): void {
  res.setHeader('Content-Type', contentType);
  res.setHeader('Content-Length', Buffer.byteLength(data));
  res.end(data);
}

/** Why somebody who is known may not: by their role, or by what their token is for. */
function describeRefusal(person: Person | null): Refusal {
  if (person?.scopes && !person.scopes.includes('admin')) {
    const scopes = person.scopes.join(' and ');
    return scopes === '' ? ['token_without_scope'] : ['token_scope', { scopes }];
  }
  return [person?.role === 'guest' ? 'guests_look' : 'admins_alone'];
}

function parseBody(schema: z.ZodType, value: unknown, multiline?: readonly string[]): unknown {
  checkShape(value);
  return parse(schema, value, multiline);
}

function parse(schema: z.ZodType, value: unknown, multiline?: readonly string[]): unknown {
  const badText = findBadText(value, multiline);
  if (badText.length > 0) throw new InvalidInputError(badText);
  const result = schema.safeParse(value, { reportInput: true });
  if (!result.success) throw new InvalidInputError(describeIssues(result.error));
  return result.data;
}

/** What the names of a path are: by the operation's own schema, else ids. */
function createParamsReader({ path, params }: Endpoint): (values: Record<string, unknown>) => Record<string, unknown> {
  if (params) return (values) => parse(params, values) as Record<string, unknown>;
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return (values) => Object.fromEntries(names.map((name) => [name, parseId(values[name])]));
}

/** Ids are whole numbers; nothing else ever names anything. */
function parseId(text: unknown): number {
  if (typeof text === 'string' && /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text))) {
    return Number(text);
  }
  throw new NotFoundError(['no_id', { text: String(text).slice(0, 50) }]);
}
