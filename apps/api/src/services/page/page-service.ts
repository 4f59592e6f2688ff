import type { Attention, Need, Overview, SearchResult } from '@goodshunter/contracts/api';
import type { Database } from '@goodshunter/db';
import { may } from '../../access/may.js';
import type { Caller } from '../../access/person.js';
import { type ChannelNeedRow, readChannelNeeds, readTaskNeeds, type TaskNeedRow } from '../../store/page/read-needs.js';
import { countLooks, readHuntCounts, readNewestEventId } from '../../store/page/read-overview.js';
import { search } from '../../store/page/search.js';
import { wordsFor } from './need-words.js';

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

  return {
    async overview(caller: Caller): Promise<Overview> {
      const { userId } = caller;
      const [hunts, { looks }, needs, newestEventId] = await Promise.all([
        readHuntCounts(sql, userId),
        countLooks(sql, userId, 'today'),
        readNeeds(caller),
        readNewestEventId(sql, userId),
      ]);
      return { ...hunts, looksToday: looks, attention: needs.length, newestEventId };
    },

    /** Newest first. */
    async attention(caller: Caller): Promise<Attention> {
      const { userId } = caller;
      const [items, { looks, gaps }, { huntsTotal }] = await Promise.all([
        readNeeds(caller),
        countLooks(sql, userId, 'day'),
        readHuntCounts(sql, userId),
      ]);
      return { items, looks: { last24h: looks, hunts: huntsTotal, gaps } };
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
  return message === null ? shown : `${message} It showed: ${shown}`;
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
