import { audienceOf, type News } from '@goodshunter/channels';
import type { Sql } from '@goodshunter/db';
import type { ClaimedGate } from './claimed-gate.js';

/** Run tokens of channels' own news are told apart by the gate's token. */
const TOKEN_SPACE = 1_000_000;

/**
 * A channel takes nothing any more: its person is told once, through another channel that worked lately, if there is one. A dead channel
 * is not asked again until it is changed, so this happens once.
 */
export async function tellElsewhere(sql: Sql, gate: ClaimedGate, reason: string): Promise<void> {
  const others = await sql.query<{ id: number; kind: string }>(
    `SELECT c.id, c.kind FROM channel c LEFT JOIN channel_gate g ON g.channel_id = c.id
     WHERE c.user_id = ? AND c.id <> ? AND c.is_enabled = 1 AND c.is_deleted = 0 AND COALESCE(g.state, 'ok') = 'ok'
     ORDER BY g.last_success_at DESC, c.id LIMIT 50`,
    [gate.userId, gate.channelId],
  );
  // A machine that reads events would not know what to do with it.
  const other = others.find(({ kind }) => audienceOf(kind) === 'people');
  if (other === undefined) return;
  const [named] = await sql.query<{ name: string }>('SELECT name FROM channel WHERE id = ?', [gate.channelId]);
  const news: News = {
    taskId: 0,
    taskName: named?.name ?? '',
    itemId: 0,
    item: null,
    events: [{ kind: 'unhealthy', oldPrice: null, newPrice: null, currency: null, message: reason }],
    createdAt: gate.now.toISOString(),
    correlationId: null,
    channel: { name: named?.name ?? '', reason },
  };
  await sql.execute(
    `INSERT IGNORE INTO notice (user_id, channel_id, task_id, item_id, run_token, news, due_at, created_at)
     VALUES (?, ?, 0, 0, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [gate.userId, other.id, gate.channelId * TOKEN_SPACE + (gate.token % TOKEN_SPACE), JSON.stringify(news)],
  );
}
