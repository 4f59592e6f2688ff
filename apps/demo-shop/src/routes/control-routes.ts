import express, { type Router } from 'express';
import { z } from 'zod';
import { FAULT_KINDS } from '../fault-plan.js';
import type { Listing } from '../listing.js';
import { HIGHEST_SHOP_NUMBER, type Shop, type ShopStreet } from '../shop-street.js';

const shop = z.int().min(0).max(HIGHEST_SHOP_NUMBER).default(0);
const priceMinor = z.int().min(0).max(1_000_000_000);
const which = { shop, id: z.int().optional(), handle: z.string().optional() };
const listingBody = z
  .strictObject(which)
  .refine(({ id, handle }) => id !== undefined || handle !== undefined, 'id or handle is needed');

const BODIES = {
  add: z.strictObject({
    shop,
    title: z.string().min(1).max(300).optional(),
    handle: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'lower-case letters, digits and dashes')
      .optional(),
    priceMinor: priceMinor.optional(),
    compareAtMinor: priceMinor.optional(),
    available: z.boolean().optional(),
    collection: z.enum(['cameras', 'lenses', 'accessories']).optional(),
  }),
  price: z
    .strictObject({ ...which, priceMinor })
    .refine(({ id, handle }) => id !== undefined || handle !== undefined, 'id or handle is needed'),
  listing: listingBody,
  freeze: z.strictObject({ shop, frozen: z.boolean().default(true) }),
  speed: z.strictObject({ shop, speed: z.number().min(0).max(100_000) }),
  reset: z.strictObject({ shop, seed: z.int().min(0).optional() }),
  fail: z.strictObject({
    shop,
    kind: z.enum(FAULT_KINDS),
    times: z.int().min(1).max(1_000_000).default(1),
    retryAfterSeconds: z.int().min(0).max(86_400).default(2),
    delayMs: z.int().min(0).max(600_000).default(5000),
    pathPrefix: z.string().startsWith('/').default('/'),
  }),
};

/**
 * How tests play fate: POST JSON to /control/{add,price,sell,restock,remove,freeze,speed,reset,fail}, each with an optional
 * `shop` number, and GET /control/state?shop=n. The answer is the listing in question, or the shop's state.
 */
export function createControlRoutes(street: ShopStreet): Router {
  const router = express.Router();
  router.use(express.json({ limit: '16kb' }));

  router.post('/add', (req, res) => {
    const { shop: number, ...wish } = BODIES.add.parse(req.body ?? {});
    const chosen = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
    res.status(201).json(street.visit(number).stock.add(chosen));
  });
  router.post('/price', (req, res) => {
    const { shop: number, priceMinor: price, ...key } = BODIES.price.parse(req.body ?? {});
    res.json(street.visit(number).stock.setPrice(keyOf(key), price));
  });
  for (const action of ['sell', 'restock', 'remove'] as const) {
    router.post(`/${action}`, (req, res) => {
      const { shop: number, ...key } = BODIES.listing.parse(req.body ?? {});
      const { stock } = street.visit(number);
      const changed: Listing = stock[action](keyOf(key));
      res.json(changed);
    });
  }
  router.post('/freeze', (req, res) => {
    const { shop: number, frozen } = BODIES.freeze.parse(req.body ?? {});
    const chosen = street.visit(number);
    chosen.stock.setFrozen(frozen);
    res.json(describeShop(chosen));
  });
  router.post('/speed', (req, res) => {
    const { shop: number, speed } = BODIES.speed.parse(req.body ?? {});
    const chosen = street.visit(number);
    chosen.stock.setSpeed(speed);
    res.json(describeShop(chosen));
  });
  router.post('/reset', (req, res) => {
    const { shop: number, seed } = BODIES.reset.parse(req.body ?? {});
    const chosen = street.visit(number);
    chosen.stock.reset(seed);
    chosen.faults.clear();
    res.json(describeShop(chosen));
  });
  router.post('/fail', (req, res) => {
    const { shop: number, ...fault } = BODIES.fail.parse(req.body ?? {});
    const chosen = street.visit(number);
    chosen.faults.add(fault);
    res.json(describeShop(chosen));
  });
  router.get('/state', (req, res) => {
    const number = z.coerce
      .number()
      .int()
      .min(0)
      .max(HIGHEST_SHOP_NUMBER)
      .parse(req.query.shop ?? 0);
    const chosen = street.visit(number);
    res.json({ ...describeShop(chosen), listings: chosen.stock.listings, happenings: chosen.stock.happenings });
  });
  return router;
}

function keyOf({ id, handle }: { id?: number | undefined; handle?: string | undefined }): number | string {
  return id ?? handle ?? '';
}

function describeShop({ number, name, currency, stock, faults }: Shop): Record<string, unknown> {
  const { version, changedAtMs, speed, isFrozen, listings } = stock;
  return {
    shop: number,
    name,
    currency,
    version,
    changedAtMs,
    speed,
    frozen: isFrozen,
    listingCount: listings.length,
    faultsLeft: faults.left,
  };
}
