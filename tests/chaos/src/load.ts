import type { Stack, WebhookReceiver } from '@goodshunter/testing';
import { waitFor } from '@goodshunter/testing';
import type { Book } from './book.js';
import { createRandom, pick, type Random } from './random.js';
import { lastOf, type ModelListing } from './shop-model.js';
import type { Shown } from './tell-model.js';

/** Shops whose goods change; each has one watching task. */
const WATCHED_SHOPS = 4;
const WATCH_INTERVAL_S = 5;
/** Offered rate of creations, per second, open loop: a slow answer does not slow the next request. */
const CREATIONS_PER_S = 8;
const CHANGES_PER_S = 1;
const FOUND_PRICE = 50_000;

export interface Load {
  /** Ends the stream and waits for what is on its way. */
  stop(): Promise<void>;
}

/** Has all receivers told of everything, creates the watching tasks and waits for their baseline, so that every later change is an event. */
export async function startWatching(stack: Stack, book: Book, receivers: readonly WebhookReceiver[]): Promise<void> {
  for (const [index, receiver] of receivers.entries()) {
    const { status, body } = await stack.api.call<{ secret: string; id: number }>('POST', '/api/channels', {
      name: index === 0 ? 'book' : `book ${index}`,
      kind: 'webhook',
      config: { url: receiver.url },
    });
    if (status !== 201) throw new Error(`no channel: ${JSON.stringify(body)}`);
    receiver.useSecret(body.secret);
    book.listeners.push({ channelId: body.id, receiver });
  }
  for (let shop = 1; shop <= WATCHED_SHOPS; shop += 1) {
    await book.model.open(shop);
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
  let turn = 0;
  const changing = setInterval(() => {
    turn += 1;
    own(changeGoods(book, turn, random));
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

/**
 * By turns a new listing and a change of one that was there from the beginning: cheaper, dearer, sold or back. Each listing changes
 * only once while things are broken, so that it does not matter when a look sees it.
 */
async function changeGoods({ model }: Book, turn: number, random: Random): Promise<void> {
  const untouched = [...model.listings.values()].filter(
    ({ isFromBaseline, shown }) => isFromBaseline && shown.length === 1,
  );
  const wanted = (['cheaper', 'sold', 'dearer', 'back'] as const)[Math.floor(turn / 2) % 4] ?? 'cheaper';
  const fitting = untouched.filter((listing) => lastOf(listing).isAvailable === (wanted !== 'back'));
  const listing = turn % 2 === 0 ? pick(fitting, random) : undefined;
  if (!listing) {
    const shop = 1 + Math.floor(random() * WATCHED_SHOPS);
    await model.add(shop, `Found piece ${turn} of shop ${shop}`, FOUND_PRICE);
    return;
  }
  await model.show(listing, changed(lastOf(listing), wanted));
}

function changed({ priceMinor, isAvailable }: Shown, how: 'cheaper' | 'dearer' | 'sold' | 'back'): Shown {
  if (how === 'sold' || how === 'back') return { priceMinor, isAvailable: how === 'back' };
  return { priceMinor: Math.round(priceMinor * (how === 'cheaper' ? 0.8 : 1.25)), isAvailable };
}

const WAYS = ['cheaper', 'sold', 'dearer'] as const;

/**
 * Changes everything that has changed before, once more: what is as it began becomes another, what is another goes back. Only after the
 * last change of each was seen.
 */
export async function changeAll({ model }: Book): Promise<void> {
  for (const listing of [...model.listings.values()].filter(hasMoved)) {
    const [first, second] = listing.shown;
    const isAsItBegan = listing.shown.length % 2 === 1;
    const other = second ?? changed(lastOf(listing), WAYS[listing.id % WAYS.length] ?? 'cheaper');
    await model.show(listing, isAsItBegan ? other : (first ?? other));
  }
}

const hasMoved = ({ isFromBaseline, shown }: ModelListing) => !isFromBaseline || shown.length > 1;
