import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface ServiceMetrics {
  /** For a service's own figures. */
  readonly registry: Registry;
  /** A request that was answered. `route` is its pattern, never its path. */
  observeRequest(method: string, route: string, status: number, durationMs: number): void;
}

const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What every service exposes: figures of its process, which version runs, and how long its requests took. */
export function createServiceMetrics(version: string): ServiceMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'goodshunter_build_info',
    help: 'Always 1; which version runs on which Node.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.version }, 1);
  const requests = new Histogram({
    name: 'goodshunter_http_request_duration_seconds',
    help: 'From the request to the end of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_BUCKETS,
    registers,
  });
  return {
    registry,
    observeRequest: (method, route, status, durationMs) =>
      requests.observe({ method, route, status }, durationMs / 1000),
  };
}
