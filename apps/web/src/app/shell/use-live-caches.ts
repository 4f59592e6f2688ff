import { type InfiniteData, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Hunt } from '../../lib/api-types.js';
import { changeListedHunt } from '../../lib/listed-hunts.js';
import { keepStream, useLive } from '../../lib/live.js';
import { useCan } from '../../lib/operations.js';
import { sessionQuery } from '../../lib/session.js';

/** A page that was opened less than so long ago, in ms, knows nothing that is old. */
const YOUNG_MS = 10_000;
/** Lists longer than this are left alone. */
const MOST_PAGES = 5;

/** Keeps what was fetched of hunts true by what the live stream says. */
export function useLiveCaches(): void {
  const client = useQueryClient();
  const can = useCan();
  const hasStream = can('GET /api/events/stream');
  useEffect(() => {
    if (!hasStream) return;
    return keepStream(() => void client.invalidateQueries({ queryKey: sessionQuery.queryKey }));
  }, [hasStream, client]);

  useLive((message) => {
    if (message.type === 'gap') {
      // What the page has read a moment ago is read again by itself soon enough.
      if (performance.now() < YOUNG_MS) return;
      void client.invalidateQueries({ queryKey: ['hunt'] });
      void client.invalidateQueries({ queryKey: ['overview'] });
      // A list of very many pages is not read again for a stream that was away for a second: each row changes with its next look.
      void client.invalidateQueries({ queryKey: ['hunts'], predicate: ({ state }) => !isLong(state.data) });
    } else if (message.type === 'task') {
      const { task } = message;
      changeListedHunt(client, task);
      client.setQueryData<Hunt>(['hunt', task.id], (hunt) => hunt && { ...hunt, ...task });
    }
  });
}

const isLong = (data: unknown) => ((data as InfiniteData<unknown> | undefined)?.pages?.length ?? 0) > MOST_PAGES;
