import { describe, expect, it } from '@jest/globals';
import { createHealthChecks } from './health.js';

const up = { ping: async () => {} };
const away = { ping: () => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:3306')) };
const writes = { check: async () => ({ status: 'ok', reason: undefined }) as const };
const frozen = { check: async () => ({ status: 'down', reason: 'timeout' }) as const };

describe('createHealthChecks', () => {
  it.each([
    ['both answer', { database: up, probe: writes }, { status: 'ok' }],
    ['the queue is switched off', { database: up }, { status: 'ok' }],
    ['only Redis is away', { database: up, probe: frozen }, { status: 'degraded', redis: 'timeout' }],
    ['the database is away', { database: away, probe: writes }, { status: 'down', database: expect.any(String) }],
    ['both are away', { database: away, probe: frozen }, expect.objectContaining({ status: 'down', redis: 'timeout' })],
  ])('when %s', async (_when, options, expected) => {
    expect(await createHealthChecks(options).check()).toEqual(expected);
  });

  it('tells nobody where the database is', async () => {
    expect(JSON.stringify(await createHealthChecks({ database: away }).check())).not.toContain('10.1.2.3');
  });
});
