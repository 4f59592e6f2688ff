import type { CrawledItem, Findings } from '@goodshunter/contracts/crawl';
import { listRegionSchema } from '@goodshunter/contracts/sources';
import { z } from 'zod';
import { CrawlError } from '../../errors.js';
import { NOT_MODIFIED, type Source, type SourceContext, type SourceResult } from '../source.js';
import { type ListPageContent, readList } from './read-list.js';
import type { RegionSignature } from './region-signature.js';

export const ACCEPT_PAGE = 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5';

const memorySchema = z.object({ signature: listRegionSchema });

/**
 * Any page with repeated cards. Pages that come after it are read until one ends with a known item. How the list is built is kept
 * with the task: where a page no longer fits it is learned anew, and believed only if it shows something that was known.
 */
export function createListSource(): Source<'list'> {
  return {
    name: 'list',
    async crawl({ url, render, selectors, region }, context) {
      const { session, parse, currencyHint, memory, wantsChoices } = context;
      const known = selectors ? undefined : (memorySchema.safeParse(memory).data?.signature ?? region);
      let signature: RegionSignature | undefined = known;
      let findings: Findings | undefined;
      return readListPages(new URL(url), context, async (address, page) => {
        const answer =
          render === 'browser'
            ? await session.getRendered(address)
            : await session.get(address, { accept: ACCEPT_PAGE, isConditional: page === 1 });
        if (answer.status === 'not_modified') return undefined;
        const origin = {
          url: answer.url,
          contentType: answer.headers['content-type'],
          currencyHint,
          signature,
          selectors,
          region,
          wantsRegions: wantsChoices && page === 1,
        };
        const content = await parse(readList, answer.body, origin);
        if (page === 1) {
          if (selectors) checkOwn(content);
          else checkContent(content, known, context.knownKeys);
          const { selected, regions } = content;
          if (selected ?? regions) findings = { selected, regions };
          signature = content.signature ?? signature;
        }
        return content;
      }).then((result) => ({
        ...result,
        ...(signature === undefined || result.notModified ? {} : { memory: { signature: { ...signature } } }),
        ...(findings === undefined ? {} : { findings }),
      }));
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
  if (known?.holder !== undefined) {
    throw new CrawlError(
      'layout_changed',
      'The list that was chosen is no longer on the page, or no longer surely the one: choose it again.',
    );
  }
  throw new CrawlError(
    'layout_changed',
    'The page is built differently now, and nothing in the list found on it was known before.',
  );
}

/** Lists of so few cards may well show no price. */
const FEW_CARDS = 2;

/** @throws {CrawlError} `layout_changed` where own selectors no longer find what they were made for, in a sentence */
function checkOwn({ status, items, selected = [] }: ListPageContent): void {
  if (status === 'empty') return;
  const cards = selected.find(({ name }) => name === 'item')?.hits ?? 0;
  if (cards === 0) {
    throw new CrawlError(
      'layout_changed',
      'The selector for the items finds nothing on the page, and the page does not say that it is empty.',
    );
  }
  const lost = selected.find(({ name, hits }) => hits === 0 && (name !== 'price' || cards > FEW_CARDS));
  if (lost && lost.name !== 'picture') {
    throw new CrawlError(
      'layout_changed',
      `The selector for the ${lost.name} finds nothing in any of the ${cards} elements that the selector for the items finds.`,
    );
  }
  if (items.length === 0) {
    throw new CrawlError(
      'layout_changed',
      `None of the ${cards} elements that the selector for the items finds has a title.`,
    );
  }
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
