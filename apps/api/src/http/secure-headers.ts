import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * The headers of helmet on every answer. They are the same each time, so helmet is asked once, with a request that goes
 * nowhere: its twelve handlers in a row cost as much as reading a body. That a site is to be reached by https only is said over https alone: over
 * http it would lock a local run out.
 */
export function createSecureHeaders(): RequestHandler {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  const setHeaders = helmet({ contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"] } } });
  setHeaders(request, response, (error) => {
    if (error) throw error;
  });
  const headers = Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)] as const);
  const overHttp = headers.filter(([name]) => name !== 'strict-transport-security');
  return (req, res, next) => {
    for (const [name, value] of isHttps(req) ? headers : overHttp) res.setHeader(name, value);
    next();
  };
}

/** Here or at a proxy before us. Whoever claims it falsely gets one more header. */
function isHttps({ socket, headers }: IncomingMessage): boolean {
  return 'encrypted' in socket || headers['x-forwarded-proto'] === 'https';
}
