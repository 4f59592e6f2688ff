import { readFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { type Stack, waitFor } from '@goodshunter/testing';
import { connectDatabase } from '../connect-database.js';
import type { Fault } from '../fault.js';
import { listen, type Neighbour, openNeighbour } from '../neighbour.js';

const CHUNK = `1;${'x'.repeat(60_000)}\r\na\r\n`;
const CRAWLS = 12;
/** What a crawler may take beyond what it had, with all these crawls at once. */
const MOST_MORE_MB = 400;
/** Longest a service may be silent: a lease of this suite. */
const LEASE_MS = 5000;

/** What a stranger's web server can do to us. */
export const SHOP_FAULTS: Fault[] = [
  {
    name: 'chunk-extensions',
    title: `${CRAWLS} pages without end, in chunks of one byte with 60,000 bytes of extension`,
    promise: 'crawlers keep their memory and go on; those hunts fail, the others do not notice',
    openNeighbour: openEndlessChunks,
    stack: { env: { CRAWLER_DEADLINE_MS: '8000' } },
    async run({ stack, neighbour, measure }) {
      const before = Math.max(...(await Promise.all(stack.crawlers.map(({ pid }) => readMemory(pid)))));
      const ids = await createTasks(stack, CRAWLS, (n) => ({
        source: 'page',
        query: { url: `${neighbour?.url}/thing/${n}` },
      }));
      let most = 0;
      await waitForRuns(stack, ids, async () => {
        for (const { pid } of stack.crawlers) most = Math.max(most, await readMemory(pid));
      });
      for (const id of ids) await stack.api.call('DELETE', `/api/tasks/${id}`);
      measure('memory of a crawler, MB', `${before.toFixed(0)} before, ${most.toFixed(0)} at most`);
      if (most > before + MOST_MORE_MB)
        throw new Error(`a crawler grew from ${before.toFixed(0)} to ${most.toFixed(0)} MB`);
    },
  },
  {
    name: 'freezing-words',
    title: 'hunts with 100 exclude words from "a" to 100 times "a", and 60 descriptions of 2,000 times "a"',
    promise: 'schedulers answer all the time, and all other hunts run',
    openNeighbour: () =>
      openNeighbour((_request, response) =>
        response.setHeader('content-type', 'application/rss+xml').end(toFeed(60, 'a'.repeat(2000))),
      ),
    async run({ stack, neighbour, hold, measure }) {
      const probe = watchLiveness(stack.schedulerUrls);
      await hold(3000);
      const usual = probe.longestMs();
      const ids = await createTasks(stack, 4, (n) => ({
        source: 'feed',
        query: { url: `${neighbour?.url}/feed/${n}` },
        excludeKeywords: Array.from({ length: 100 }, (_, index) => 'a'.repeat(index + 1)),
      }));
      await waitForRuns(stack, ids);
      const longest = await probe.stop();
      measure('longest answer of /livez, ms', `${usual.toFixed(0)} before, ${longest.toFixed(0)} meanwhile`);
      if (longest > Math.max(LEASE_MS, 3 * usual))
        throw new Error(`a scheduler was silent for ${longest.toFixed(0)} ms`);
    },
  },
  {
    name: 'empty-listing',
    title: 'a shop whose list is empty for two looks, twice',
    promise: 'it looks empty, and nothing is told of it',
    openNeighbour: openSwitchableShop,
    async run({ stack, book, neighbour, measure }) {
      const db = await connectDatabase(stack.databaseUrl);
      try {
        // A shop that stands still, as it is seen through the neighbour.
        await book.model.freeze(5);
        await fetch(`${neighbour?.url}/before?${stack.shopUrl}`);
        const [id] = await createTasks(stack, 1, () => ({
          source: 'shopify',
          query: { url: `${neighbour?.url}/s/5` },
          intervalSeconds: 5,
        }));
        const looks = async (health: string) => {
          const rows = await db.query<{ n: number }[]>(
            "SELECT (SELECT COUNT(*) FROM run WHERE task_id = t.id AND outcome = 'ok') n FROM task t WHERE id = ? AND health = ?",
            [id, health],
          );
          return rows[0]?.n ?? 0;
        };
        await waitFor(() => looks('ok'), { what: 'the first look' });
        for (let round = 0; round < 2; round += 1) {
          await fetch(`${neighbour?.url}/empty`);
          const first = await waitFor(() => looks('looks_empty'), { everyMs: 50, what: 'a listing that looks empty' });
          await waitFor(async () => (await looks('looks_empty')) > first, { everyMs: 50, what: 'a second empty look' });
          await fetch(`${neighbour?.url}/full`);
          await waitFor(() => looks('ok'), { everyMs: 50, what: 'a listing that is whole again' });
        }
        const events = await db.query<{ kind: string }[]>('SELECT kind FROM event WHERE task_id = ?', [id]);
        measure('told of it', events.length);
        if (events.length > 0) throw new Error(`told of a listing that was empty for a while: ${events[0]?.kind}`);
      } finally {
        await db.end();
      }
    },
  },
];

async function createTasks(stack: Stack, count: number, toTask: (n: number) => object): Promise<number[]> {
  const ids: number[] = [];
  for (let n = 1; n <= count; n += 1) {
    const { status, body } = await stack.api.call<{ task: { id: number } }>('POST', '/api/tasks', {
      intervalSeconds: 86_400,
      ...toTask(n),
    });
    if (status !== 201) throw new Error(`no task: ${JSON.stringify(body)}`);
    ids.push(body.task.id);
  }
  return ids;
}

/** Waits until each has run, however it ended. */
async function waitForRuns(stack: Stack, ids: readonly number[], meanwhile = async () => {}): Promise<void> {
  const db = await connectDatabase(stack.databaseUrl);
  try {
    await waitFor(
      async () => {
        await meanwhile();
        const [{ n = 0 } = {}] = await db.query<{ n: number }[]>(
          'SELECT COUNT(DISTINCT task_id) n FROM run WHERE task_id IN (?)',
          [ids],
        );
        return n === ids.length;
      },
      { everyMs: 50, what: 'a run of each hunt' },
    );
  } finally {
    await db.end();
  }
}

/** Resident memory of a process, in MB (proc(5)). */
async function readMemory(pid: number): Promise<number> {
  return Number(/VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** Asks again and again whether they live. */
function watchLiveness(urls: readonly string[]): { longestMs(): number; stop(): Promise<number> } {
  let longest = 0;
  let isStopped = false;
  const watching = Promise.all(
    urls.map(async (url) => {
      while (!isStopped) {
        const begunAt = performance.now();
        await fetch(`${url}/livez`).then((response) => response.text());
        longest = Math.max(longest, performance.now() - begunAt);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }),
  );
  return {
    longestMs: () => longest,
    async stop() {
      isStopped = true;
      await watching;
      return longest;
    },
  };
}

function openEndlessChunks(): Promise<Neighbour> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.once('data', (data) => {
      if (data.includes('robots.txt')) {
        socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
        return;
      }
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n');
      const pour = () => {
        while (!socket.destroyed && socket.write(CHUNK));
      };
      socket.on('drain', pour);
      pour();
    });
  });
  return listen(server, () => {
    for (const socket of sockets) socket.destroy();
  });
}

/** Passes on what the demo shop says, or an empty list of products. */
function openSwitchableShop(): Promise<Neighbour> {
  let isEmpty = false;
  let shopUrl = '';
  return openNeighbour(async (request, response) => {
    const path = request.url ?? '/';
    if (path.startsWith('/before?')) shopUrl = path.slice('/before?'.length);
    if (path === '/empty' || path === '/full') isEmpty = path === '/empty';
    if (!path.startsWith('/s/')) {
      response.writeHead(path === '/robots.txt' ? 404 : 204).end();
      return;
    }
    if (isEmpty && path.includes('/products.json')) {
      response.setHeader('content-type', 'application/json').end('{"products":[]}');
      return;
    }
    const answer = await fetch(shopUrl + path);
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/html' });
    response.end(await answer.text());
  });
}

function toFeed(entries: number, description: string): string {
  const items = Array.from(
    { length: entries },
    (_, n) =>
      `<item><title>Thing ${n}</title><guid isPermaLink="false">thing-${n}</guid><description>${description}</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Things</title>${items.join('')}</channel></rss>`;
}
