import type { Page } from '@goodshunter/contracts/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, request } from '../../../lib/api-client.js';
import type { Hunt, HuntItem } from '../../../lib/api-types.js';

type DraftOf = { url: string } | ({ source: string; query: Record<string, unknown> } & Record<string, unknown>);

/** Begins a draft: it is looked at once, tells nobody, and is gone after an hour unless it is kept. */
export function useBeginDraft(onBegun: (id: number) => void) {
  return useMutation({
    mutationFn: (of: DraftOf) => request<{ task: Hunt }>('POST', '/api/tasks', { ...of, draft: true }),
    onSuccess: ({ task }) => onBegun(task.id),
  });
}

/** A draft is being looked at until its first run has ended. */
export function isLooking(draft: Hunt | undefined): boolean {
  if (!draft) return false;
  return draft.draft ? ['waiting', 'looking'].includes(draft.draft.state) : draft.lastRunAt === null;
}

export function useDraft(id: number | undefined) {
  return useQuery({
    queryKey: ['hunt', id],
    queryFn: ({ signal }) => get<Hunt>(`/api/tasks/${id}`, signal),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.error ? false : isLooking(state.data) ? 400 : 60_000),
  });
}

/** Everything it saw, in or out. */
export function useDraftItems(id: number | undefined, isReady: boolean) {
  return useQuery({
    queryKey: ['hunt', id, 'draft-items'],
    queryFn: ({ signal }) => get<Page<HuntItem>>(`/api/tasks/${id}/items?all=true&limit=200`, signal),
    enabled: id !== undefined && isReady,
  });
}

/** Keeps a draft: nothing is fetched again. */
export function useKeepDraft(id: number | undefined, onKept: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Record<string, unknown>) =>
      request('PATCH', `/api/tasks/${id}`, { ...change, state: 'active' }),
    async onSuccess() {
      await client.invalidateQueries({ queryKey: ['hunt', id] });
      void client.invalidateQueries({ queryKey: ['hunts'] });
      onKept();
    },
  });
}
