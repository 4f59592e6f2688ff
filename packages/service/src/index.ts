export { type Listening, listen } from './listen.js';
export { type RunningService, runService } from './run-service.js';
export { createServiceMetrics, type ServiceMetrics } from './service-metrics.js';
