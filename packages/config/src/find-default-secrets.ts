import type { Config } from './config.js';
import { SCHEMA } from './schema/schema.js';

/** A secret that anybody could know or guess. */
export interface DefaultSecret {
  key: string;
  env: string;
  /** Why, and what to do; never the secret itself. */
  problem: string;
}

const LEAST_LENGTH = 12;

/**
 * Secrets that are still the published defaults, or weak (shorter than 12 characters, or the user's name). A service warns
 * about each, or refuses to start under `app.strictSecrets`. The password of Redis counts only while the queue is enabled.
 */
export function findDefaultSecrets(config: Pick<Config, 'app' | 'redis' | 'database'>): DefaultSecret[] {
  const found: DefaultSecret[] = [];
  const { password: redis } = SCHEMA.redis;
  if (config.app.enableRedisQueue) {
    const problem = findWeakness(config.redis.password, redis.default);
    if (problem) found.push({ key: 'redis.password', env: redis.env, problem });
  }
  const { webhook_signing_key: signing } = SCHEMA.app;
  if (config.app.webhookSigningKey !== '') {
    const problem = findWeakness(config.app.webhookSigningKey, signing.default);
    if (problem) found.push({ key: 'app.webhook_signing_key', env: signing.env, problem });
  }
  const { url } = SCHEMA.database;
  const { password, username } = new URL(config.database.url);
  const problem = findWeakness(
    decodeURIComponent(password),
    decodeURIComponent(new URL(url.default).password),
    username,
  );
  if (problem) found.push({ key: 'database.url', env: url.env, problem: `its password ${problem}` });
  return found;
}

function findWeakness(secret: string, published: string, username?: string): string | undefined {
  const advice = `set one of at least ${LEAST_LENGTH} random characters`;
  if (secret === '') return `is empty; ${advice}`;
  if (secret === published) return `is the published default; ${advice}`;
  if (secret === username) return `is the name of its user; ${advice}`;
  return secret.length < LEAST_LENGTH ? `is shorter than ${LEAST_LENGTH} characters; ${advice}` : undefined;
}
