import { useSyncExternalStore } from 'react';

/** Since when the api has not answered; null while it does. */
let awaySince: Date | null = null;
const listeners = new Set<() => void>();

function set(next: Date | null): void {
  if ((next === null) === (awaySince === null)) return;
  awaySince = next;
  for (const listener of listeners) listener();
}

export const connection = {
  answered: () => set(null),
  failed: (since = new Date()) => set(since),
  isAway: () => awaySince !== null,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Since when the api has not answered; null while it does. */
export function useAwaySince(): Date | null {
  return useSyncExternalStore(connection.subscribe, () => awaySince);
}
