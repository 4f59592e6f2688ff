import type { Page } from '@goodshunter/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { get } from './api-client.js';
import type { Hunt, Overview } from './api-types.js';
import { useCan, useIsKnown } from './operations.js';

/** How the hunts are as a whole: the foot of the navigation and the badge. An api without an overview is asked for its newest hunts. */
export function useOverview(): Overview | undefined {
  const can = useCan();
  const isKnown = useIsKnown();
  const hasOverview = can('GET /api/overview');
  const { data } = useQuery({
    queryKey: ['overview', hasOverview],
    queryFn: async ({ signal }) =>
      hasOverview
        ? get<Overview>('/api/overview', signal)
        : summarise((await get<Page<Hunt>>('/api/tasks?limit=200', signal)).data),
    enabled: isKnown,
    refetchInterval: 10_000,
  });
  return data;
}

function summarise(hunts: readonly Hunt[]): Overview {
  const looks = hunts.flatMap(({ lastRunAt }) => lastRunAt ?? []).sort();
  return {
    huntsLooking: hunts.filter(({ state, isUnhealthy }) => state === 'active' && !isUnhealthy).length,
    huntsTotal: hunts.length,
    lastLookAt: looks.at(-1) ?? null,
    looksToday: 0,
    attention: hunts.filter(({ state, isUnhealthy }) => state === 'active' && isUnhealthy).length,
    newestEventId: null,
  };
}
