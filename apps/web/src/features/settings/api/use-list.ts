import { useQuery } from '@tanstack/react-query';
import { get } from '../../../lib/api-client.js';

/**
 * A list of the API, whether it comes as a page or bare.
 * @param everyMs how often it is read again while it is looked at, where it changes by itself
 */
export function useList<T>(key: readonly unknown[], path: string, isThere = true, everyMs?: number) {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const answer = await get<T[] | { data?: T[]; items?: T[] }>(path, signal);
      return Array.isArray(answer) ? answer : (answer.data ?? answer.items ?? []);
    },
    enabled: isThere,
    refetchInterval: everyMs ?? false,
  });
}
