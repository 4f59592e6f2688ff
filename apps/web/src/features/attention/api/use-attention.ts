import type { Page } from '@goodshunter/contracts/api';
import { useQuery } from '@tanstack/react-query';
import { useHealthWord } from '../../../components/hunt-health.js';
import { get } from '../../../lib/api-client.js';
import type { Hunt } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';
import { useCan, useIsKnown } from '../../../lib/operations.js';

export interface Need {
  id: string | number;
  thing: 'task' | 'channel';
  thingId: number;
  name: string;
  reason: string;
  sentence: string;
  sinceAt: string | null;
  lastWorkedAt: string | null;
  whatWasSeen: string | null;
  whatToDo: string;
  actions: ('run' | 'openSettings' | 'openChannel' | 'resume')[];
}
export interface Attention {
  items: Need[];
  looks: { last24h: number | null; hunts: number; gaps: number };
}

/** What needs somebody. An api that does not answer it is asked for its hunts, whose health says the same more shortly. */
export function useAttention() {
  const { t } = useText();
  const word = useHealthWord();
  const can = useCan();
  const isKnown = useIsKnown();
  const hasAttention = can('GET /api/attention');
  return useQuery({
    queryKey: ['attention', hasAttention],
    queryFn: async ({ signal }): Promise<Attention> => {
      if (hasAttention) return get<Attention>('/api/attention', signal);
      const { data: hunts } = await get<Page<Hunt>>('/api/tasks?limit=200', signal);
      const active = hunts.filter(({ state }) => state === 'active');
      const items = active
        .filter(({ isUnhealthy }) => isUnhealthy)
        .map(
          (hunt): Need => ({
            id: hunt.id,
            thing: 'task',
            thingId: hunt.id,
            name: hunt.name,
            reason: hunt.health,
            sentence: [word(hunt.health), hunt.healthMessage].filter(Boolean).join('. '),
            sinceAt: null,
            lastWorkedAt: hunt.lastSuccessAt,
            whatWasSeen: null,
            whatToDo: t('attention.lookOrChange'),
            actions: ['run', 'openSettings'],
          }),
        );
      return {
        items,
        looks: {
          last24h: null,
          hunts: active.length - items.length,
          gaps: active.filter(({ mayHaveMissed }) => mayHaveMissed).length,
        },
      };
    },
    enabled: isKnown,
    refetchInterval: 10_000,
  });
}
