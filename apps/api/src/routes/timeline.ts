import { operations } from '@goodshunter/contracts/api';
import { bind, type Endpoint } from '../http/endpoint.js';
import { readPage } from '../http/paging.js';
import type { ItemService } from '../services/item-service.js';
import type { TaskService } from '../services/task-service.js';

/** What happened, and the listings it happened to. */
export function timelineEndpoints(tasks: TaskService, items: ItemService): Endpoint[] {
  return [
    bind(operations.readTimeline, async ({ caller, query: { cursor, limit, ...filter } }) => {
      return { status: 200, body: await readPage({ cursor, limit }, (page) => tasks.timeline(caller, page, filter)) };
    }),
    bind(operations.readItem, async ({ caller, id }) => {
      return { status: 200, body: await items.read(caller, id) };
    }),
  ];
}
