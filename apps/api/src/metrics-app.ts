import express, { type Express } from 'express';
import type { HealthChecks } from './health.js';
import type { Metrics } from './metrics.js';

/** What a port of its own tells, which is not published: figures and health with its reasons, without a token. */
export function createMetricsApp({ metrics, health }: { metrics: Metrics; health: HealthChecks }): Express {
  const app = express();
  app.disable('x-powered-by');
  app.get('/metrics', async (_req, res) => {
    res.set('Content-Type', metrics.contentType).send(await metrics.render());
  });
  app.get('/readyz', async (_req, res) => {
    const state = await health.check();
    res.status(state.status === 'down' ? 503 : 200).json(state);
  });
  return app;
}
