import { operations } from '@goodshunter/contracts/api';
import { may } from '../access/may.js';
import type { Authenticator } from '../http/authenticator.js';
import { bind, type Endpoint } from '../http/endpoint.js';
import { sendEventStream } from '../http/event-stream.js';
import { changeTasks } from '../services/page/change-tasks.js';
import type { EventHub } from '../services/page/event-hub.js';
import type { PageService } from '../services/page/page-service.js';
import type { PictureService } from '../services/page/picture-service.js';
import type { TaskService } from '../services/task-service.js';

export interface PageRoutes {
  page: PageService;
  tasks: TaskService;
  hub: EventHub;
  pictures: PictureService;
  authenticator: Authenticator;
}

/** What the page shows of the whole, and what happens while it is open. */
export function pageEndpoints({ page, tasks, hub, pictures, authenticator }: PageRoutes): Endpoint[] {
  return [
    bind(operations.readOverview, async ({ caller }) => ({ status: 200, body: await page.overview(caller) })),
    bind(operations.readAttention, async ({ caller }) => ({ status: 200, body: await page.attention(caller) })),
    bind(operations.search, async ({ caller, query }) => ({ status: 200, body: await page.search(caller, query.q) })),
    bind(operations.changeTasks, async ({ caller, body }) => ({
      status: 200,
      body: await changeTasks(tasks, caller, body),
    })),
    bind(operations.readItemPicture, async ({ caller, id, query: { size = 320 } }) => {
      const data = await pictures.read(caller, id, size);
      if (!data) return { status: 204, headers: { 'Cache-Control': 'private, max-age=600' } };
      return {
        status: 200,
        raw: { contentType: 'image/webp', data },
        headers: { 'Cache-Control': 'private, max-age=86400', 'X-Content-Type-Options': 'nosniff' },
      };
    }),
    bind(operations.followEvents, async ({ caller, query, header }) => {
      const last = header('last-event-id');
      const after = last !== undefined && /^[1-9]\d{0,14}$/.test(last) ? Number(last) : query.after;
      return {
        status: 200,
        stream: (req, res) =>
          sendEventStream(req, res, {
            hub,
            userId: caller.userId,
            after,
            once: query.once === 'true',
            async isStillWelcome(request) {
              const person = await authenticator.identify(request).catch(rethrowUnavailable);
              return person?.id === caller.userId && may(person, 'read', 'event');
            },
          }),
      };
    }),
  ];
}

/** A refusal is an answer; a database that is away is none. */
function rethrowUnavailable(error: unknown): null {
  if (error instanceof Error && 'status' in error && Number(error.status) < 500) return null;
  throw error;
}
