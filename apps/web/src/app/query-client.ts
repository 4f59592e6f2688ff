import { QueryClient } from '@tanstack/react-query';
import { ApiAwayError } from '../lib/api-problem.js';
import { connection } from '../lib/connection.js';

/** What was fetched. While the api is away a question is asked again every few seconds: the page goes on by itself. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      gcTime: 10 * 60_000,
      // Our own line says what is away; the browser's idea of being online is wrong in a LAN without the internet.
      networkMode: 'always',
      retry: (count, error) => error instanceof ApiAwayError && count < 1,
      retryDelay: 1_000,
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

const PROBE_MS = 3_000;

/**
 * While the api is away it is asked every 3 s whether it lives; then all that is on the screen is fetched anew, but for what is there and
 * keeps itself up to date (`meta.keepsUp`): a list that is read moves for nobody.
 */
export function keepProbing(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function probe(): Promise<void> {
    timer = undefined;
    try {
      const answer = await fetch('/livez', { signal: AbortSignal.timeout(PROBE_MS) });
      if (answer.ok) {
        await queryClient.refetchQueries({
          type: 'active',
          predicate: ({ meta, state }) => meta?.keepsUp !== true || state.data === undefined,
        });
        if (connection.isAway()) connection.answered();
      }
    } catch {
      // Still away.
    }
    arm();
  }
  function arm(): void {
    if (connection.isAway()) timer ??= setTimeout(() => void probe(), PROBE_MS);
  }
  const stop = connection.subscribe(arm);
  arm();
  return () => {
    stop();
    clearTimeout(timer);
  };
}
