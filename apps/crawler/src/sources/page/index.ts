import { makeItemKey } from '../item-key.js';
import { NOT_MODIFIED, type Source } from '../source.js';
import { productOf } from './product-of.js';

const ACCEPT = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5';

/**
 * One product page, plain or rendered by a browser. Its item's key is the address the task names, so that a page that
 * changes its canonical link stays one item.
 */
export function createPageSource(): Source<'page'> {
  return {
    name: 'page',
    async crawl({ url, render }, { session, parse, currencyHint }) {
      const asked = new URL(url);
      const page =
        render === 'browser'
          ? await session.getRendered(asked)
          : await session.get(asked, { accept: ACCEPT, isConditional: true });
      if (page.status === 'not_modified') return NOT_MODIFIED;
      // An anchor may name a variant; it is never sent.
      const origin = {
        url: page.url.includes('#') ? page.url : page.url + asked.hash,
        contentType: page.headers['content-type'],
        currencyHint,
      };
      const product = productOf(await parse('page', page.body, origin));
      const key = makeItemKey(asked.host, asked.pathname + asked.search);
      return { items: [{ key, ...product }], complete: true, mayHaveMissed: false, notModified: false };
    },
  };
}
