import type { Rhythm } from '@goodshunter/contracts/api';
import type { Database } from '@goodshunter/db';
import type { Caller } from '../../access/person.js';
import { readReader } from '../../store/telling/read-sample-news.js';
import { readRhythm, retimeNotices, saveRhythm } from '../../store/telling/rhythm-rows.js';

export type RhythmService = ReturnType<typeof createRhythmService>;

/** When people want to hear. */
export function createRhythmService(database: Pick<Database, 'sql' | 'transaction'>) {
  return {
    async read({ userId }: Caller): Promise<Rhythm> {
      const rhythm = await readRhythm(database.sql, userId);
      if (rhythm !== undefined) return rhythm;
      const reader = await readReader(database.sql, userId);
      return { ...AT_ONCE, timeZone: reader?.timeZone ?? AT_ONCE.timeZone };
    },

    /** What is held already goes by the new hours too. */
    async save({ userId }: Caller, rhythm: Rhythm): Promise<Rhythm> {
      await saveRhythm(database.sql, userId, rhythm);
      await retimeNotices(database, userId, rhythm);
      return rhythm;
    },
  };
}

const AT_ONCE: Rhythm = { timeZone: 'UTC', quiet: [], wakeUnder: null, rhythm: { kind: 'now' }, perHunt: {} };
