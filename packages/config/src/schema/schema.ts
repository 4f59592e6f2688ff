import { API, MAIL, OIDC, PEOPLE } from './api.js';
import { CRAWLER, FETCH, SOURCES } from './crawler.js';
import { DEMO_SHOP } from './demo-shop.js';
import type { SectionDefinition } from './key-definition.js';
import { APP } from './queue.js';
import { NOTIFY, SCHEDULER } from './scheduler.js';
import { DATABASE, LOG, REDIS } from './servers.js';

/**
 * Every key of the house, once: name in configs/config.json, environment variable, format, default and meaning. The type
 * `Config`, docs/configuration.md and the checks of configs/config.json and .env.example all follow from it.
 */
export const SCHEMA = {
  app: APP,
  redis: REDIS,
  database: DATABASE,
  api: API,
  people: PEOPLE,
  oidc: OIDC,
  mail: MAIL,
  scheduler: SCHEDULER,
  crawler: CRAWLER,
  sources: SOURCES,
  fetch: FETCH,
  demo_shop: DEMO_SHOP,
  notify: NOTIFY,
  log: LOG,
} as const satisfies Record<string, SectionDefinition>;
