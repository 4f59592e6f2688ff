import type { Page } from '@goodshunter/contracts/api';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { toneOf } from '../../../components/hunt-health.js';
import { get, withQuery } from '../../../lib/api-client.js';
import type { Hunt } from '../../../lib/api-types.js';
import { actOnHunts, type BulkAction, changeHunt } from '../../../lib/hunt-api.js';
import { changeListedHunt } from '../../../lib/listed-hunts.js';
import { showError } from '../../../lib/notices.js';

/** What the address of the list says. */
export interface HuntsFilter {
  q?: string;
  health?: string;
  tag?: string;
  sort?: string;
}

/** Trouble is many kinds of health, so it is told apart here. */
export function useHunts(filter: HuntsFilter) {
  const { health, ...asked } = filter;
  const query = useInfiniteQuery({
    queryKey: ['hunts', 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      get<Page<Hunt>>(withQuery('/api/tasks', { sort: 'lastEvent', ...asked, limit: 200, cursor: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: (state) => ((state.state.data?.pages.length ?? 0) > 2 ? false : 10_000),
    placeholderData: (before) => before,
    // Comparing all pages with what they were costs more with each page, and every row says by itself whether it changed.
    structuralSharing: false,
  });
  const hunts = useMemo(() => query.data?.pages.flatMap(({ data }) => data) ?? [], [query.data]);
  const shown = useMemo(
    () => (health === 'trouble' ? hunts.filter((hunt) => toneOf(hunt) === 'trouble') : hunts),
    [hunts, health],
  );
  return { ...query, hunts: shown };
}

/** One act on the selected hunts; the list is read anew afterwards. */
export function useBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ ids, action, value }: { ids: readonly number[]; action: BulkAction; value?: unknown }) =>
      actOnHunts(ids, action, value),
    onSettled: () => client.invalidateQueries({ queryKey: ['hunts'] }),
    onError: showError,
  });
}

/** Notices on or off: off means that no channel is told. The list shows it at once; what the api then says counts. */
export function useNoticesSwitch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, isOn }: { id: number; isOn: boolean }) => changeHunt(id, { notify: isOn ? null : [] }),
    async onMutate({ id, isOn }) {
      // An answer that is on its way was given before this.
      await client.cancelQueries({ queryKey: ['hunts', 'list'] });
      changeListedHunt(client, { id, noticesOn: isOn });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['hunts'] }),
    onError: showError,
  });
}
