import { operations } from '@goodshunter/contracts/api';
import { bind, type Endpoint } from '../http/endpoint.js';
import type { FeedService } from '../services/page/feed-service.js';
import type { InAndOutService } from '../services/page/in-and-out-service.js';
import type { SystemService } from '../services/page/system-service.js';

export interface InAndOutRoutes {
  inAndOut: InAndOutService;
  feeds: FeedService;
}

/** What leaves the house and what comes into it. */
export function inAndOutEndpoints({ inAndOut, feeds }: InAndOutRoutes): Endpoint[] {
  return [
    bind(operations.exportHunts, async ({ caller }) => ({
      status: 200,
      body: await inAndOut.exportHunts(caller),
      headers: { 'Content-Disposition': 'attachment; filename="goodshunter.json"' },
    })),
    bind(operations.importHunts, async ({ caller, body }) => ({
      status: 200,
      body: await inAndOut.importHunts(caller, body),
    })),
    bind(operations.exportTaskItems, async ({ caller, id }) => ({
      status: 200,
      raw: await inAndOut.exportItems(caller, id),
      headers: { 'Content-Disposition': `attachment; filename="hunt-${id}.csv"` },
    })),
    bind(operations.listFeedLinks, async ({ caller }) => ({ status: 200, body: { data: await feeds.list(caller) } })),
    bind(operations.createFeedLink, async ({ caller, body }) => ({
      status: 201,
      body: await feeds.create(caller, body),
    })),
    bind(operations.deleteFeedLink, async ({ caller, id }) => {
      await feeds.remove(caller, id);
      return { status: 204 };
    }),
    bind(operations.readFeed, async ({ caller, params }) => ({
      status: 200,
      raw: await feeds.read(caller, params.file),
    })),
  ];
}

/** How the engine is doing, for those who run it. */
export function engineEndpoints(system: SystemService): Endpoint[] {
  return [
    bind(operations.readSystem, async () => ({ status: 200, body: await system.read() })),
    bind(operations.listHosts, async ({ query }) => ({ status: 200, body: await system.hosts(query) })),
    bind(operations.listDeadLetters, async () => ({ status: 200, body: { data: await system.deadLetters() } })),
    bind(operations.retryDeadLetter, async ({ caller, params }) => {
      await system.retry(caller, params.id);
      return { status: 204 };
    }),
    bind(operations.discardDeadLetter, async ({ params }) => {
      await system.discard(params.id);
      return { status: 204 };
    }),
  ];
}
