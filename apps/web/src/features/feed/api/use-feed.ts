import type { Page } from '@goodshunter/contracts/api';
import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { get, withQuery } from '../../../lib/api-client.js';
import type { FeedEvent } from '../../../lib/api-types.js';
import { useLive } from '../../../lib/live.js';
import { type FeedFilter, passes, toQuery } from './feed-filter.js';
import { toRows } from './feed-rows.js';

const PAGE_SIZE = 60;
/** Without a live stream the newest page is read this often, in ms; with one only in case something was missed. */
const LOOK_MS = 30_000;
/** Of more than this only the newest wait above the list. */
const MOST_WAITING = 1000;

function readPage(filter: FeedFilter, cursor: string | undefined, signal?: AbortSignal): Promise<Page<FeedEvent>> {
  return get(withQuery('/api/timeline', { ...toQuery(filter), limit: PAGE_SIZE, cursor }), signal);
}

/**
 * The feed behind a filter, and what waits above it: new events never move the list under the finger, they are counted until
 * `showWaiting` is called.
 */
export function useFeed(filter: FeedFilter, isLive: boolean) {
  const client = useQueryClient();
  const key = useMemo(() => ['feed', filter] as const, [filter]);
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => readPage(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchOnMount: 'always',
    refetchOnWindowFocus: false,
    // A feed of a hundred pages is not read again for three new events.
    staleTime: Number.POSITIVE_INFINITY,
    // Comparing all pages with what they were costs more with each page; what happened does not change.
    structuralSharing: false,
  });
  const events = useMemo(() => query.data?.pages.flatMap((page) => page.data) ?? [], [query.data]);
  const rows = useMemo(() => toRows(events), [events]);
  const [arrived, setArrived] = useState<FeedEvent[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter has other news
  useEffect(() => setArrived([]), [key]);
  // Whatever the list does not hold waits, also what a page that was being fetched has overwritten.
  const waiting = useMemo(() => withoutKnown(arrived, events), [arrived, events]);

  function add(more: readonly FeedEvent[]): void {
    setArrived((before) => {
      const fresh = withoutKnown(more, before).filter((event) => passes(event, filter));
      if (fresh.length === 0) return before;
      return [...before, ...fresh].sort((a, b) => b.id - a.id).slice(0, MOST_WAITING);
    });
  }

  async function lookForNews(): Promise<void> {
    if (!query.data) return;
    const newest = await readPage(filter, undefined).catch(() => undefined);
    const newestKnown = events[0]?.id ?? 0;
    if (newest) add(newest.data.filter(({ id }) => id > newestKnown));
  }

  useLive((message) => {
    if (message.type === 'event') add([message.event]);
    if (message.type === 'gap') void lookForNews();
  });
  useEffect(() => {
    const timer = setInterval(() => void lookForNews(), isLive ? LOOK_MS : 3000);
    return () => clearInterval(timer);
  });

  function showWaiting(): void {
    client.setQueryData<InfiniteData<Page<FeedEvent>>>(key, (data) => {
      const first = data?.pages[0];
      if (!data || !first) return data;
      const fresh = withoutKnown(waiting, first.data);
      return { ...data, pages: [{ ...first, data: [...fresh, ...first.data] }, ...data.pages.slice(1)] };
    });
  }

  return { ...query, rows, waiting: waiting.length, showWaiting };
}

function withoutKnown(events: readonly FeedEvent[], known: readonly FeedEvent[]): FeedEvent[] {
  const ids = new Set(known.map(({ id }) => id));
  return events.filter(({ id }) => !ids.has(id));
}
