import type { Page, Run } from '@goodshunter/contracts/api';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { get, withQuery } from '../../../lib/api-client.js';
import type { FeedEvent, Hunt, HuntItem } from '../../../lib/api-types.js';
import { changeHunt, readHunt } from '../../../lib/hunt-api.js';
import { useLive } from '../../../lib/live.js';
import { showError } from '../../../lib/notices.js';

/** What comes together is read together, in ms. */
const GATHER_MS = 300;

export function useHunt(id: number) {
  return useQuery({
    queryKey: ['hunt', id],
    queryFn: ({ signal }) => readHunt(id, signal),
    refetchInterval: ({ state }) => (state.data?.isRunning ? 1000 : 10_000),
  });
}

/** Its items, read anew when one of them has an event, and while there is none: what the first look finds is told by no event. */
export function useHuntItems(id: number, show: { all: boolean; hidden: boolean }, isWanted = true) {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive((message) => {
    if (message.type !== 'event' || message.event.taskId !== id) return;
    // A look that finds two hundred at once is read once.
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void client.invalidateQueries({ queryKey: ['hunt', id] });
    }, GATHER_MS);
  });
  return useInfiniteQuery({
    queryKey: ['hunt', id, 'items', show],
    enabled: isWanted,
    queryFn: ({ pageParam, signal }) =>
      get<Page<HuntItem>>(
        withQuery(`/api/tasks/${id}/items`, {
          limit: 60,
          cursor: pageParam,
          ...(show.all ? { all: 'true' } : {}),
          ...(show.hidden ? { hidden: 'true' } : {}),
        }),
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.data.length === 0 ? 5000 : false),
  });
}

export function useHuntEvents(id: number) {
  return useInfiniteQuery({
    queryKey: ['hunt', id, 'events'],
    queryFn: ({ pageParam, signal }) =>
      get<Page<FeedEvent>>(withQuery('/api/timeline', { task: id, limit: 60, cursor: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** Its last looks, newest first. */
export function useRuns(id: number, limit: number) {
  return useQuery({
    queryKey: ['hunt', id, 'runs', limit],
    queryFn: ({ signal }) => get<Page<Run>>(withQuery(`/api/tasks/${id}/runs`, { limit }), signal),
    refetchInterval: 10_000,
  });
}

/** Changes a hunt in place; the page shows the new value at once, and the old one again when it is refused. */
export function useChangeHunt(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<Hunt>) => changeHunt(id, change),
    onError: showError,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['hunt', id] }),
        client.invalidateQueries({ queryKey: ['hunts'] }),
      ]),
  });
}
