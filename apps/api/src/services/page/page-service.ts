import { type Attention, type Need, type Overview, type SearchResult, saySentence } from '@goodshunter/contracts/api';
import type { Database } from '@goodshunter/db';
import { LRUCache } from 'lru-cache';
import { may } from '../../access/may.js';
import type { Caller } from '../../access/person.js';
import { type ChannelNeedRow, readChannelNeeds, readTaskNeeds, type TaskNeedRow } from '../../store/page/read-needs.js';
import { countLooks, type Looks, readHuntCounts, readNewestEventId } from '../../store/page/read-overview.js';
import { search } from '../../store/page/search.js';
import { wordsFor } from './need-words.js';

const DAY_MS = 86_400_000;
const LAST_DAY = 'last-day';
/** A count is given as it was for so long, in ms, and while it is made anew. */
const KEEP_LOOKS_MS = 15_000;

export type PageService = ReturnType<typeof createPageService>;

/** What the page shows of the whole: is it looking, what needs somebody, where is what. */
export function createPageService({ sql }: Pick<Database, 'sql'>) {
  async function readNeeds({ userId, person }: Caller): Promise<Need[]> {
    const mayRun = person !== null && may(person, 'run', 'task');
    const [tasks, channels] = await Promise.all([readTaskNeeds(sql, userId), readChannelNeeds(sql, userId)]);
    return [...tasks.map((row) => needOfTask(row, mayRun && Boolean(row.mayRun))), ...channels.map(needOfChannel)].sort(
      (a, b) => (b.sinceAt ?? '').localeCompare(a.sinceAt ?? ''),
    );
  }

  // Who has thousands of hunts has a hundred thousand looks a day; a count of a moment ago says the same.
  const looks = new LRUCache<string, Looks>({
    max: 1000,
    ttl: KEEP_LOOKS_MS,
    allowStale: true,
    allowStaleOnFetchRejection: true,
    fetchMethod: (key) => {
      const [userId = '', day = ''] = key.split(' ');
      const since = day === LAST_DAY ? new Date(Date.now() - DAY_MS) : new Date(day);
      return countLooks(sql, Number(userId), since);
    },
  });
  const countSince = async (userId: number, day: string): Promise<Looks> =>
    (await looks.fetch(`${userId} ${day}`)) ?? { looks: 0, gaps: 0 };

  return {
    async overview(caller: Caller): Promise<Overview> {
      const { userId } = caller;
      const today = new Date().toISOString().slice(0, 10);
      const [hunts, counted, needs, newestEventId] = await Promise.all([
        readHuntCounts(sql, userId),
        countSince(userId, today),
        readNeeds(caller),
        readNewestEventId(sql, userId),
      ]);
      return { ...hunts, looksToday: counted.looks, attention: needs.length, newestEventId };
    },

    /** Newest first. */
    async attention(caller: Caller): Promise<Attention> {
      const { userId } = caller;
      const [items, counted, { huntsTotal }] = await Promise.all([
        readNeeds(caller),
        countSince(userId, LAST_DAY),
        readHuntCounts(sql, userId),
      ]);
      return { items, looks: { last24h: counted.looks, hunts: huntsTotal, gaps: counted.gaps } };
    },

    search: ({ userId }: Caller, q: string): Promise<SearchResult> => search(sql, userId, q),
  };
}

/** @param mayRun whether the person may have it look again; else they only see its settings */
function needOfTask(row: TaskNeedRow, mayRun: boolean): Need {
  const { sentence, whatToDo } = wordsFor(row.health);
  return {
    id: `task-${row.id}`,
    thing: 'task',
    thingId: row.id,
    name: row.name,
    reason: row.health,
    sentence,
    sinceAt: row.sinceAt?.toISOString() ?? null,
    lastWorkedAt: row.lastSuccessAt?.toISOString() ?? null,
    whatWasSeen: describeSeen(row),
    whatToDo,
    actions: row.health === 'invalid_query' || !mayRun ? ['openSettings'] : ['run', 'openSettings'],
  };
}

/** What the site showed, in its own words; else why the look failed. */
function describeSeen({ seen, seenStatus: status, healthMessage: message }: TaskNeedRow): string | null {
  if (seen === null || seen === '') return message;
  const shown = `${status === null || status === 200 ? '' : `HTTP ${status}, `}“${seen}”`;
  return message === null ? shown : saySentence('showed', { why: message, shown });
}

function needOfChannel(row: ChannelNeedRow): Need {
  const { sentence, whatToDo } = wordsFor(row.state);
  return {
    id: `channel-${row.id}`,
    thing: 'channel',
    thingId: row.id,
    name: row.name,
    reason: row.state,
    sentence,
    sinceAt: row.lastErrorAt?.toISOString() ?? null,
    lastWorkedAt: row.lastSuccessAt?.toISOString() ?? null,
    whatWasSeen: row.lastError,
    whatToDo,
    actions: ['openChannel'],
  };
}
