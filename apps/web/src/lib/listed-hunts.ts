import type { Page } from '@goodshunter/contracts/api';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Hunt } from './api-types.js';

/** Writes what became known of one hunt into every list that was fetched. Rows that it does not concern stay what they were. */
export function changeListedHunt(client: QueryClient, change: Pick<Hunt, 'id'> & Partial<Hunt>): void {
  client.setQueriesData<InfiniteData<Page<Hunt>>>(
    { queryKey: ['hunts', 'list'] },
    (data) => data && changed(data, change),
  );
}

function changed(data: InfiniteData<Page<Hunt>>, change: Pick<Hunt, 'id'> & Partial<Hunt>): InfiniteData<Page<Hunt>> {
  const at = data.pages.findIndex((page) => page.data.some(({ id }) => id === change.id));
  if (at < 0) return data;
  const pages = data.pages.map((page, index) =>
    index === at
      ? { ...page, data: page.data.map((hunt) => (hunt.id === change.id ? { ...hunt, ...change } : hunt)) }
      : page,
  );
  return { ...data, pages };
}
