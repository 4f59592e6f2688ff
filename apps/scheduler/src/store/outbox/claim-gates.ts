import type { AnyChannelKind, ChannelRegistry } from '@goodshunter/channels';
import { type Columns, type Database, parseJson, type Sql, toMicroseconds } from '@goodshunter/db';
import type { ClaimedGate } from './claimed-gate.js';
import { closeDeliveries } from './close-deliveries.js';
import { firstDue, NEVER } from './ring-gates.js';

interface GateRow
  extends Omit<ClaimedGate, 'deliveries' | 'isOpen' | 'isProven'>,
    Columns<'channel', 'isEnabled' | 'isDeleted'> {
  isProven: number;
}

export interface ClaimGatesOptions {
  owner: string;
  leaseMs: number;
  limit: number;
  /** Those that took the last message that was sent there, or those that failed last time or have never taken any. */
  which: 'proven' | 'others';
  kinds: ChannelRegistry;
}

const IS_PROVEN = 'failures = 0 AND last_success_at IS NOT NULL';

/**
 * Claims due gates by the same pattern as tasks (skip what others hold, take the token, lease it) and closes what goes out by them, in
 * one transaction. What was tried and not taken goes first; nothing overtakes an older message of the same listing.
 */
export async function claimGates(db: Database, options: ClaimGatesOptions): Promise<ClaimedGate[]> {
  const { owner, leaseMs, limit, which, kinds } = options;
  return db.transaction(async (sql) => {
    const due = await sql.query<{ id: number }>(
      `SELECT channel_id AS id FROM channel_gate WHERE due_at <= UTC_TIMESTAMP(3) AND ${which === 'proven' ? '' : 'NOT '}(${IS_PROVEN})
       ORDER BY ${which === 'proven' ? '' : 'failures > 0, '}due_at, channel_id LIMIT ? FOR UPDATE SKIP LOCKED`,
      [limit],
    );
    if (due.length === 0) return [];
    const ids = due.map(({ id }) => id);
    await sql.later(
      `UPDATE channel_gate SET token = token + 1, lease_owner = ?, is_rung = 0, due_at = UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND
       WHERE channel_id IN (?)`,
      [owner, toMicroseconds(leaseMs), ids],
    );
    const rows = await sql.query<GateRow>(
      `SELECT g.channel_id AS channelId, g.token, c.user_id AS userId, c.kind, c.config, c.secret, g.failures,
         COALESCE(r.time_zone, u.time_zone, 'UTC') AS timeZone, COALESCE(u.language, 'en') AS language, UTC_TIMESTAMP(3) AS now,
         (g.last_success_at IS NOT NULL) AS isProven, c.is_enabled AS isEnabled, c.is_deleted AS isDeleted
       FROM channel_gate g JOIN channel c ON c.id = g.channel_id
         LEFT JOIN rhythm r ON r.user_id = c.user_id LEFT JOIN user u ON u.id = c.user_id WHERE g.channel_id IN (?)`,
      [ids],
    );
    const gates: ClaimedGate[] = [];
    for (const { isEnabled, isDeleted, isProven, config, ...row } of rows) {
      if (isDeleted) await endAll(sql, row.channelId);
      const isOpen = isEnabled === 1 && isDeleted === 0 && kinds.has(row.kind);
      gates.push({ ...row, config: parseJson(config), deliveries: [], isOpen, isProven: isProven === 1 });
    }
    const open = gates.flatMap((gate) => {
      const kind: AnyChannelKind | undefined = gate.isOpen ? kinds.get(gate.kind) : undefined;
      return kind === undefined ? [] : [{ gate, kind }];
    });
    await closeDeliveries(sql, open);
    return gates;
  });
}

/** Nobody can be told by a channel that is deleted. */
async function endAll(sql: Sql, channelId: number): Promise<void> {
  await sql.execute("UPDATE notice SET ended = 'removed', due_at = NULL WHERE channel_id = ? AND due_at IS NOT NULL", [
    channelId,
  ]);
  await sql.execute(
    "UPDATE delivery SET state = 'dead', answer = 'the channel was removed' WHERE channel_id = ? AND state = 'pending'",
    [channelId],
  );
}

/** How a gate is left. */
export interface GateOutcome {
  state: 'ok' | 'retrying' | 'waiting' | 'dead' | 'misconfigured';
  /** Nothing is asked before this, in ms from now. */
  openInMs: number;
  /** Undefined: nothing was asked. */
  isSuccess?: boolean;
  error?: string;
}

/** Hands a gate back with what was learnt. False: the lease had run out and another sender has it. */
export async function releaseGate(
  sql: Sql,
  { channelId, token, isOpen }: Pick<ClaimedGate, 'channelId' | 'token' | 'isOpen'>,
  outcome: GateOutcome | undefined,
): Promise<boolean> {
  const { state, openInMs = 0, isSuccess, error } = outcome ?? {};
  const isParked = !isOpen || state === 'dead' || state === 'misconfigured';
  const learnt = [
    ...(state === undefined ? [] : ['state = ?']),
    // Another channel of the same destination may have been asked to wait meanwhile.
    'open_at = GREATEST(COALESCE(open_at, UTC_TIMESTAMP(3)), UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND)',
    ...(isSuccess === undefined ? [] : [isSuccess ? 'failures = 0, last_success_at = UTC_TIMESTAMP(3)' : '']),
    ...(error === undefined ? [] : ['last_error = ?, last_error_at = UTC_TIMESTAMP(3)']),
    ...(state === 'retrying' ? ['failures = LEAST(failures + 1, 65535)'] : []),
  ].filter((part) => part !== '');
  const next = isParked
    ? 'NULL'
    : `NULLIF(GREATEST(open_at, IF(is_rung, UTC_TIMESTAMP(3), ${firstDue('channel_gate.channel_id')})), ${NEVER})`;
  const { affectedRows } = await sql.execute(
    `UPDATE channel_gate SET ${learnt.join(', ')}, due_at = ${next}, lease_owner = NULL, token = token + 1
     WHERE channel_id = ? AND token = ?`,
    [
      ...(state === undefined ? [] : [state]),
      toMicroseconds(openInMs),
      ...(error === undefined ? [] : [error.slice(0, 500)]),
      channelId,
      token,
    ],
  );
  return affectedRows > 0;
}

/** A service that asked one channel to wait asked all that go to the same place: none of them asks before `openInMs`. */
export async function holdDestination(sql: Sql, destination: string, openInMs: number): Promise<void> {
  await sql.execute(
    `UPDATE channel_gate SET open_at = GREATEST(COALESCE(open_at, UTC_TIMESTAMP(3)), UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND),
       state = IF(state = 'ok', 'waiting', state), due_at = IF(due_at IS NULL OR lease_owner IS NOT NULL, due_at, GREATEST(due_at, open_at))
     WHERE destination = ?`,
    [toMicroseconds(openInMs), destination],
  );
}

/** Remembers what a 429 of this channel speaks of. */
export async function setDestination(sql: Sql, channelId: number, destination: string): Promise<void> {
  await sql.execute(
    'UPDATE channel_gate SET destination = ? WHERE channel_id = ? AND (destination IS NULL OR destination <> ?)',
    [destination, channelId, destination],
  );
}
