import { Router } from 'express';

/** Whether the crawler takes work; switched once, on SIGTERM. */
export class Draining {
  #isDraining = false;
  get isDraining(): boolean {
    return this.#isDraining;
  }
  begin(): void {
    this.#isDraining = true;
  }
}

/** `/healthz` and `/readyz`: 200 while it accepts work. `/livez`: 200 as long as it answers at all. */
export function createHealthRouter(draining: Draining): Router {
  const router = Router();
  router.get(['/healthz', '/readyz'], (_request, response) => {
    response.status(draining.isDraining ? 503 : 200).json({ status: draining.isDraining ? 'down' : 'ok' });
  });
  router.get('/livez', (_request, response) => {
    response.json({ status: 'ok' });
  });
  return router;
}
