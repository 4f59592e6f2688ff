import type { Page } from '@goodshunter/contracts/api';
import type { FeedEvent } from '../../../lib/api-types.js';

/** Of more than this only the newest wait above the list. */
export const MOST_WAITING = 1000;
/** How many answers are read to find what was missed: enough for all that may wait. */
const MOST_PAGES = 20;

/** What waits above the list, newest first. */
export interface Waiting {
  events: readonly FeedEvent[];
  /** Older ones were missed or left out, so that the list is read anew instead of being continued. */
  isCut: boolean;
}

export const NOTHING_WAITS: Waiting = { events: [], isCut: false };

export function withoutKnown(events: readonly FeedEvent[], known: readonly FeedEvent[]): FeedEvent[] {
  const ids = new Set(known.map(({ id }) => id));
  return events.filter(({ id }) => !ids.has(id));
}

/** What waits after more came. @param listed what the list holds, and need not wait any more */
export function addWaiting(before: Waiting, more: readonly FeedEvent[], listed: readonly FeedEvent[]): Waiting {
  const fresh = withoutKnown(more, before.events);
  if (fresh.length === 0) return before;
  const all = [...before.events, ...fresh].sort((a, b) => b.id - a.id);
  if (all.length <= MOST_WAITING) return { ...before, events: all };
  const unlisted = withoutKnown(all, listed);
  const isCut = before.isCut || unlisted.length > MOST_WAITING;
  return { events: unlisted.slice(0, MOST_WAITING), isCut };
}

export interface News {
  events: FeedEvent[];
  /** More was missed than is worth reading. */
  isCut: boolean;
}

/**
 * Reads what happened since `knownTo`, the newest event up to which all is known, however many pages that takes; and what became visible late
 * below it, as events are not committed in the order of their ids.
 * @param oldest the id of the oldest event that the list holds: what is older comes by scrolling
 */
export async function readNews(
  readPage: (cursor: string | undefined) => Promise<Page<FeedEvent>>,
  knownTo: number,
  oldest: number,
): Promise<News> {
  const events: FeedEvent[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const { data, nextCursor } = await readPage(cursor);
    events.push(...data.filter(({ id }) => id > oldest));
    if (data.length === 0 || nextCursor === null || data.some(({ id }) => id <= knownTo))
      return { events, isCut: false };
    cursor = nextCursor;
  }
  return { events, isCut: true };
}

/** The pages of a feed with events that waited, each in its place by its id. The first answer grows; what follows it stays. */
export function withNews(pages: readonly Page<FeedEvent>[], news: readonly FeedEvent[]): Page<FeedEvent>[] {
  let left = withoutKnown(
    news,
    pages.flatMap(({ data }) => data),
  );
  return pages.map((page, index) => {
    const last = index === pages.length - 1 ? 0 : (page.data.at(-1)?.id ?? 0);
    const here = left.filter(({ id }) => id > last);
    left = left.filter(({ id }) => id <= last);
    return here.length === 0 ? page : { ...page, data: [...here, ...page.data].sort((a, b) => b.id - a.id) };
  });
}
