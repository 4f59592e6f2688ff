import type { Told } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';

/** What tells a notice's events apart: its task, the run and the item. */
export interface EventRef {
  taskId: number;
  runToken: number;
  itemId: number;
}

interface NoticeRow extends EventRef {
  held: string | null;
  ended: string | null;
  dueAt: Date | null;
  state: 'pending' | 'sent' | 'dead' | null;
  notices: number | null;
  answer: string | null;
  sentAt: Date | null;
}

const NOBODY: Told = { state: 'none', at: null, reason: null };
/** The best outcome over all channels is what a person wants to know first. */
const RANK: readonly Told['state'][] = ['told', 'merged', 'held', 'not_told', 'failed', 'none'];

const refKey = ({ taskId, runToken, itemId }: EventRef): string => `${taskId}:${runToken}:${itemId}`;

/** What became of events for one person, by {@link refKey}; by the index notice_once. */
export async function readTold(
  sql: Sql,
  userId: number,
  events: readonly EventRef[],
): Promise<(event: EventRef) => Told> {
  const told = new Map<string, Told>();
  if (events.length > 0) {
    const rows = await sql.query<NoticeRow>(
      `SELECT n.task_id, n.run_token, n.item_id, n.held, n.ended, n.due_at, d.state, d.notices, d.answer, d.sent_at
       FROM notice n LEFT JOIN delivery d ON d.id = n.delivery_id
       WHERE n.user_id = ? AND (${events.map(() => '(n.task_id = ? AND n.run_token = ? AND n.item_id = ?)').join(' OR ')})`,
      [userId, ...events.flatMap(({ taskId, runToken, itemId }) => [taskId, runToken, itemId])],
    );
    for (const row of rows) {
      const key = refKey(row);
      const now = toTold(row);
      const before = told.get(key);
      if (!before || RANK.indexOf(now.state) < RANK.indexOf(before.state)) told.set(key, now);
    }
  }
  return (event) => told.get(refKey(event)) ?? NOBODY;
}

function toTold(row: NoticeRow): Told {
  const at = (date: Date | null) => date?.toISOString() ?? null;
  if (row.state === 'sent') {
    return { state: (row.notices ?? 1) > 1 ? 'merged' : 'told', at: at(row.sentAt), reason: null };
  }
  if (row.ended !== null) return { state: 'not_told', at: null, reason: row.ended };
  if (row.state === 'dead') return { state: 'failed', at: null, reason: row.answer };
  return { state: 'held', at: at(row.dueAt), reason: row.held };
}
