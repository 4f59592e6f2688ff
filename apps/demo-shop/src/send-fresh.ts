import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Shop } from './shop-street.js';

export interface Fresh {
  type: string;
  /** What the body depends on besides the stock. */
  key: string;
  /** Wall time, in ms. */
  nowMs: number;
  write: () => string;
}

/** Bodies kept per version of a stock. */
const MOST_BODIES = 200;
/** Last-Modified counts whole seconds: within this time a second change could hide behind the first one's. */
const SETTLED_MS = 1000;

/**
 * Sends what `write` gives, written once per version of the stock, with ETag and, once the last change is a second old,
 * Last-Modified; answers 304 to a request that knows it already (If-None-Match wins over If-Modified-Since).
 */
export function sendFresh(shop: Shop, req: Request, res: Response, { type, key, nowMs, write }: Fresh): void {
  const { version, changedAtMs } = shop.stock;
  const { written } = shop;
  if (written.version !== version || written.bodies.size >= MOST_BODIES) {
    written.version = version;
    written.bodies.clear();
  }
  let page = written.bodies.get(key);
  if (page === undefined) {
    const body = write();
    page = { body, etag: `W/"${createHash('sha1').update(body).digest('base64url')}"` };
    written.bodies.set(key, page);
  }
  res.set('ETag', page.etag);
  if (nowMs - changedAtMs >= SETTLED_MS) res.set('Last-Modified', new Date(changedAtMs).toUTCString());
  res.set('Cache-Control', 'no-cache');
  // Express sees to HEAD; `fresh` compares both validators as RFC 9110 says.
  if (req.fresh) res.status(304).end();
  else res.type(type).send(page.body);
}
