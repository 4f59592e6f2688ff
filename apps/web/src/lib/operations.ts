import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from './api-client.js';

interface Document {
  paths: Record<string, Record<string, unknown>>;
}

const operationsQuery = queryOptions({
  queryKey: ['operations'],
  queryFn: async ({ signal }) => {
    const { paths } = await get<Document>('/openapi.json', signal);
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/**
 * Says whether this api answers an operation, as its OpenAPI document names it: `GET /api/items/{id}/picture`.
 * During a roll-out the page may be newer than the replica that answers; what it cannot do is not shown.
 */
export function useCan(): (operation: string) => boolean {
  const { data } = useQuery(operationsQuery);
  return (operation) => data?.includes(operation) ?? false;
}
