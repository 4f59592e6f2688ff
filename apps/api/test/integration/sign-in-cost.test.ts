import { PassThrough } from 'node:stream';
import { createLogger } from '@goodshunter/logger';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createAuditLog } from '../../src/services/people/audit-log.js';
import { createLimits } from '../../src/services/people/limits.js';
import { createSessionService, type SessionService } from '../../src/services/people/session-service.js';
import { type Rig, startRig } from './rig.js';

// Time tells nothing on a busy machine; what takes it can be counted.
let rig: Rig;
let sessions: SessionService;
let verified: Array<string | null | undefined> = [];
let statements = 0;

beforeAll(async () => {
  rig = await startRig();
  const { sql } = rig.database;
  const insert = 'INSERT INTO user (name, email, role, password_hash, is_disabled, second_factor_at) VALUES ?';
  await sql.execute(insert.replace('?', "('ada', 'ada@shop.example', 'member', 'a hash', 0, NULL)"));
  await sql.execute(insert.replace('?', "('proxied', NULL, 'member', NULL, 0, NULL)"));
  await sql.execute(insert.replace('?', "('locked', NULL, 'member', 'a hash', 1, NULL)"));
  await sql.execute(insert.replace('?', "('careful', NULL, 'member', 'a hash', 0, UTC_TIMESTAMP(3))"));
  const counted: typeof sql = {
    ...sql,
    query: (text, params) => {
      statements += 1;
      return sql.query(text, params);
    },
    execute: (text, params) => {
      statements += 1;
      return sql.execute(text, params);
    },
  };
  const fail = async () => {
    throw new Error('a refused sign-in comes nowhere near this');
  };
  const log = createLogger({ service: 'api', level: 'error', stream: new PassThrough() });
  sessions = createSessionService({
    database: { sql: counted, transaction: rig.database.transaction },
    hasher: {
      hash: fail,
      async verify(stored) {
        verified.push(stored);
        return false;
      },
      close: async () => {},
    },
    limits: createLimits(),
    audit: createAuditLog({ sql: counted, log }),
    quotas: { describe: fail },
    secondFactor: { begin: fail, finish: fail },
    isLocal: false,
    registration: 'invite',
    hasMail: false,
    version: '0',
    docsUrl: '/docs',
    onChanged: () => {},
  });
});
afterAll(() => rig?.stop());
beforeEach(() => {
  verified = [];
  statements = 0;
});

const refuse = async (name: string) => {
  const origin = { address: name, agent: '' };
  const caller = { userId: 0, correlationId: 'x', person: null, origin };
  const error = await sessions.signIn(caller, { name, password: 'a wrong password' }).catch((reason) => reason);
  return { error: `${error.code}: ${error.message}`, hashes: verified.length, statements };
};

it.each([
  ['an account without a password', 'proxied'],
  ['one that is locked', 'locked'],
  ['one with a second factor', 'careful'],
  ['a name that nobody has', 'nobody'],
])('%s costs as many hashes and statements as any other, and is told the same', async (_what, name) => {
  const known = await refuse('ada');
  verified = [];
  statements = 0;
  expect(await refuse(name)).toEqual(known);
  expect(known.hashes).toBe(1);
  expect(known.error).toContain('WRONG_CREDENTIALS');
});

it('so does an address of e-mail', async () => {
  const known = await refuse('ada@shop.example');
  verified = [];
  statements = 0;
  expect(await refuse('nobody@shop.example')).toEqual(known);
  expect(known.hashes).toBe(1);
});
