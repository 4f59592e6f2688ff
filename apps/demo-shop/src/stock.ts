import { drawListing, type ListingWish } from './catalogue.js';
import { ShopError } from './errors.js';
import type { Happening, HappeningKind, Listing } from './listing.js';
import { createRandom, type Random } from './random.js';
import { type Clock, StockClock } from './stock-clock.js';

export interface StockOptions {
  /** The same seed, size and clock give the same life. */
  seed: number;
  /** Wall clock. */
  clock: Clock;
  /** Listings on the first day. @default 36 */
  size?: number;
  /** Shop seconds per second; 0 stands still. @default 1 */
  speed?: number;
  /** The first listing's id; the next ones count up. @default 1001 */
  firstId?: number;
}

const DAY_MS = 86_400_000;
/** Something happens every 3 to 9 shop seconds: two 5 s looks of a new user never miss it. */
const SHORTEST_PAUSE_MS = 3000;
const LONGEST_PAUSE_MS = 9000;
/** After a long absence no more than this is lived through, so that one request stays cheap. */
const MOST_STEPS_AT_ONCE = 5000;
const HAPPENINGS_KEPT = 50;

type Move = 'add' | 'cut' | 'raise' | 'sell' | 'restock' | 'remove';
const MOVES: readonly Move[] = [
  'add',
  'add',
  'add',
  'add',
  'cut',
  'cut',
  'cut',
  'cut',
  'cut',
  'raise',
  'raise',
  'sell',
  'sell',
  'sell',
  'restock',
  'restock',
  'remove',
];

/**
 * The shelves of one shop, and their life: listings appear, get cheaper, dearer, sell, come back and vanish on a seeded
 * clock. It lives only when looked at: every method first lives through the time that has passed.
 */
export class Stock {
  readonly #options: Required<StockOptions>;
  #time: StockClock;
  #random: Random;
  #listings: Listing[] = [];
  #happenings: Happening[] = [];
  #nextId: number;
  #nextMoveMs = 0;
  #version = 0;
  #changedAtMs: number;

  constructor(options: StockOptions) {
    this.#options = { size: 36, speed: 1, firstId: 1001, ...options };
    this.#time = new StockClock(options.clock, this.#options.speed);
    this.#random = createRandom(options.seed);
    this.#nextId = this.#options.firstId;
    this.#changedAtMs = this.#time.wallMs;
    this.#fill();
  }

  /** Counts up with every change, also over `reset`. */
  get version(): number {
    this.#live();
    return this.#version;
  }

  /** Wall time of the last change, in ms. */
  get changedAtMs(): number {
    this.#live();
    return this.#changedAtMs;
  }

  get speed(): number {
    return this.#time.speed;
  }

  get isFrozen(): boolean {
    return this.#time.isFrozen;
  }

  /** All listings, newest first. Do not change them. */
  get listings(): readonly Listing[] {
    this.#live();
    return this.#listings;
  }

  /** What happened lately, newest first. */
  get happenings(): readonly Happening[] {
    this.#live();
    return this.#happenings;
  }

  /** By id or handle. @throws {ShopError} LISTING_NOT_FOUND */
  find(key: number | string): Listing {
    this.#live();
    const found = this.#listings.find(({ id, handle }) => id === key || handle === key);
    if (!found) throw new ShopError('LISTING_NOT_FOUND', `no listing has the id or handle ${key}`);
    return found;
  }

  /** Puts up a listing; what the wish leaves open is drawn. @throws {ShopError} HANDLE_TAKEN */
  add(wish: ListingWish = {}): Listing {
    this.#live();
    if (wish.handle !== undefined && this.#listings.some(({ handle }) => handle === wish.handle)) {
      throw new ShopError('HANDLE_TAKEN', `another listing has the handle ${wish.handle}`);
    }
    return this.#add(wish, this.#time.wallMs);
  }

  /** @throws {ShopError} LISTING_NOT_FOUND */
  setPrice(key: number | string, priceMinor: number): Listing {
    return this.#setPrice(this.find(key), priceMinor, this.#time.wallMs);
  }

  /** Takes it off sale; the page stays. @throws {ShopError} LISTING_NOT_FOUND */
  sell(key: number | string): Listing {
    return this.#setAvailable(this.find(key), false, this.#time.wallMs);
  }

  /** Brings it back on sale. @throws {ShopError} LISTING_NOT_FOUND */
  restock(key: number | string): Listing {
    return this.#setAvailable(this.find(key), true, this.#time.wallMs);
  }

  /** Makes it vanish from every list; its page answers 404. @throws {ShopError} LISTING_NOT_FOUND */
  remove(key: number | string): Listing {
    return this.#remove(this.find(key), this.#time.wallMs);
  }

  /** Stops or resumes the living clock; what is asked for by hand still happens. */
  setFrozen(isFrozen: boolean): void {
    this.#live();
    this.#time.setFrozen(isFrozen);
  }

  /** @param speed shop seconds per second */
  setSpeed(speed: number): void {
    this.#live();
    this.#time.setSpeed(speed);
  }

  /** Back to the first day, as a new process with this seed would be. @param seed @default the one it began with */
  reset(seed: number = this.#options.seed): void {
    this.#time = new StockClock(this.#options.clock, this.#options.speed);
    this.#random = createRandom(seed);
    this.#nextId = this.#options.firstId;
    this.#listings = [];
    this.#happenings = [];
    this.#touch(this.#time.wallMs);
    this.#fill();
  }

  #fill(): void {
    const openedAtMs = this.#time.wallMs;
    for (let age = this.#options.size; age > 0; age -= 1) {
      const listing = drawListing(this.#random, this.#nextId++, openedAtMs - age * (DAY_MS / 4));
      // Every eighth is already sold, so that something can come back.
      if (age % 8 === 0) listing.available = false;
      this.#listings.unshift(listing);
    }
    this.#nextMoveMs = this.#pause();
  }

  #pause(): number {
    return this.#random.between(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS);
  }

  #live(): void {
    const nowMs = this.#time.now();
    for (let step = 0; this.#nextMoveMs <= nowMs; step += 1) {
      if (step === MOST_STEPS_AT_ONCE) {
        this.#nextMoveMs = nowMs + this.#pause();
        return;
      }
      this.#move(this.#time.wallAt(this.#nextMoveMs));
      this.#nextMoveMs += this.#pause();
    }
  }

  /** One visible change. A full shop makes room first, an empty one gets something new. */
  #move(atMs: number): void {
    const { size } = this.#options;
    const forSale = this.#listings.filter(({ available }) => available);
    const sold = this.#listings.filter(({ available }) => !available);
    const wanted = this.#random.pick(MOVES);
    const oldestSold = sold.at(-1);
    if (wanted === 'add' || forSale.length < size / 2) {
      if (this.#listings.length >= size * 1.25) this.#remove(oldestSold ?? this.#random.pick(forSale), atMs);
      this.#add({}, atMs);
    } else if (wanted === 'restock' && sold.length > 0) {
      this.#setAvailable(this.#random.pick(sold), true, atMs);
    } else if (wanted === 'remove' && oldestSold) {
      this.#remove(oldestSold, atMs);
      this.#add({}, atMs);
    } else if (wanted === 'sell') {
      this.#setAvailable(this.#random.pick(forSale), false, atMs);
    } else {
      const listing = this.#random.pick(forSale);
      const percent = wanted === 'raise' ? this.#random.between(105, 125) : this.#random.between(70, 93);
      this.#setPrice(listing, Math.max(100, Math.round((listing.priceMinor * percent) / 100)), atMs);
    }
  }

  #add(wish: ListingWish, atMs: number): Listing {
    const listing = drawListing(this.#random, this.#nextId++, atMs, wish);
    this.#listings.unshift(listing);
    this.#tell('added', listing, atMs);
    return listing;
  }

  #setPrice(listing: Listing, priceMinor: number, atMs: number): Listing {
    const oldPriceMinor = listing.priceMinor;
    if (priceMinor === oldPriceMinor) return listing;
    const isCheaper = priceMinor < oldPriceMinor;
    listing.compareAtMinor = isCheaper ? oldPriceMinor : null;
    listing.priceMinor = priceMinor;
    this.#tell(isCheaper ? 'cheaper' : 'dearer', listing, atMs, oldPriceMinor);
    return listing;
  }

  #setAvailable(listing: Listing, available: boolean, atMs: number): Listing {
    if (listing.available === available) return listing;
    listing.available = available;
    this.#tell(available ? 'back' : 'sold', listing, atMs);
    return listing;
  }

  #remove(listing: Listing, atMs: number): Listing {
    this.#listings = this.#listings.filter((other) => other !== listing);
    this.#tell('removed', listing, atMs);
    return listing;
  }

  #tell(kind: HappeningKind, listing: Listing, atMs: number, oldPriceMinor?: number): void {
    const { id, handle, title, priceMinor } = listing;
    listing.updatedAtMs = atMs;
    this.#happenings.unshift({
      kind,
      id,
      handle,
      title,
      atMs,
      priceMinor,
      ...(oldPriceMinor !== undefined && { oldPriceMinor }),
    });
    this.#happenings.length = Math.min(this.#happenings.length, HAPPENINGS_KEPT);
    this.#touch(atMs);
  }

  #touch(atMs: number): void {
    this.#version += 1;
    this.#changedAtMs = atMs;
  }
}
