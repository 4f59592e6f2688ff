import { useQuery } from '@tanstack/react-query';
import { get } from '../../lib/api-client.js';
import type { Overview } from '../../lib/api-types.js';
import { useCan } from '../../lib/operations.js';

/** How the hunts are as a whole: the foot of the navigation and the badge. */
export function useOverview(): Overview | undefined {
  const can = useCan();
  const { data } = useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => get<Overview>('/api/overview', signal),
    enabled: can('GET /api/overview'),
    refetchInterval: 10_000,
  });
  return data;
}
