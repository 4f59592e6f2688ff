import { useQuery } from '@tanstack/react-query';
import { get } from '../../../lib/api-client.js';

/** A list of the API, whether it comes as a page or bare. */
export function useList<T>(key: readonly unknown[], path: string, isThere = true) {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const answer = await get<T[] | { data?: T[]; items?: T[] }>(path, signal);
      return Array.isArray(answer) ? answer : (answer.data ?? answer.items ?? []);
    },
    enabled: isThere,
  });
}
