import { DEFAULT_LIMIT, operations } from '@goodshunter/contracts/api';
import { bind, type Endpoint } from '../http/endpoint.js';
import { decodeCursor, encodeCursor } from '../http/paging.js';
import type { ItemService } from '../services/item-service.js';
import type { TaskService } from '../services/task-service.js';

/** What happened, and the listings it happened to. */
export function timelineEndpoints(tasks: TaskService, items: ItemService): Endpoint[] {
  return [
    bind(operations.readTimeline, async ({ caller, query: { cursor, limit = DEFAULT_LIMIT, after, ...filter } }) => {
      if (after !== undefined) {
        const data = await tasks.timelineAfter(caller, after, limit, filter);
        return { status: 200, body: { data, nextCursor: null } };
      }
      const before = cursor === undefined ? undefined : decodeCursor(cursor);
      const { events, nextBefore } = await tasks.timeline(caller, { before, limit }, filter);
      const nextCursor = nextBefore === undefined ? null : encodeCursor(nextBefore);
      return { status: 200, body: { data: events, nextCursor } };
    }),
    bind(operations.readItem, async ({ caller, id }) => {
      return { status: 200, body: await items.read(caller, id) };
    }),
  ];
}
