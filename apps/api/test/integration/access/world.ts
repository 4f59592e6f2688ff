import { randomBytes } from 'node:crypto';
import type { Role, Scope } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import request, { type Test } from 'supertest';
import { hashCode } from '../../../src/services/people/one-time-code.js';
import { createToken } from '../../../src/services/token-service.js';
import { type Rig, startRig } from '../rig.js';

/** People of the walk. `owner` owns everything that is asked about; `editor`, `viewer` and `guest` have shares of the hunt. */
export const PEOPLE = ['owner', 'editor', 'viewer', 'guest', 'stranger', 'admin'] as const;
export type Person = (typeof PEOPLE)[number];
/** What never lets anybody in. */
export const BAD = ['nobody', 'wrong token', 'expired token', 'revoked token', 'ended session'] as const;
export type Bad = (typeof BAD)[number];
/** The owner's tokens. */
export const TOKENS = ['read token', 'hunt token', 'admin token'] as const;
export type TokenActor = (typeof TOKENS)[number];
export type Actor = Person | Bad | TokenActor;
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** In every text of the owner's things: whoever should not see them must never be answered it. */
export const MARK = 'marked-as-the-owners';

/** The owner's things, new for each request that may change them. */
export interface Things {
  taskId: number;
  itemId: number;
  eventId: number;
  channelId: number;
  tokenId: number;
  sessionId: number;
  inviteId: number;
  passkeyId: number;
  deliveryId: number;
  setupId: number;
  publicToken: string;
  /** Of the editor, whom it is shared with. */
  editorId: number;
  ownerId: number;
  strangerId: number;
}

export interface World {
  rig: Rig;
  things: Things;
  renew(): Promise<void>;
  call(actor: Actor, method: Method, path: string): Test;
  /** Changes when a row of any table does; what notes the request itself (audit, last use) is left out. */
  fingerprint(): Promise<string>;
  stop(): Promise<void>;
}

/** What a message of the owner's hunt holds. */
const CONTENT = {
  entries: [
    {
      news: {
        taskId: 1,
        taskName: `message ${MARK}`,
        itemId: 0,
        item: null,
        events: [],
        createdAt: '2026-01-01T00:00:00.000Z',
        correlationId: null,
      },
    },
  ],
  more: 0,
  held: null,
};

const ROLES: Record<Person, Role> = {
  owner: 'member',
  editor: 'member',
  viewer: 'member',
  guest: 'guest',
  stranger: 'member',
  admin: 'admin',
};

export async function createWorld(): Promise<World> {
  const rig = await startRig({
    env: {
      PEOPLE_QUOTA_HUNTS: 'member:100000',
      PEOPLE_QUOTA_CHANNELS: 'member:100000',
      PEOPLE_CREATIONS_PER_MINUTE: 'member:100000',
      PEOPLE_QUOTA_LOOKS_PER_HOUR: 'member:100000',
      PEOPLE_QUOTA_DRAFTS: 'member:100000',
      FETCH_ALLOW_HOSTS: '127.0.0.1:9',
      API_TRUSTED_PROXIES: '127.0.0.1',
    },
  });
  const { sql } = rig.database;
  const ids = {} as Record<Person, number>;
  const cookies = {} as Record<Person | 'ended session', string>;
  for (const name of PEOPLE) {
    const { insertId } = await sql.execute(
      'INSERT INTO user (name, is_admin, role, set_up_at) VALUES (?, ?, ?, UTC_TIMESTAMP(3))',
      [name === 'owner' ? `owner ${MARK}` : `the ${name}`, name === 'admin', ROLES[name]],
    );
    ids[name] = insertId;
    cookies[name] = (await insertSession(sql, insertId, 30)).cookie;
  }
  cookies['ended session'] = (await insertSession(sql, ids.owner, -1)).cookie;
  const tokens = {
    'wrong token': 'gh_wrong',
    'expired token': await insertToken(sql, ids.owner, null, -1),
    'revoked token': await insertToken(sql, ids.owner, null, 30, true),
    'read token': await insertToken(sql, ids.owner, ['read']),
    'hunt token': await insertToken(sql, ids.owner, ['hunt']),
    'admin token': await insertToken(sql, ids.owner, ['admin']),
  };

  let asked = 0;
  const world: World = {
    rig,
    things: await insertThings(sql, ids),
    async renew() {
      // What the request before has ended.
      for (const name of PEOPLE) await keepSession(sql, ids[name], cookies[name]);
      // A live stream drops who is sent too much at once.
      await sql.execute('DELETE FROM event');
      world.things = await insertThings(sql, ids);
    },
    call(actor, method, path) {
      // From another address each time: what is limited by address is not what this is about.
      asked += 1;
      const address = `10.0.${asked >> 8}.${asked & 255}`;
      const test = request(rig.base)[method](path).set('X-Forwarded-For', address);
      if (actor === 'nobody') return test;
      if (actor in tokens) return test.set('Authorization', `Bearer ${tokens[actor as keyof typeof tokens]}`);
      return test.set('Cookie', cookies[actor as keyof typeof cookies]).set('Sec-Fetch-Site', 'same-origin');
    },
    async fingerprint() {
      const rows = await sql.query<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()
         AND table_name NOT IN ('audit', 'lease', 'session', 'api_token', '_prisma_migrations')`,
      );
      const sums = await sql.query(`CHECKSUM TABLE ${rows.map(({ name }) => `\`${name}\``).join(', ')}`);
      const kept = await sql.query(
        `SELECT (SELECT COUNT(*) FROM session) AS sessions, (SELECT COUNT(*) FROM api_token) AS tokens,
           (SELECT COUNT(*) FROM api_token WHERE revoked_at IS NULL) AS good`,
      );
      return JSON.stringify([sums, kept]);
    },
    stop: () => rig.stop(),
  };
  return world;
}

async function insertSession(sql: Sql, userId: number, days: number): Promise<{ id: number; cookie: string }> {
  const token = randomBytes(32).toString('base64url');
  const { insertId } = await sql.execute(
    'INSERT INTO session (user_id, token_hash, expires_at) VALUES (?, ?, UTC_TIMESTAMP(3) + INTERVAL ? DAY)',
    [userId, hashCode(token), days],
  );
  return { id: insertId, cookie: `goodshunter=${token}` };
}

async function keepSession(sql: Sql, userId: number, cookie: string): Promise<void> {
  await sql.execute(
    `INSERT IGNORE INTO session (user_id, token_hash, expires_at) VALUES (?, ?, UTC_TIMESTAMP(3) + INTERVAL 30 DAY)`,
    [userId, hashCode(cookie.slice(cookie.indexOf('=') + 1))],
  );
}

async function insertToken(
  sql: Sql,
  userId: number,
  scopes: Scope[] | null,
  days = 30,
  isRevoked = false,
): Promise<string> {
  const { token, tokenHash } = createToken();
  await sql.execute(
    `INSERT INTO api_token (user_id, name, token_hash, scopes, expires_at, revoked_at)
     VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3) + INTERVAL ? DAY, ${isRevoked ? 'UTC_TIMESTAMP(3)' : 'NULL'})`,
    [userId, `token ${MARK}`, tokenHash, scopes?.join(',') ?? null, days],
  );
  return token;
}

async function insertThings(sql: Sql, ids: Record<Person, number>): Promise<Things> {
  const key = randomBytes(8).toString('hex');
  const { insertId: taskId } = await sql.execute(
    `INSERT INTO task (user_id, name, source, query, exclude_keywords, interval_s, due_at, planned_at)
     VALUES (?, ?, 'feed', '{"url":"https://shop.example/feed"}', '[]', 60, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [ids.owner, `hunt ${MARK}`],
  );
  for (const [name, role] of [
    ['editor', 'editor'],
    ['viewer', 'viewer'],
    ['guest', 'viewer'],
  ] as const) {
    await sql.execute('INSERT INTO task_share (task_id, user_id, role) VALUES (?, ?, ?)', [taskId, ids[name], role]);
  }
  const { insertId: itemId } = await sql.execute(
    `INSERT INTO item (source, source_key, title, url, first_seen_at, observed_at)
     VALUES ('feed', ?, ?, 'https://shop.example/a', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [key, `item ${MARK}`],
  );
  await sql.execute(
    `INSERT INTO task_item (task_id, item_id, availability, is_match, first_seen_at, changed_at)
     VALUES (?, ?, 'in_stock', 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [taskId, itemId],
  );
  const { insertId: eventId } = await sql.execute(
    `INSERT INTO event (user_id, task_id, item_id, token, kind, created_at) VALUES (?, ?, ?, 1, 'new', UTC_TIMESTAMP(3))`,
    [ids.owner, taskId, itemId],
  );
  await sql.execute(
    `INSERT INTO run (task_id, token, outcome, message, attempt, started_at, finished_at, worker)
     VALUES (?, 1, 'blocked', ?, 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), 'w')`,
    [taskId, `run ${MARK}`],
  );
  const { insertId: channelId } = await sql.execute(
    `INSERT INTO channel (user_id, name, kind, config, secret)
     VALUES (?, ?, 'webhook', '{"url":"http://127.0.0.1:9/"}', 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz')`,
    [ids.owner, `channel ${MARK}`],
  );
  const { insertId: tokenId } = await sql.execute(
    'INSERT INTO api_token (user_id, name, token_hash) VALUES (?, ?, ?)',
    [ids.owner, `spare ${MARK}`, randomBytes(32)],
  );
  const { insertId: inviteId } = await sql.execute(
    `INSERT INTO one_time_code (kind, code_hash, role, expires_at) VALUES ('invite', ?, 'member', UTC_TIMESTAMP(3) + INTERVAL 1 DAY)`,
    [randomBytes(32)],
  );
  const { insertId: passkeyId } = await sql.execute(
    `INSERT INTO passkey (user_id, name, credential_hash, credential_id, public_key) VALUES (?, ?, ?, ?, '')`,
    [ids.owner, `passkey ${MARK}`, randomBytes(32), key],
  );
  const { insertId: deliveryId } = await sql.execute(
    `INSERT INTO delivery (message_id, user_id, channel_id, item_id, content, state) VALUES (?, ?, ?, 0, ?, 'dead')`,
    [key, ids.owner, channelId, JSON.stringify(CONTENT)],
  );
  const { insertId: setupId } = await sql.execute(
    `INSERT INTO channel_setup (user_id, kind, code_hash, found, expires_at)
     VALUES (?, 'email', ?, ?, UTC_TIMESTAMP(3) + INTERVAL 1 HOUR)`,
    [ids.owner, randomBytes(32), JSON.stringify({ address: `${MARK}@shop.example` })],
  );
  const publicToken = randomBytes(16).toString('base64url');
  await sql.execute('INSERT INTO public_link (task_id, token_hash) VALUES (?, ?)', [taskId, hashCode(publicToken)]);
  const { id: sessionId } = await insertSession(sql, ids.owner, 1);
  return {
    taskId,
    itemId,
    eventId,
    channelId,
    tokenId,
    sessionId,
    inviteId,
    passkeyId,
    deliveryId,
    setupId,
    publicToken,
    editorId: ids.editor,
    ownerId: ids.owner,
    strangerId: ids.stranger,
  };
}
