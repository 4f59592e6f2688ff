import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { get } from './api-client.js';
import type { Session } from './api-types.js';

/** Who is signed in, and what the sign-in page may offer. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => get<Session>('/api/session', signal),
  staleTime: 60_000,
});

export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}

/** The person who is signed in. Only inside the shell, which shows nothing before it is known. */
export function useMe(): NonNullable<Session['user']> {
  const session = useSession();
  if (!session?.user) throw new Error('nobody is signed in');
  return session.user;
}

/** Forgets what was fetched for whoever was here before, and asks who is here now. */
export async function forgetAll(client: QueryClient): Promise<void> {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
}
