import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Hunt } from '../../lib/api-types.js';
import { changeListedHunt } from '../../lib/listed-hunts.js';
import { keepStream, useLive } from '../../lib/live.js';
import { useCan } from '../../lib/operations.js';
import { sessionQuery } from '../../lib/session.js';

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
      void client.invalidateQueries({ queryKey: ['hunts'] });
      void client.invalidateQueries({ queryKey: ['overview'] });
    } else if (message.type === 'task') {
      const { task } = message;
      changeListedHunt(client, task);
      client.setQueryData<Hunt>(['hunt', task.id], (hunt) => hunt && { ...hunt, ...task });
    }
  });
}
