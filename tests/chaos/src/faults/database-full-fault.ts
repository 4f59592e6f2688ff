import { findSmallDiskTrouble, type Stack, waitFor } from '@goodshunter/testing';
import type { Book } from '../book.js';
import type { Fault } from '../fault.js';
import { expectNoAttemptSpent } from './expect-no-attempt-spent.js';

const DISK_MB = 100;
const FULL_MS = 10_000;
/** What people look at all day. */
const READS = [
  '/api/tasks?limit=50',
  '/api/timeline',
  '/api/overview',
  '/api/search?q=camera',
  '/api/queue',
  '/api/channels',
  '/api/notifications',
];

/** A disk that is really full: the server says 1114, 1021 or 28 to what needs room, and takes what needs none. */
export const DATABASE_FULL_FAULT: Fault = {
  name: 'database-full',
  title: 'the disk of the database full for 10 s, and until a creation is refused',
  promise:
    'writes get 503 with Retry-After, reads go on, /healthz says why and stays at 200; no attempt is spent, and all goes on when there is room',
  mayRefuse: ['503'],
  // What was sent may find no room for the note that it was.
  mayRepeatSends: true,
  findObstacle: findSmallDiskTrouble,
  stack: { database: { diskMb: DISK_MB } },
  async run({ stack, book, hold, measure }) {
    await stack.database.fillDisk();
    try {
      await waitFor(async () => (await readHealth(stack)).includes('no space'), {
        what: '/healthz to say that there is no space left',
      });
      const until = Date.now() + FULL_MS;
      while (Date.now() < until) {
        const words = await readHealth(stack);
        if (!words.includes('no space')) throw new Error(`/healthz says "${words}" while the disk is full`);
        for (const path of READS) {
          const { status } = await stack.api.call('GET', path);
          if (status !== 200) throw new Error(`${path} said ${status}`);
        }
        await hold(200);
      }
      await waitFor(() => isRefused(stack, book), { what: 'a creation to be refused with 503 and Retry-After' });
    } finally {
      await stack.database.freeDisk();
    }
    const freedAtMs = Date.now();
    await waitFor(async () => (await readHealth(stack)) === 'ok', { what: '/healthz to be ok again' });
    measure('from room to /healthz ok, ms', Date.now() - freedAtMs);
    await expectNoAttemptSpent(stack);
  },
};

/** What the api says of the database, or its status. */
async function readHealth({ api }: Stack): Promise<string> {
  const { status, body } = await api.call('GET', '/healthz');
  if (status !== 200) throw new Error(`/healthz said ${status}`);
  return String(body.database ?? body.status);
}

/** Creates a large task: a few may still find room, and then are promised a run as all are. */
async function isRefused({ api, shopUrl }: Stack, book: Book): Promise<boolean> {
  const { status, headers, body } = await api.call<{ task?: { id: number } }>('POST', '/api/tasks', {
    source: 'shopify',
    query: { url: `${shopUrl}/s/90` },
    intervalSeconds: 86_400,
    excludeKeywords: Array.from({ length: 100 }, (_, n) => `${n} ${'x'.repeat(50)}`),
  });
  if (body.task) book.acknowledged.add(body.task.id);
  return status === 503 && Number(headers.get('retry-after')) > 0;
}
