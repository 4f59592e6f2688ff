import { CrawlError } from '../../errors.js';
import { looksBinary } from '../../fetch/decode-text.js';
import { NOT_MODIFIED, type Source } from '../source.js';
import { parseFeed } from './parse.js';
import { sniffXmlEncoding } from './sniff-xml-encoding.js';

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.5';

/** RSS, Atom and RDF. A feed is a window on the newest entries: what leaves it is not gone. */
export function createFeedSource(): Source<'feed'> {
  return {
    name: 'feed',
    async crawl({ url }, { session, knownKeys, currencyHint }) {
      const answer = await session.get(new URL(url), { accept: ACCEPT, isConditional: true });
      if (answer.status === 'not_modified') return NOT_MODIFIED;
      if (looksBinary(answer.body))
        throw new CrawlError('layout_changed', 'The address answers with something that is not text.');
      const feed = parseFeed(answer.text(sniffXmlEncoding(answer.body)), answer.url, currencyHint);
      if (feed.status === 'unrecognized') throw new CrawlError('layout_changed', feed.reason);
      const { items, isTruncated } = feed;
      // Nothing known in the window: entries may have come and gone since the last look.
      const hasGap = knownKeys.size > 0 && items.length > 0 && !items.some(({ key }) => knownKeys.has(key));
      return { items, complete: false, mayHaveMissed: isTruncated || hasGap, notModified: false };
    },
  };
}
