import { DatabaseUnavailableError } from '@goodshunter/db';
import { describe, expect, it } from '@jest/globals';
import { createHealthChecks } from './health.js';

const writable = { findWriteTrouble: async () => undefined };
const up = { ping: async () => {}, ...writable };
const readOnly = { ...up, findWriteTrouble: async () => 'read_only' as const };
const away = { ping: () => Promise.reject(new Error('connect ECONNREFUSED 10.1.2.3:3306')), ...writable };
const busy = { ping: () => Promise.reject(new DatabaseUnavailableError('no room', { reason: 'busy' })), ...writable };
const writes = { check: async () => ({ status: 'ok', reason: undefined }) as const };
const frozen = { check: async () => ({ status: 'down', reason: 'timeout' }) as const };

describe('createHealthChecks', () => {
  it.each([
    ['both answer', { database: up, probe: writes }, { status: 'ok' }],
    ['the queue is switched off', { database: up }, { status: 'ok' }],
    ['only Redis is away', { database: up, probe: frozen }, { status: 'degraded', redis: 'timeout' }],
    [
      'the database takes no writes',
      { database: readOnly, probe: writes },
      { status: 'degraded', database: 'the database is read-only' },
    ],
    [
      'the database has no connection left',
      { database: busy, probe: writes },
      { status: 'degraded', database: 'the database is too busy' },
    ],
    [
      'nobody does the work',
      { database: up, probe: writes, workTrouble: () => 'no scheduler lives' },
      { status: 'degraded', work: 'no scheduler lives' },
    ],
    ['the database is away', { database: away, probe: writes }, { status: 'down', database: expect.any(String) }],
    ['both are away', { database: away, probe: frozen }, expect.objectContaining({ status: 'down', redis: 'timeout' })],
  ])('when %s', async (_when, options, expected) => {
    expect(await createHealthChecks(options).check()).toEqual(expected);
  });

  it('tells nobody where the database is', async () => {
    expect(JSON.stringify(await createHealthChecks({ database: away }).check())).not.toContain('10.1.2.3');
  });
});
