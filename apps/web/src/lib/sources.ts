import { useQuery } from '@tanstack/react-query';
import { get } from './api-client.js';
import type { JsonSchema } from './json-schema.js';

/** A source as `GET /api/sources` describes it. */
export interface Source {
  name: string;
  title: string;
  /** Of a hunt's `query`. */
  query: JsonSchema;
  available: boolean;
  reason?: string;
}

/** What can be hunted. It changes with the api's settings alone. */
export function useSources(isWanted = true) {
  return useQuery({
    queryKey: ['sources'],
    queryFn: async ({ signal }) => (await get<{ data: Source[] }>('/api/sources', signal)).data,
    staleTime: 600_000,
    enabled: isWanted,
  });
}
