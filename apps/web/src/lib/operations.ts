import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from './api-client.js';

interface Document {
  paths: Record<string, Record<string, { requestBody?: unknown }>>;
  components?: { schemas?: Record<string, unknown> };
}

/** The name for "a task may begin as a draft": a field of an operation, not an operation. */
export const DRAFTS = 'POST /api/tasks (draft)';

const operationsQuery = queryOptions({
  queryKey: ['operations'],
  queryFn: async ({ signal }) => {
    const { paths, components } = await get<Document>('/openapi.json', signal);
    const body = JSON.stringify(paths['/api/tasks']?.post?.requestBody ?? '');
    const schema = components?.schemas?.[/schemas\/(\w+)/.exec(body)?.[1] ?? ''];
    const hasDrafts = `${body}${JSON.stringify(schema ?? '')}`.includes('"draft"');
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    return hasDrafts ? [...operations, DRAFTS] : operations;
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

/** True once it is known what this api answers. */
export function useIsKnown(): boolean {
  return useQuery(operationsQuery).isSuccess;
}
