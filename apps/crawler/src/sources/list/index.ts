import type { CrawledItem } from '@goodshunter/contracts/crawl';
import { z } from 'zod';
import { CrawlError } from '../../errors.js';
import { NOT_MODIFIED, type Source, type SourceContext, type SourceResult } from '../source.js';
import type { ListPageContent } from './read-list.js';
import type { RegionSignature } from './region-signature.js';

export const ACCEPT_PAGE = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5';

const memorySchema = z.object({
  signature: z.object({ path: z.string().max(2000), name: z.string().max(400), shape: z.string().max(400) }),
});

/**
 * Any page with repeated cards. Pages that come after it are read until one ends with a known item. How the list is built is kept
 * with the task: where a page no longer fits it is learned anew, and believed only if it shows something that was known.
 */
export function createListSource(): Source<'list'> {
  return {
    name: 'list',
    async crawl({ url, render }, context) {
      const { session, parse, currencyHint, memory } = context;
      const known = memorySchema.safeParse(memory).data?.signature;
      let signature: RegionSignature | undefined = known;
      return readListPages(new URL(url), context, async (address, page) => {
        const answer =
          render === 'browser'
            ? await session.getRendered(address)
            : await session.get(address, { accept: ACCEPT_PAGE, isConditional: page === 1 });
        if (answer.status === 'not_modified') return undefined;
        const origin = { url: answer.url, contentType: answer.headers['content-type'], currencyHint, signature };
        const content = await parse('list', answer.body, origin);
        if (page === 1) {
          checkContent(content, known, context.knownKeys);
          signature = content.signature ?? signature;
        }
        return content;
      }).then((result) =>
        signature === undefined || result.notModified ? result : { ...result, memory: { signature: { ...signature } } },
      );
    },
  };
}

/** @throws {CrawlError} `layout_changed` for a page without a list, and for another list than the one that was known */
function checkContent(
  { status, items, isAsKnown }: ListPageContent,
  known: RegionSignature | undefined,
  knownKeys: ReadonlySet<string>,
): void {
  if (status === 'none') {
    throw new CrawlError(
      'layout_changed',
      known === undefined
        ? 'No list was found on the page: nothing on it repeats that has a name and an address or a price.'
        : 'The list is no longer found on the page, and the page does not say that it is empty.',
    );
  }
  if (isAsKnown || status === 'empty' || items.some(({ key }) => knownKeys.has(key))) return;
  throw new CrawlError(
    'layout_changed',
    'The page is built differently now, and nothing in the list found on it was known before.',
  );
}

type ReadPage = (url: URL, page: number) => Promise<ListPageContent | undefined>;

async function readListPages(first: URL, context: SourceContext, readPage: ReadPage): Promise<SourceResult> {
  const { session, knownKeys, maxPages } = context;
  const items = new Map<string, CrawledItem>();
  const visited = new Set<string>();
  const result = (complete: boolean, mayHaveMissed: boolean): SourceResult => ({
    items: [...items.values()],
    complete,
    mayHaveMissed,
    notModified: false,
  });
  let url = first;
  for (let page = 1; ; page++) {
    visited.add(url.href);
    const read = await readPage(url, page);
    if (read === undefined) return NOT_MODIFIED;
    const before = items.size;
    for (const item of read.items) if (!items.has(item.key)) items.set(item.key, item);
    const { next } = read;
    // A page that brings nothing new is the last one again, which some shops answer for every number beyond it.
    if (next === undefined || visited.has(next) || (page > 1 && items.size === before)) return result(true, false);
    const oldest = read.items.at(-1);
    if (oldest && knownKeys.has(oldest.key)) return result(false, false);
    const following = new URL(next);
    if (page >= maxPages || !session.canRequest(following)) return result(false, true);
    url = following;
  }
}
