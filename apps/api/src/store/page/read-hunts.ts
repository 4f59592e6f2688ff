import type { Hunt, Task } from '@goodshunter/contracts/api';
import { parseJson, type Sql } from '@goodshunter/db';
import { findUsableChannels } from '../channel-store.js';

const DAYS = 14;

interface CountRow {
  taskId: number;
  seen: number;
  matches: number;
}
interface DayRow {
  taskId: number;
  daysAgo: number;
  events: number;
  lastAt: Date;
}
interface OwnerRow {
  taskId: number;
  ownerId: number;
  ownerName: string;
  /** Null as what follows where it is not shared with the reader by name. */
  role: 'editor' | 'viewer' | null;
  notify: unknown;
  mutedUntil: Date | null;
}

/** Tasks with what lists and pages show beside them, in the same order; each figure in one statement for all of them. */
export async function readHunts(sql: Sql, userId: number, tasks: readonly Task[]): Promise<Hunt[]> {
  const ids = tasks.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [tags, counts, days, owners] = await Promise.all([
    sql.query<{ taskId: number; tag: string }>('SELECT task_id, tag FROM task_tag WHERE task_id IN (?) ORDER BY tag', [
      ids,
    ]),
    sql.query<CountRow>(
      `SELECT task_id, COUNT(*) AS seen, CAST(SUM(is_match) AS SIGNED) AS matches FROM task_item
       WHERE task_id IN (?) GROUP BY task_id`,
      [ids],
    ),
    sql.query<DayRow>(
      `SELECT task_id, DATEDIFF(UTC_DATE(), created_at) AS days_ago, COUNT(*) AS events, MAX(created_at) AS last_at FROM event
       WHERE task_id IN (?) AND created_at >= UTC_DATE() - INTERVAL ? DAY GROUP BY task_id, days_ago`,
      [ids, DAYS - 1],
    ),
    sql.query<OwnerRow>(
      `SELECT task.id AS task_id, user.id AS owner_id, user.name AS owner_name, task_share.role,
         task_share.notify, task_share.muted_until
       FROM task JOIN user ON user.id = task.user_id
       LEFT JOIN task_share ON task_share.task_id = task.id AND task_share.user_id = ? WHERE task.id IN (?)`,
      [userId, ids],
    ),
  ]);
  const tagsOf = groupByTask(tags);
  const daysOf = groupByTask(days);
  const countOf = new Map(counts.map((row) => [row.taskId, row]));
  const ownerOf = new Map(owners.map((row) => [row.taskId, row]));
  const shareOf = await readOwnShares(sql, userId, owners);
  return tasks.map((task) => {
    const owner = ownerOf.get(task.id);
    const isMine = owner?.ownerId === userId;
    const myShare = shareOf.get(task.id) ?? null;
    const activity = Array<number>(DAYS).fill(0);
    let lastEventAt: Date | null = null;
    for (const { daysAgo, events, lastAt } of daysOf.get(task.id) ?? []) {
      const at = DAYS - 1 - daysAgo;
      if (at >= 0 && at < DAYS) activity[at] = events;
      if (lastEventAt === null || lastAt > lastEventAt) lastEventAt = lastAt;
    }
    return {
      ...task,
      tags: (tagsOf.get(task.id) ?? []).map(({ tag }) => tag),
      matches: countOf.get(task.id)?.matches ?? 0,
      itemsSeen: countOf.get(task.id)?.seen ?? 0,
      lastEventAt: lastEventAt?.toISOString() ?? null,
      activity,
      noticesOn: isMine ? task.notify === null || task.notify.length > 0 : (myShare?.notify.length ?? 0) > 0,
      owner: owner ? { id: owner.ownerId, name: owner.ownerName } : null,
      myRole: isMine ? 'owner' : (owner?.role ?? 'viewer'),
      myShare,
    };
  });
}

/** What of each share is its reader's own; a channel that is gone, or not theirs to use any more, is left out. */
async function readOwnShares(sql: Sql, userId: number, rows: readonly OwnerRow[]) {
  const shares = rows
    .filter(({ role, ownerId }) => role !== null && ownerId !== userId)
    .map((row) => ({ ...row, notify: parseJson<number[]>(row.notify) ?? [] }));
  const ids = [...new Set(shares.flatMap(({ notify }) => notify))];
  const usable = ids.length === 0 ? new Set<number>() : await findUsableChannels(sql, userId, ids);
  return new Map<number, Hunt['myShare']>(
    shares.map(({ taskId, notify, mutedUntil }) => [
      taskId,
      { notify: notify.filter((id) => usable.has(id)), mutedUntil: mutedUntil?.toISOString() ?? null },
    ]),
  );
}

function groupByTask<Row extends { taskId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.taskId);
    if (group) group.push(row);
    else groups.set(row.taskId, [row]);
  }
  return groups;
}
