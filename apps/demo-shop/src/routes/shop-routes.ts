import express, { type Request, type Response, type Router } from 'express';
import sharp from 'sharp';
import { COLLECTIONS } from '../catalogue.js';
import type { Listing } from '../listing.js';
import { writeFeed } from '../render/feed.js';
import { writeListPage } from '../render/list-page.js';
import { drawPicture } from '../render/picture.js';
import { writeProductPage } from '../render/product-page.js';
import { writeShopifyProducts } from '../render/shopify.js';
import { writeStorefront } from '../render/storefront.js';
import { writeStoreProducts } from '../render/woocommerce.js';
import { sendFresh } from '../send-fresh.js';
import type { Shop } from '../shop-street.js';
import type { Clock } from '../stock-clock.js';

/** The shop a request is for, and the address it is reached by, without a last slash. */
export interface Visit {
  shop: Shop;
  base: string;
}

const FEED_ENTRIES = 40;

/** Everything customers, and those who watch for them, can ask of one shop. */
export function createShopRoutes(visit: (req: Request) => Visit, clock: Clock): Router {
  const router = express.Router({ mergeParams: true });

  const sendShopify = (req: Request, res: Response, collection: string): void => {
    const { shop, base } = visit(req);
    const limit = wholeNumber(req.query.limit, 30, 250);
    const page = wholeNumber(req.query.page, 1);
    const shelf = shop.stock.listings.filter((listing) => collection === 'all' || listing.collection === collection);
    const key = `shopify ${base} ${collection} ${limit} ${page}`;
    sendFresh(shop, req, res, {
      type: 'json',
      key,
      nowMs: clock.now(),
      write: () => writeShopifyProducts(slice(shelf, page, limit), base),
    });
  };
  router.get('/products.json', (req, res) => sendShopify(req, res, 'all'));
  router.get('/collections/:collection/products.json', (req, res, next) => {
    const { collection = '' } = req.params;
    if (collection === 'all' || COLLECTIONS.some((known) => known === collection)) sendShopify(req, res, collection);
    else next();
  });
  router.get('/meta.json', (req, res) => {
    const { shop, base } = visit(req);
    res.json({
      id: 1000 + shop.number,
      name: shop.name,
      city: 'Rotterdam',
      country: 'NL',
      currency: shop.currency,
      domain: new URL(base).host,
      url: base,
      published_collections_count: COLLECTIONS.length,
      published_products_count: shop.stock.listings.length,
    });
  });

  router.get('/wp-json/wc/store/v1/products', (req, res) => {
    const { shop, base } = visit(req);
    const perPage = Number(req.query.per_page ?? 10);
    if (!Number.isInteger(perPage) || perPage < 1 || perPage > 100) {
      const message = 'per_page must be between 1 (inclusive) and 100 (inclusive)';
      res.status(400).json({
        code: 'rest_invalid_param',
        message: 'Invalid parameter(s): per_page',
        data: { status: 400, params: { per_page: message } },
      });
      return;
    }
    const page = wholeNumber(req.query.page, 1);
    const search = typeof req.query.search === 'string' ? req.query.search.toLowerCase() : '';
    const found = shop.stock.listings.filter(({ title, description }) =>
      `${title} ${description}`.toLowerCase().includes(search),
    );
    res.set({ 'X-WP-Total': String(found.length), 'X-WP-TotalPages': String(Math.ceil(found.length / perPage)) });
    const key = `woo ${base} ${perPage} ${page} ${search}`;
    sendFresh(shop, req, res, {
      type: 'json',
      key,
      nowMs: clock.now(),
      write: () => writeStoreProducts(slice(found, page, perPage), base, shop.currency),
    });
  });

  router.get('/feed.xml', (req, res) => {
    const { shop, base } = visit(req);
    const write = (): string =>
      writeFeed(shop, shop.stock.listings.filter(({ available }) => available).slice(0, FEED_ENTRIES), base);
    sendFresh(shop, req, res, { type: 'application/rss+xml', key: `feed ${base}`, nowMs: clock.now(), write });
  });
  router.get('/list', (req, res) => {
    const { shop, base } = visit(req);
    const page = wholeNumber(req.query.page, 1);
    const write = (): string => writeListPage({ shop, listings: shop.stock.listings, page, base });
    sendFresh(shop, req, res, { type: 'html', key: `list ${base} ${page}`, nowMs: clock.now(), write });
  });
  router.get('/products/:handle', (req, res) => {
    const { shop, base } = visit(req);
    const listing = shop.stock.find(req.params.handle);
    sendFresh(shop, req, res, {
      type: 'html',
      key: `page ${base} ${listing.id}`,
      nowMs: clock.now(),
      write: () => writeProductPage(shop, listing, base),
    });
  });
  router.get('/pictures/:name', async (req, res) => {
    const { shop } = visit(req);
    const [, handle = '', format] = /^(.+)\.(svg|webp)$/.exec(req.params.name) ?? [];
    const drawing = drawPicture(shop.stock.find(handle));
    res.set('Cache-Control', 'no-cache');
    if (format === 'webp') res.type('image/webp').send(await sharp(Buffer.from(drawing)).webp().toBuffer());
    else res.type('image/svg+xml').send(drawing);
  });
  router.get('/', (req, res) => {
    const { shop, base } = visit(req);
    const collection = typeof req.query.collection === 'string' ? req.query.collection : '';
    const shelf = shop.stock.listings.filter((listing) => collection === '' || listing.collection === collection);
    res
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(writeStorefront(shop, shelf, base, clock.now(), collection));
  });
  return router;
}

/** Shopify ignores what it cannot read and cuts what is too much. */
function wholeNumber(value: unknown, fallback: number, most = Number.MAX_SAFE_INTEGER): number {
  const number = Number(value ?? fallback);
  return Number.isInteger(number) && number >= 1 ? Math.min(number, most) : fallback;
}

function slice(listings: readonly Listing[], page: number, size: number): readonly Listing[] {
  return listings.slice((page - 1) * size, page * size);
}
