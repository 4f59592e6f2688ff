import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from './api-client.js';
import type { Hunt } from './api-types.js';
import { useSession } from './session.js';

interface Document {
  paths: Record<string, Record<string, { requestBody?: unknown; 'x-roles'?: string[] }>>;
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
    const operations = new Map(
      Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation['x-roles']]),
      ),
    );
    if (hasDrafts) operations.set(DRAFTS, operations.get('POST /api/tasks'));
    return operations;
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/**
 * Says whether this api answers an operation, as its OpenAPI document names it (`GET /api/items/{id}/picture`), to somebody of one's role.
 * During a roll-out the page may be newer than the replica that answers; what it cannot do is not shown, nor what it would refuse.
 */
export function useCan(): (operation: string) => boolean {
  const { data } = useQuery(operationsQuery);
  const role = useSession()?.user?.role;
  return (operation) => {
    if (!data?.has(operation)) return false;
    const roles = data.get(operation);
    return roles === undefined || role === undefined || roles.includes(role);
  };
}

/** Whether one may have hunts of one's own; until it is known, one may. */
export function useMayHunt(): boolean {
  const can = useCan();
  return !useIsKnown() || can('POST /api/tasks');
}

/** Whether this hunt is one's own, not another's that is shared. */
export const isOwn = (hunt: Pick<Hunt, 'myRole'>) => hunt.myRole === undefined || hunt.myRole === 'owner';

/** Whether one may change this hunt: by what one is to it, and by one's role. */
export function useMayChange(hunt: Pick<Hunt, 'myRole'>): boolean {
  const can = useCan();
  return hunt.myRole !== 'viewer' && can('PATCH /api/tasks/{id}');
}

/** True while it is not known what this api answers, and may soon be: what depends on it would appear under the finger. */
export function useIsAsking(): boolean {
  return useQuery(operationsQuery).isLoading;
}

/** True once it is known what this api answers. */
export function useIsKnown(): boolean {
  return useQuery(operationsQuery).isSuccess;
}
