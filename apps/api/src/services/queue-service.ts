import type { QueueStatus } from '@goodshunter/contracts/api';
import type { Sql } from '@goodshunter/db';
import type { Logger } from '@goodshunter/logger';
import { countDueTasks, readSchedulers } from '../store/read-schedulers.js';
import type { QueueSampler } from './queue-sampler.js';
import type { WorkTrouble } from './work-watch.js';

export interface QueueServiceOptions {
  sql: Sql;
  sampler: QueueSampler;
  stream: string;
  group: string;
  /** Why nobody does the work. */
  workTrouble: () => WorkTrouble | undefined;
  log: Logger;
}

export type QueueService = ReturnType<typeof createQueueService>;

/** How work flows at the moment: what the stream, the schedulers and the database say. */
export function createQueueService({ sql, sampler, stream, group, workTrouble, log }: QueueServiceOptions) {
  async function status(): Promise<QueueStatus> {
    const [sample, schedulers, due] = await Promise.all([sampler.sample(), readSchedulers(sql), countDueTasks(sql)]);
    const stats = sample?.stats;
    // They come sorted so that one that polls stands first: as soon as one does, that is the news.
    const [first] = schedulers;
    return {
      mode: first?.mode ?? null,
      modeSince: first?.modeSince.toISOString() ?? null,
      modeReason: first?.modeReason ?? null,
      modeCode: first?.modeCode ?? null,
      schedulers: schedulers.map((row) => ({
        name: row.name,
        mode: row.mode,
        modeSince: row.modeSince.toISOString(),
        modeReason: row.modeReason,
        modeCode: row.modeCode,
        beatAt: row.beatAt.toISOString(),
      })),
      trouble: workTrouble()?.words ?? null,
      troubleCode: workTrouble()?.code ?? null,
      stream,
      group,
      length: stats?.length ?? null,
      waiting: stats?.waiting ?? null,
      pending: stats?.pending ?? null,
      oldestPendingMs: stats?.oldestPendingMs ?? null,
      lag: stats?.lag ?? null,
      consumers: stats?.consumers ?? null,
      deadLetters: stats?.deadLetters ?? null,
      due,
    };
  }

  return {
    status,
    /** Writes the log line `queue statistics`; a database that is away is told by others. */
    async logStatistics(): Promise<void> {
      try {
        const { length, pending, lag, consumers, mode, due } = await status();
        log.info('queue statistics', { stream, group, length, pending, lag: lag ?? due, consumers, mode });
      } catch (error) {
        log.warn('queue statistics not available', { stream, group, error });
      }
    },
  };
}
