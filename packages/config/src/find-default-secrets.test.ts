import { describe, expect, it } from '@jest/globals';
import { findDefaultSecrets } from './find-default-secrets.js';
import { loadConfig } from './load-config.js';

const find = (env: NodeJS.ProcessEnv) => findDefaultSecrets(loadConfig(env, { cwd: '/', moduleDir: '/' }));

describe('findDefaultSecrets', () => {
  it('names the published defaults without printing them', () => {
    const found = find({});
    expect(found.map(({ key }) => key)).toEqual(['redis.password', 'database.url']);
    for (const { problem } of found) expect(problem).toContain('is the published default');
    expect(JSON.stringify(found)).not.toContain('goodshunter_redis');
  });

  it('leaves Redis out while the queue is switched off', () => {
    expect(find({ APP_ENABLE_REDIS_QUEUE: 'false' }).map(({ env }) => env)).toEqual(['DATABASE_URL']);
  });

  it.each([
    ['short', 'is shorter than 12 characters'],
    ['', 'is empty'],
    ['administrator', 'is the name of its user'],
  ])('finds "%s" weak', (password, problem) => {
    const found = find({
      REDIS_PASSWORD: 'a-long-random-one',
      DATABASE_URL: `mysql://administrator:${password}@db:3306/x`,
    });
    expect(found).toEqual([
      expect.objectContaining({ env: 'DATABASE_URL', problem: expect.stringContaining(problem) }),
    ]);
  });

  it('finds a short signing key weak, and misses none where there is none', () => {
    expect(find({ APP_WEBHOOK_SIGNING_KEY: 'short' }).map(({ env }) => env)).toContain('APP_WEBHOOK_SIGNING_KEY');
    expect(find({}).map(({ env }) => env)).not.toContain('APP_WEBHOOK_SIGNING_KEY');
  });

  it('is content with long ones', () => {
    expect(find({ REDIS_PASSWORD: 'a-long-random-one', DATABASE_URL: 'mysql://u:another%20long%20one@db/x' })).toEqual(
      [],
    );
  });
});
