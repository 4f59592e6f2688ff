import { CrawlError } from '../../errors.js';
import { looksBinary, sniffHtmlEncoding } from '../../fetch/decode-text.js';
import type { ShopSession } from '../../fetch/shop-session.js';
import { makeItemKey } from '../item-key.js';
import { NOT_MODIFIED, type Source } from '../source.js';
import { parsePage } from './parse.js';

const ACCEPT = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5';

/**
 * One product page, plain or rendered by a browser. Its item's key is the address the task names, so that a page that
 * changes its canonical link stays one item.
 */
export function createPageSource(): Source<'page'> {
  return {
    name: 'page',
    async crawl({ url, render }, { session, currencyHint }) {
      const asked = new URL(url);
      const page = render === 'browser' ? await session.getRendered(asked) : await readPlain(asked, session);
      if (page === 'not_modified') return NOT_MODIFIED;
      const parsed = parsePage(page.html, page.url, currencyHint);
      if (parsed.status === 'unrecognized') throw new CrawlError('layout_changed', parsed.reason);
      const key = makeItemKey(asked.host, asked.pathname + asked.search);
      return { items: [{ key, ...parsed.product }], complete: true, mayHaveMissed: false, notModified: false };
    },
  };
}

async function readPlain(url: URL, session: ShopSession): Promise<{ html: string; url: string } | 'not_modified'> {
  const answer = await session.get(url, { accept: ACCEPT, isConditional: true });
  if (answer.status === 'not_modified') return 'not_modified';
  if (looksBinary(answer.body)) {
    throw new CrawlError('layout_changed', 'The address answers with something that is not text.');
  }
  return { html: answer.text(sniffHtmlEncoding(answer.body)), url: answer.url };
}
