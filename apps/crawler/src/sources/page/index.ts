import { CrawlError } from '../../errors.js';
import { looksBinary } from '../../fetch/decode-text.js';
import { makeItemKey } from '../item-key.js';
import { NOT_MODIFIED, type Source } from '../source.js';
import { parsePage } from './parse.js';

const ACCEPT = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5';

/** One product page. Its item's key is the address the task names, so that a page that changes its canonical link stays one item. */
export function createPageSource(): Source<'page'> {
  return {
    name: 'page',
    async crawl({ url }, { session, currencyHint }) {
      const asked = new URL(url);
      const answer = await session.get(asked, { accept: ACCEPT, isConditional: true });
      if (answer.status === 'not_modified') return NOT_MODIFIED;
      if (looksBinary(answer.body))
        throw new CrawlError('layout_changed', 'The address answers with something that is not text.');
      const page = parsePage(answer.text(), answer.url, currencyHint);
      if (page.status === 'unrecognized') throw new CrawlError('layout_changed', page.reason);
      const key = makeItemKey(asked.host, asked.pathname + asked.search);
      return { items: [{ key, ...page.product }], complete: true, mayHaveMissed: false, notModified: false };
    },
  };
}
