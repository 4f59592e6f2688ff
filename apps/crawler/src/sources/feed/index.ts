import { NOT_MODIFIED, type Source } from '../source.js';

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.5';

/** RSS, Atom and RDF. A feed is a window on the newest entries: what leaves it is not gone. */
export function createFeedSource(): Source<'feed'> {
  return {
    name: 'feed',
    async crawl({ url }, { session, parse, knownKeys, currencyHint }) {
      const answer = await session.get(new URL(url), { accept: ACCEPT, isConditional: true });
      if (answer.status === 'not_modified') return NOT_MODIFIED;
      const origin = { url: answer.url, contentType: answer.headers['content-type'], currencyHint };
      const { items, isTruncated } = await parse('feed', answer.body, origin);
      // Nothing known in the window: entries may have come and gone since the last look.
      const hasGap = knownKeys.size > 0 && items.length > 0 && !items.some(({ key }) => knownKeys.has(key));
      return { items, complete: false, mayHaveMissed: isTruncated || hasGap, notModified: false };
    },
  };
}
