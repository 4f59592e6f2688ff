import type { Stack } from '@goodshunter/testing';
import { waitFor } from '@goodshunter/testing';
import type { Book } from './book.js';
import { createRandom } from './random.js';

/** Shops whose goods change; each has one watching task. */
const WATCHED_SHOPS = 4;
const WATCH_INTERVAL_S = 5;
/** Offered rate of creations, per second, open loop: a slow answer does not slow the next request. */
const CREATIONS_PER_S = 8;
const CHANGES_PER_S = 1;

export interface Load {
  /** Ends the stream and waits for what is on its way. */
  stop(): Promise<void>;
}

/** Creates the watching tasks and waits for their baseline, so that every later change is an event. */
export async function startWatching(stack: Stack, book: Book, receiverUrl: string): Promise<{ secret: string }> {
  const channel = await stack.api.call<{ secret: string }>('POST', '/api/channels', {
    name: 'book',
    kind: 'webhook',
    config: { url: receiverUrl },
  });
  if (channel.status !== 201) throw new Error(`no channel: ${JSON.stringify(channel.body)}`);
  for (let shop = 1; shop <= WATCHED_SHOPS; shop += 1) {
    await control(stack, 'freeze', { shop });
    const { status, body } = await stack.api.call<{ task: { id: number } }>('POST', '/api/tasks', {
      source: 'shopify',
      query: { url: `${stack.shopUrl}/s/${shop}` },
      intervalSeconds: WATCH_INTERVAL_S,
    });
    if (status !== 201) throw new Error(`no watching task: ${JSON.stringify(body)}`);
    book.watchers.set(shop, body.task.id);
    book.acknowledged.add(body.task.id);
  }
  await waitFor(
    async () => {
      const { body } = await stack.api.call<{ data: { lastSuccessAt: string | null }[] }>(
        'GET',
        '/api/tasks?limit=100',
      );
      return body.data.every(({ lastSuccessAt }) => lastSuccessAt !== null);
    },
    { everyMs: 100, what: 'the baseline of the watched shops' },
  );
  return channel.body;
}

/** A seeded stream of creations and of changing goods, until `stop()`. */
export function startLoad(stack: Stack, book: Book, seed: number): Load {
  const random = createRandom(seed);
  const inFlight = new Set<Promise<void>>();
  let count = 0;
  const own = (work: Promise<void>) => {
    const tracked = work.finally(() => inFlight.delete(tracked));
    inFlight.add(tracked);
  };
  const creating = setInterval(() => {
    count += 1;
    own(createOne(stack, book, `${seed}-${count}`, 100 + Math.floor(random() * 400)));
  }, 1000 / CREATIONS_PER_S);
  const changing = setInterval(() => {
    own(changeGoods(stack, book, 1 + Math.floor(random() * WATCHED_SHOPS)));
  }, 1000 / CHANGES_PER_S);
  return {
    async stop() {
      clearInterval(creating);
      clearInterval(changing);
      await Promise.all(inFlight);
    },
  };
}

async function createOne(stack: Stack, book: Book, key: string, shop: number): Promise<void> {
  const sentAtMs = Date.now();
  try {
    const { status, body, tookMs } = await stack.api.call<{ task?: { id: number } }>(
      'POST',
      '/api/tasks',
      { source: 'shopify', query: { url: `${stack.shopUrl}/s/${shop}` }, intervalSeconds: 86_400 },
      { 'idempotency-key': key },
    );
    if (body.task && status < 300) {
      book.acknowledged.add(body.task.id);
      book.latencies.push({ sentAtMs, tookMs });
    } else refuse(book, String(status));
  } catch (error) {
    refuse(book, error instanceof Error ? error.name : 'unknown');
  }
}

function refuse(book: Book, reason: string): void {
  book.refused.set(reason, (book.refused.get(reason) ?? 0) + 1);
}

async function changeGoods(stack: Stack, book: Book, shop: number): Promise<void> {
  const title = `Found piece ${book.changes.length + 1} of shop ${shop}`;
  book.changes.push({ kind: 'new', shop, title });
  await control(stack, 'add', { shop, title, priceMinor: 50_000 });
}

/** Cuts the price of every listing added so far: each must give exactly one price_drop. Only after all are told as new. */
export async function cutAllPrices(stack: Stack, book: Book): Promise<void> {
  for (const { shop, title } of book.changes.filter(({ kind }) => kind === 'new')) {
    const state = await control<{ listings: { title: string; id: number }[] }>(stack, `state?shop=${shop}`);
    const listing = state.listings.find((candidate) => candidate.title === title);
    if (!listing) throw new Error(`the shop lost ${title}`);
    await control(stack, 'price', { shop, id: listing.id, priceMinor: 40_000 });
    book.changes.push({ kind: 'price_drop', shop, title });
  }
}

async function control<T = unknown>(stack: Stack, action: string, body?: object): Promise<T> {
  const response = await fetch(`${stack.shopUrl}/control/${action}`, {
    ...(body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`control ${action} said ${response.status}`);
  return (await response.json()) as T;
}
