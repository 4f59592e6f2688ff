import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { json, type RequestHandler } from 'express';
import { may } from '../access/may.js';
import { ForbiddenError, MethodNotAllowedError, UnauthorizedError } from '../errors.js';
import { type Authenticator, originOf, requirePerson } from '../http/authenticator.js';
import { correlationIdOf } from '../http/correlation-id.js';
import { createMcpServer, type McpServices } from './tools.js';

export interface ServeMcpOptions extends McpServices {
  authenticator: Authenticator;
  version: string;
  onRejected: () => void;
}

/**
 * `/mcp`: the Model Context Protocol over HTTP, for assistants that read. Only an API token counts, never a cookie. Without sessions:
 * each request brings all that its answer needs, so any replica answers.
 */
export function serveMcp({ authenticator, version, onRejected, ...services }: ServeMcpOptions): RequestHandler[] {
  const answer: RequestHandler = async (req, res, next) => {
    if (req.path !== '/') return next();
    if (req.method !== 'POST') throw new MethodNotAllowedError(req.method, '/mcp', ['POST']);
    if (req.headers.authorization === undefined) {
      onRejected();
      throw new UnauthorizedError(['token_of_scope_read']);
    }
    const person = requirePerson(await authenticator.identify(req));
    if (!may(person, 'read', 'task')) throw new ForbiddenError(['token_may_not_read']);
    const caller = { userId: person.id, correlationId: correlationIdOf(res), person, origin: originOf(req) };
    const server = createMcpServer(services, caller, version);
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    res.on('close', () => {
      void transport.close();
      void server.close();
    });
    await server.connect(transport as Parameters<typeof server.connect>[0]);
    await transport.handleRequest(req, res, req.body);
  };
  return [json({ limit: '256kb', type: () => true }), answer];
}
