import { type Stack, waitFor } from '@goodshunter/testing';
import { type Expected, expectTold, type Shown, startTold, type Told } from './tell-model.js';

/** A listing of a watched shop: what the shop was told to show of it, and what must follow. */
export interface ModelListing {
  shop: number;
  /** The shop's own number, unique over all shops. */
  id: number;
  title: string;
  /** It was there when its shop was first looked at. */
  isFromBaseline: boolean;
  /** Each state it was in, oldest first. Every one is seen: the next comes only after that, or it is the last. */
  shown: Shown[];
  expected: Expected[];
  told: Told;
}

interface ShopListing {
  id: number;
  title: string;
  priceMinor: number;
  available: boolean;
}

/**
 * An independent model of the watched shops. All their changes go through it, and the shop's own word (its control API) is what it
 * believes, never the database.
 */
export class ShopModel {
  readonly listings = new Map<number, ModelListing>();
  readonly currencies = new Map<number, string>();
  changes = 0;
  readonly #stack: Pick<Stack, 'shopUrl'>;

  constructor(stack: Pick<Stack, 'shopUrl'>) {
    this.#stack = stack;
  }

  /** Stops a shop's own life, and takes down what it shows. */
  async open(shop: number): Promise<void> {
    await this.freeze(shop);
    const { listings, currency } = await this.#read(shop);
    this.currencies.set(shop, currency);
    for (const listing of listings) this.#enter(shop, listing, true);
  }

  /** Stops a shop's own life. */
  async freeze(shop: number): Promise<void> {
    await this.#control('freeze', { shop });
  }

  /** Puts up a listing. */
  async add(shop: number, title: string, priceMinor: number): Promise<void> {
    this.#enter(shop, await this.#control<ShopListing>('add', { shop, title, priceMinor }), false);
    this.changes += 1;
  }

  /** Makes a listing look like this. One change of its price or its stock per look. */
  async show(listing: ModelListing, next: Shown): Promise<void> {
    const { shop, id, shown, told, expected } = listing;
    const now = lastOf(listing);
    shown.push(next);
    expected.push(...expectTold(told, now, next));
    this.changes += 1;
    if (next.priceMinor !== now.priceMinor) {
      await this.#control('price', { shop, id, priceMinor: next.priceMinor });
    }
    if (next.isAvailable !== now.isAvailable) {
      await this.#control(next.isAvailable ? 'restock' : 'sell', { shop, id });
    }
  }

  /** Holds the next answer of a shop back. Resolves when somebody waits for it. */
  async holdAnswer(shop: number, delayMs: number): Promise<void> {
    await this.#control('fail', { shop, kind: 'slow', delayMs });
    await waitFor(async () => (await this.#read(shop)).faultsLeft === 0, { what: `a look at shop ${shop}` });
  }

  /** @throws when the shop shows anything else than the model: then the model is wrong, and so would be every verdict. */
  async compareWithShop(): Promise<void> {
    for (const shop of this.currencies.keys()) {
      const { listings } = await this.#read(shop);
      const mine = [...this.listings.values()].filter((listing) => listing.shop === shop);
      if (mine.length !== listings.length) throw new Error(`shop ${shop} shows ${listings.length}, not ${mine.length}`);
      for (const { id, priceMinor, available } of listings) {
        const known = this.listings.get(id);
        const now = known && lastOf(known);
        if (now?.priceMinor !== priceMinor || now.isAvailable !== available) {
          throw new Error(`shop ${shop} shows listing ${id} otherwise than the model`);
        }
      }
    }
  }

  #enter(shop: number, { id, title, priceMinor, available }: ShopListing, isFromBaseline: boolean): void {
    const shown = { priceMinor, isAvailable: available };
    this.listings.set(id, {
      shop,
      id,
      title,
      isFromBaseline,
      shown: [shown],
      expected: isFromBaseline ? [] : [{ kind: 'new', oldPrice: null, newPrice: priceMinor, hasWords: false }],
      told: startTold(shown, !isFromBaseline),
    });
  }

  #read(shop: number): Promise<{ listings: ShopListing[]; currency: string; faultsLeft: number }> {
    return this.#control(`state?shop=${shop}`);
  }

  async #control<T>(action: string, body?: object): Promise<T> {
    const response = await fetch(`${this.#stack.shopUrl}/control/${action}`, {
      ...(body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    });
    if (!response.ok) throw new Error(`control ${action} said ${response.status}`);
    return (await response.json()) as T;
  }
}

/** What the shop shows of it now. */
export function lastOf({ shown }: ModelListing): Shown {
  const last = shown.at(-1);
  if (!last) throw new TypeError('a listing without a state');
  return last;
}
