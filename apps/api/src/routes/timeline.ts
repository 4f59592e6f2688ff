import { DEFAULT_LIMIT, operations } from '@goodshunter/contracts/api';
import { bind, type Endpoint } from '../http/endpoint.js';
import { decodeCursor, encodeCursor } from '../http/paging.js';
import type { ItemService } from '../services/item-service.js';
import { CSV, toCsv, toMajor } from '../services/page/csv.js';
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
    bind(operations.readItemHistory, async ({ caller, id, query: { days = 'all', format } }) => {
      const data = await items.history(caller, id, days === 'all' ? undefined : Number(days));
      if (format !== 'csv') return { status: 200, body: { data } };
      const lines = data.map(({ observedAt, price, currency }) => [
        observedAt,
        toMajor(price, currency),
        currency ?? '',
      ]);
      return { status: 200, raw: { contentType: CSV, data: toCsv([['observed_at', 'price', 'currency'], ...lines]) } };
    }),
    bind(operations.listItemEvents, async ({ caller, id, query: { cursor, limit = DEFAULT_LIMIT } }) => {
      const before = cursor === undefined ? undefined : decodeCursor(cursor);
      const { events, nextBefore } = await items.events(caller, id, { before, limit });
      const nextCursor = nextBefore === undefined ? null : encodeCursor(nextBefore);
      return { status: 200, body: { data: events, nextCursor } };
    }),
    bind(operations.markItem, async ({ caller, id, body }) => {
      await items.mark(caller, id, body);
      return { status: 204 };
    }),
  ];
}
