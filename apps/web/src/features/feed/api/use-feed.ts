import type { Page } from '@goodshunter/contracts/api';
import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { get, withQuery } from '../../../lib/api-client.js';
import type { FeedEvent } from '../../../lib/api-types.js';
import { useLive } from '../../../lib/live.js';
import { showError } from '../../../lib/notices.js';
import { type FeedFilter, passes, toQuery } from './feed-filter.js';
import { toRows } from './feed-rows.js';
import { addWaiting, MOST_WAITING, NOTHING_WAITS, readNews, withNews, withoutKnown } from './waiting.js';

const PAGE_SIZE = 60;
/** Without a live stream the newest page is read this often, in ms; with one only in case something was missed. */
const LOOK_MS = 30_000;
/** What comes together is counted together, in ms: a storm of a thousand events is drawn a few times, not a thousand. */
const GATHER_MS = 100;

function readPage(filter: FeedFilter, cursor: string | undefined, signal?: AbortSignal): Promise<Page<FeedEvent>> {
  return get(withQuery('/api/timeline', { ...toQuery(filter), limit: PAGE_SIZE, cursor }), signal);
}

/**
 * The feed behind a filter, and what waits above it: new events never move the list under the finger, they are counted until
 * `showWaiting` is called. Nothing is left out between what waits and what is listed, and neither grows without end.
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
    // What is new is counted above the list, also after the api was away.
    meta: { keepsUp: true },
  });
  const events = useMemo(() => query.data?.pages.flatMap((page) => page.data) ?? [], [query.data]);
  const rows = useMemo(() => toRows(events), [events]);
  const [arrived, setArrived] = useState(NOTHING_WAITS);
  const gathered = useRef<FeedEvent[]>([]);
  /** The newest event up to which this page knows all, by its own looks. */
  const lookedTo = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter has other news
  useEffect(() => {
    gathered.current = [];
    lookedTo.current = 0;
    setArrived(NOTHING_WAITS);
  }, [key]);
  // Whatever the list does not hold waits, also what a page that was being fetched has overwritten.
  const waiting = useMemo(() => withoutKnown(arrived.events, events), [arrived, events]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const addGathered = useRef(() => {});
  useEffect(() => {
    addGathered.current = () => {
      timer.current = undefined;
      const more = gathered.current.filter((event) => passes(event, filter));
      gathered.current = [];
      setArrived((before) => addWaiting(before, more, events));
    };
  });
  function gather(event: FeedEvent): void {
    gathered.current.push(event);
    timer.current ??= setTimeout(() => addGathered.current(), GATHER_MS);
  }

  async function lookForNews(): Promise<void> {
    if (!query.data) return;
    const knownTo = Math.max(lookedTo.current, events[0]?.id ?? 0);
    const asked = key;
    const news = await readNews((cursor) => readPage(filter, cursor), knownTo, events.at(-1)?.id ?? 0).catch(() => {});
    if (!news || asked !== latestKey.current) return;
    lookedTo.current = Math.max(knownTo, news.events[0]?.id ?? 0);
    setArrived((before) => {
      const after = addWaiting(before, withoutKnown(news.events, events), events);
      return news.isCut ? { ...after, isCut: true } : after;
    });
  }
  const latestKey = useRef(key);
  useEffect(() => {
    latestKey.current = key;
  });

  useLive((message) => {
    if (message.type === 'event') gather(message.event);
    if (message.type === 'gap') void lookForNews();
  });
  // A page that is drawn anew often looks no less often.
  const latestLook = useRef(lookForNews);
  useEffect(() => {
    latestLook.current = lookForNews;
  });
  useEffect(() => {
    const look = setInterval(() => void latestLook.current(), isLive ? LOOK_MS : 3000);
    return () => clearInterval(look);
  }, [isLive]);

  /** Shows what waits, in its place; a list that would have a hole, or has become long, is read anew as far as it is looked at. */
  async function showWaiting(): Promise<void> {
    const first = query.data?.pages[0];
    if (!first) return;
    if (!arrived.isCut && first.data.length + waiting.length <= MOST_WAITING) {
      client.setQueryData<InfiniteData<Page<FeedEvent>>>(
        key,
        (data) => data && { ...data, pages: withNews(data.pages, waiting) },
      );
      return;
    }
    try {
      const page = await readPage(filter, undefined);
      lookedTo.current = page.data[0]?.id ?? 0;
      client.setQueryData<InfiniteData<Page<FeedEvent>>>(key, { pages: [page], pageParams: [undefined] });
      setArrived(({ events: all }) => ({
        events: all.filter(({ id }) => id > lookedTo.current),
        isCut: false,
      }));
    } catch (error) {
      showError(error);
    }
  }

  return { ...query, rows, waiting: waiting.length, isMoreWaiting: arrived.isCut, showWaiting };
}
