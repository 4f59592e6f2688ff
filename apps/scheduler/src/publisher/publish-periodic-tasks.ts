import type { Sql } from '@goodshunter/db';
import type { Producer, QueueStats } from '@goodshunter/taskqueue';
import { type DueCursor, readDuePage } from '../store/tasks/read-due-page.js';

export interface PublishOptions {
  sql: Sql;
  producer: Pick<Producer, 'submitTasks'>;
  /** Entries that wait in the stream now. */
  readWaiting: () => Promise<Pick<QueueStats, 'waiting'>>;
  /** Most entries that may wait in the stream. */
  announceAhead: number;
  /** @default 1000 */
  pageSize?: number;
  stop: AbortSignal;
}

export interface Published {
  added: number;
  /** Due tasks that wait or run already. */
  duplicates: number;
  /** Due tasks are left that were not looked at: the stream is as full as it may be. */
  isMoreDue: boolean;
}

/**
 * One sweep: announces due tasks, the longest due first, until `announceAhead` entries wait or no due task is left. Adding is
 * idempotent, so it keeps no state: after whatever went wrong, the next sweep announces what is missing.
 * @throws {QueueUnavailableError} or {DatabaseUnavailableError}; some may have been announced.
 */
export async function publishPeriodicTasks(options: PublishOptions): Promise<Published> {
  const { sql, producer, readWaiting, announceAhead, pageSize = 1000, stop } = options;
  const published: Published = { added: 0, duplicates: 0, isMoreDue: false };
  const { waiting } = await readWaiting();
  let room = announceAhead - waiting;
  let after: DueCursor | undefined;
  while (!stop.aborted) {
    if (room <= 0) return { ...published, isMoreDue: true };
    const page = await readDuePage(sql, pageSize, after);
    // In portions of the room that is left, as duplicates take none of it.
    for (let from = 0; from < page.taskIds.length; ) {
      if (room <= 0) return { ...published, isMoreDue: true };
      const taskIds = page.taskIds.slice(from, from + room);
      const results = await producer.submitTasks(taskIds.map((taskId) => ({ taskId, source: 'periodic' })));
      const added = results.filter(({ status }) => status === 'queued').length;
      published.added += added;
      published.duplicates += results.length - added;
      room -= added;
      from += taskIds.length;
    }
    if (page.next === undefined) break;
    after = page.next;
  }
  return published;
}
