import { LRUCache } from 'lru-cache';
import { FaultPlan } from './fault-plan.js';
import { Stock } from './stock.js';
import type { Clock } from './stock-clock.js';

/** One shop: its stock, its planned faults and the answers it has written out already. */
export interface Shop {
  /** 0 is the shop at `/`; n is the one at `/s/<n>`. */
  number: number;
  name: string;
  /** ISO 4217. */
  currency: string;
  stock: Stock;
  faults: FaultPlan;
  /** Bodies by what they depend on besides the stock, valid for one version of it. */
  written: { version: number; bodies: Map<string, { body: string; etag: string }> };
}

export interface ShopStreetOptions {
  seed: number;
  clock: Clock;
  /** Listings of each shop on its first day. @default 36 */
  size?: number;
  /** Shop seconds per second. @default 1 */
  speed?: number;
}

export interface ShopStreet {
  /** Opens shop `number` if it is closed. Equal seeds give equal shops whatever the order of opening. */
  visit(number: number): Shop;
}

/** Most shops kept open beside shop 0; opening one costs well under a millisecond. */
const MOST_OPEN = 2000;
export const HIGHEST_SHOP_NUMBER = 1_000_000;
/** Ids differ between shops, since to a crawler all of them are one host. */
const IDS_PER_SHOP = 100_000;

/**
 * A street of independent shops. Numbered ones open on their first visit and live from then; when more than 2,000 are
 * open, the one visited least lately closes and loses what was done to it by hand.
 */
export function createShopStreet({ seed, clock, size = 36, speed = 1 }: ShopStreetOptions): ShopStreet {
  const open = new LRUCache<number, Shop>({ max: MOST_OPEN });
  const openShop = (number: number): Shop => ({
    number,
    name: number === 0 ? 'Second Light' : `Second Light No. ${number}`,
    currency: 'EUR',
    stock: new Stock({
      seed: (seed + Math.imul(number, 0x9e3779b1)) >>> 0,
      clock,
      size,
      speed,
      firstId: number * IDS_PER_SHOP + 1001,
    }),
    faults: new FaultPlan(),
    written: { version: -1, bodies: new Map() },
  });
  const main = openShop(0);
  return {
    visit(number) {
      if (number === 0) return main;
      const shop = open.get(number) ?? openShop(number);
      open.set(number, shop);
      return shop;
    },
  };
}
