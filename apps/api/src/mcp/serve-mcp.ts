import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { json, type RequestHandler, Router } from 'express';
import { may } from '../access/may.js';
import type { Person } from '../access/person.js';
import { findBadText } from '../check-text.js';
import { ForbiddenError, InvalidInputError, MethodNotAllowedError, UnauthorizedError } from '../errors.js';
import { type Authenticator, originOf, requirePerson } from '../http/authenticator.js';
import { checkShape } from '../http/check-shape.js';
import { correlationIdOf } from '../http/correlation-id.js';
import type { PersonalTurns } from '../http/personal-turns.js';
import { createMcpServer, type McpServices } from './tools.js';

export interface ServeMcpOptions extends McpServices {
  authenticator: Authenticator;
  /** Of each person, shared with what else is costly. */
  turns: PersonalTurns;
  version: string;
  onRejected: () => void;
}

/** Some assistants send several messages at once; each may ask the database as much as a page of its own. */
const MOST_MESSAGES = 10;

/**
 * `/mcp`: the Model Context Protocol over HTTP, for assistants that read. Only an API token counts, never a cookie. Without sessions:
 * each request brings all that its answer needs, so any replica answers.
 */
export function serveMcp({ authenticator, turns, version, onRejected, ...services }: ServeMcpOptions): RequestHandler {
  const authenticate: RequestHandler = async (req, res, next) => {
    if (req.path !== '/') return next('router');
    if (req.method !== 'POST') throw new MethodNotAllowedError(req.method, '/mcp', ['POST']);
    if (req.headers.authorization === undefined) {
      onRejected();
      throw new UnauthorizedError(['token_of_scope_read']);
    }
    const person = requirePerson(await authenticator.identify(req));
    if (!may(person, 'read', 'task')) throw new ForbiddenError(['token_may_not_read']);
    res.locals.person = person;
    next();
  };

  const answer: RequestHandler = async (req, res) => {
    const person = res.locals.person as Person;
    checkMessages(req.body);
    const caller = { userId: person.id, correlationId: correlationIdOf(res), person, origin: originOf(req) };
    const server = createMcpServer(services, caller, version);
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    res.on('close', () => {
      void transport.close();
      void server.close();
    });
    await server.connect(transport as Parameters<typeof server.connect>[0]);
    const isAnswered = new Promise<void>((resolve) => res.once('close', resolve));
    await turns.take(person.id, async () => {
      await transport.handleRequest(req, res, req.body);
      await isAnswered;
    });
  };
  const router = Router();
  router.use(authenticate, json({ limit: '256kb', type: () => true }), answer);
  return router;
}

/** By the rules for every request. @throws {InvalidInputError} */
function checkMessages(body: unknown): void {
  checkShape(body);
  const messages: unknown[] = Array.isArray(body) ? body : [body];
  if (messages.length > MOST_MESSAGES) {
    throw new InvalidInputError([{ field: '', message: `there must be at most ${MOST_MESSAGES} messages at once` }]);
  }
  const bad = messages.flatMap((message) => findBadText(Object(Object(message).params).arguments));
  if (bad.length > 0) throw new InvalidInputError(bad);
}
