import type { Logger } from '@goodshunter/logger';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { type CrawlRouteDeps, createCrawlRoute } from './crawl-route.js';
import { createHealthRouter } from './health.js';
import { createPictureRoute } from './picture/picture-route.js';
import { requireSecret } from './require-secret.js';
import { sendProblem } from './send-problem.js';

/** Validators and known keys of one task fit many times. */
const MAX_BODY = '1mb';

/** The crawler's HTTP side, not listening: `POST /crawl`, `POST /picture`, health and metrics. */
export function createApp(deps: CrawlRouteDeps): Express {
  const { draining, metrics, log } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(metrics.timeRequests);
  app.use(createHealthRouter(draining));
  app.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  app.post('/crawl', requireSecret(deps.secret ?? ''), express.json({ limit: MAX_BODY }), createCrawlRoute(deps));
  app.post(
    '/picture',
    requireSecret(deps.secret ?? ''),
    express.json({ limit: MAX_BODY }),
    createPictureRoute({ fetcher: deps.crawl.fetcher, log }),
  );
  app.use((_request, response) => {
    sendProblem(response, { status: 404, code: 'NOT_FOUND', detail: 'There is nothing here; POST /crawl.' });
  });
  app.use(createErrorHandler(log));
  return app;
}

function createErrorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    if (status === 413) {
      return sendProblem(response, { status, code: 'BODY_TOO_LARGE', detail: `The body is larger than ${MAX_BODY}.` });
    }
    if (status >= 400 && status < 500) {
      return sendProblem(response, { status: 400, code: 'INVALID_BODY', detail: 'The body is not valid JSON.' });
    }
    log.error('request failed', { error });
    return sendProblem(response, {
      status: 500,
      code: 'INTERNAL_ERROR',
      detail: 'The crawler has an error of its own.',
    });
  };
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? status : 500;
}
