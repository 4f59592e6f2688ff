import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { linkFirstRequests } from './first-requests.js';
import type { PageFile, PageFiles } from './page-files.js';

/** What belongs to machines: an address below these is never the page's. */
const NOT_OURS = /^\/(api|mcp|feeds|docs|metrics|healthz|livez|readyz|openapi\.json)(\/|$)/;

/** The page asks nobody but us, runs only scripts that are ours, and takes only styles that carry this copy's nonce. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/**
 * Serves the page: its files by their names, and index.html for every other address that a browser opens, so that the page's own
 * addresses can be bookmarked and reloaded. Whoever does not ask for HTML gets the API's own "nothing here", but at `/`, where
 * there is only the page: what takes anything (curl, a monitor) gets it too.
 */
export function servePage({ index, files }: PageFiles): RequestHandler {
  return (req, res, next) => {
    if ((req.method !== 'GET' && req.method !== 'HEAD') || NOT_OURS.test(req.path)) return next();
    const file = files.get(req.path);
    if (file) return sendFile(req, res, file);
    if (req.path.startsWith('/assets/') || !wantsPage(req)) return next();
    const nonce = randomBytes(16).toString('base64');
    res.setHeader('Content-Security-Policy', contentSecurityPolicy(nonce));
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('Content-Type', 'text/html; charset=utf-8');
    const link = linkFirstRequests(req);
    if (link !== undefined) res.setHeader('Link', link);
    res.send(index.replaceAll('%STYLE_NONCE%', nonce));
  };
}

function wantsPage(req: Request): boolean {
  if (!req.accepts('html')) return false;
  return req.path === '/' || /\btext\/html\b/.test(req.get('accept') ?? '');
}

function sendFile(req: Request, res: Response, file: PageFile): void {
  res.setHeader('Cache-Control', file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
  res.setHeader('ETag', file.etag);
  res.setHeader('Vary', 'Accept-Encoding');
  res.setHeader('Content-Type', file.type);
  // A service worker lives by the policy that it came with.
  if (req.path === '/sw.js')
    res.setHeader('Content-Security-Policy', "default-src 'none'; script-src 'self'; connect-src 'self'");
  if (req.get('if-none-match') === file.etag) {
    res.status(304).end();
    return;
  }
  const encoding = (['br', 'gzip'] as const).find((name) => file.encoded[name] && req.acceptsEncodings(name));
  if (encoding) res.setHeader('Content-Encoding', encoding);
  const body = (encoding && file.encoded[encoding]) ?? file.body;
  res.setHeader('Content-Length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
}
