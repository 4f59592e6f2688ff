import { hash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { RequestHandler } from 'express';
import type { HealthChecks } from '../health.js';
import type { Authenticator } from '../http/authenticator.js';
import { isFromHere, requireInsider } from '../http/insiders.js';
import type { Metrics } from '../metrics.js';
import type { OpenRoute } from '../openapi/build-document.js';
import type { DocsPage } from '../openapi/docs-page.js';

/** Routes that machines and readers use without a token. */
export const OPEN_ROUTES: readonly OpenRoute[] = [
  {
    path: '/healthz',
    operationId: 'readHealth',
    summary: 'Does it work? 200 too while only Redis is away (degraded)',
    contentType: 'application/json',
    statuses: [200, 503],
  },
  { path: '/livez', operationId: 'readLiveness', summary: 'Does the process live?', contentType: 'application/json' },
  {
    path: '/readyz',
    operationId: 'readReadiness',
    summary: 'Can it take requests?',
    contentType: 'application/json',
    statuses: [200, 503],
  },
  {
    path: '/metrics',
    operationId: 'readMetrics',
    summary: 'Figures for Prometheus: on this machine, on API_METRICS_PORT, or with the token of an admin',
    contentType: 'text/plain',
  },
  { path: '/openapi.json', operationId: 'readOpenApi', summary: 'This document', contentType: 'application/json' },
  { path: '/docs', operationId: 'readDocs', summary: 'This document for people', contentType: 'text/html' },
];

export interface OpenRouteOptions {
  authenticator: Authenticator;
  health: HealthChecks;
  metrics: Metrics;
  /** True from the first signal to stop: no new requests should come. */
  isStopping: () => boolean;
  /** The OpenAPI document as it is sent. */
  documentJson: string;
  docs: DocsPage;
}

/** The handlers of {@link OPEN_ROUTES}, by path. */
export function createOpenHandlers(options: OpenRouteOptions): Record<string, RequestHandler> {
  const { authenticator, health, metrics, isStopping, documentJson, docs } = options;
  return {
    '/healthz': async (_req, res) => {
      const state = await health.check();
      res.status(state.status === 'down' ? 503 : 200).json(state);
    },
    '/livez': (_req, res) => {
      res.json({ status: 'ok' });
    },
    '/readyz': async (req, res) => {
      const state = isStopping() ? ({ status: 'down' } as const) : await health.check();
      // Why, is for those who run it.
      res.status(state.status === 'down' ? 503 : 200).json(isFromHere(req) ? state : { status: state.status });
    },
    '/metrics': async (req, res) => {
      await requireInsider(req, authenticator);
      res.set('Content-Type', metrics.contentType).send(await metrics.render());
    },
    '/openapi.json': sendDocument(documentJson),
    '/docs': (_req, res) => {
      res.set('Content-Security-Policy', docs.contentSecurityPolicy).type('html').send(docs.html);
    },
  };
}

/** The page reads it before it shows anything, so it is sent small, and only once to each browser. */
function sendDocument(json: string): RequestHandler {
  const etag = `"${hash('sha256', json, 'base64url').slice(0, 22)}"`;
  const zipped = gzipSync(json, { level: 9 });
  return (req, res) => {
    res.set({ 'Cache-Control': 'no-cache', ETag: etag, Vary: 'Accept-Encoding' }).type('json');
    if (req.get('if-none-match') === etag) res.status(304).end();
    else if (req.acceptsEncodings('gzip')) res.set('Content-Encoding', 'gzip').send(zipped);
    else res.send(json);
  };
}
