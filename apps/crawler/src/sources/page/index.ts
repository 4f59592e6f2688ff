import { CrawlError } from '../../errors.js';
import { makeItemKey } from '../item-key.js';
import { ownPart } from '../own/own-key.js';
import { NOT_MODIFIED, type Source } from '../source.js';
import { judgeLook } from './judge-look.js';
import { readPage } from './read-page.js';
import { withholdNet } from './withhold-net.js';

const ACCEPT = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5';

/**
 * One product page, plain or rendered by a browser. Its item's key is the address the task names and the variant it asks for, so
 * that a page that changes its canonical link stays one item, and two sizes are two.
 */
export function createPageSource(): Source<'page'> {
  return {
    name: 'page',
    async crawl(query, { session, parse, currencyHint, knownProduct, memory, wantsChoices }) {
      const { url, render, variant, pricePlace, stockPlace, selectors } = query;
      const asked = new URL(url);
      const page =
        render === 'browser'
          ? await session.getRendered(asked)
          : await session.get(asked, { accept: ACCEPT, isConditional: true });
      if (page.status === 'not_modified') return NOT_MODIFIED;
      const origin = {
        url: page.url.includes('#') ? page.url : page.url + variantAnchor(asked),
        contentType: page.headers['content-type'],
        currencyHint,
        variant,
        wantsCandidates: wantsChoices,
        pricePlace,
        stockPlace,
        selectors,
      };
      const reading = await parse(readPage, page.body, origin);
      const look = judgeLook(reading, { asked: asked.href, found: page.url }, knownProduct);
      if (look.status === 'failed') throw new CrawlError(look.kind, look.message);
      const key = makeItemKey(
        asked.host,
        asked.pathname +
          asked.search +
          variantPart(asked, variant) +
          ownPart('price', pricePlace) +
          ownPart('stock', stockPlace) +
          ownPart('own', selectors),
      );
      const { candidates, stockCandidates, selected, isNet = false } = reading;
      const { product, ...kept } = withholdNet(look.product, isNet, knownProduct, memory);
      return {
        items: [{ key, ...product }],
        complete: true,
        mayHaveMissed: false,
        notModified: false,
        ...kept,
        ...(candidates || selected ? { findings: { candidates, stockCandidates, selected } } : {}),
      };
    },
  };
}

/** An anchor that names a variant, such as `#/size-m` or `#color=red`; it is never sent. Others name a place on the page. */
function variantAnchor({ hash }: URL): string {
  return /[/=]/.test(hash) ? hash : '';
}

/** A variant is another item, whether task or address name it. */
function variantPart(asked: URL, variant: string | undefined): string {
  if (variant === undefined) return variantAnchor(asked);
  return `#variant=${encodeURIComponent(variant.normalize('NFKC').toLowerCase())}`;
}
