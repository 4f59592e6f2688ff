import type { FailureKind, KnownProduct } from '@goodshunter/contracts/crawl';
import { CrawlError } from '../../errors.js';
import { isWaitingRoomAddress } from '../../fetch/waiting-room-words.js';
import { isLedAway, isLedHome, isSameProduct, type PageWay } from './is-same-product.js';
import type { PageProduct } from './parse.js';
import { productOf } from './product-of.js';
import type { PageReading } from './read-page.js';

export type JudgedLook =
  | { status: 'ok'; product: PageProduct }
  | { status: 'failed'; kind: FailureKind; message: string };

/** Pages that say nothing of the product, wherever they stand: a wall or a failure before it. */
const WALLS: ReadonlySet<string> = new Set(['blocked', 'login', 'consent', 'error', 'empty']);

/**
 * What a look at a page tells: its product, if it is one and still the one that was there before, or why not. A page that is about
 * something else never gives a title or a price.
 * @param known what earlier looks saw; undefined at the first
 */
export function judgeLook(reading: PageReading, way: PageWay, known: KnownProduct | undefined): JudgedLook {
  const { verdict } = reading;
  if (isLedAway(way) && isWaitingRoomAddress(way.found) && verdict.kind !== 'product') {
    return {
      status: 'failed',
      kind: 'blocked',
      message: 'The shop lets its visitors wait in a line (a waiting room).',
    };
  }
  if (isLedHome(way) && !WALLS.has(verdict.kind)) return gone(`it leads to ${way.found}`);
  // A list, a page of nothing: where the product stood before, that is where the shop sends its readers now.
  if (isLedAway(way) && known !== undefined && verdict.kind !== 'product' && !WALLS.has(verdict.kind)) {
    return gone(`it leads to ${way.found}`);
  }
  try {
    const product = productOf(reading);
    if (known === undefined || isSameProduct(known, product, way)) return { status: 'ok', product };
    return gone(isLedAway(way) ? `it leads to ${way.found}` : `the page is now about "${product.title.slice(0, 150)}"`);
  } catch (error) {
    if (!(error instanceof CrawlError)) throw error;
    return { status: 'failed', kind: error.kind, message: error.message };
  }
}

function gone(what: string): JudgedLook {
  return { status: 'failed', kind: 'gone', message: `The shop took this product away: ${what}`.slice(0, 500) };
}
