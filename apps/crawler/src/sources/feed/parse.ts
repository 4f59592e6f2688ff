import { type MarkupElement, textOf, walkElements } from '../../markup/element.js';
import { parseMarkup } from '../../markup/parse-markup.js';
import { currencyOfPlace } from '../../price/currency-of-place.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import { createNameReader } from './names.js';
import { type FeedItem, makeDistinctKey, readEntry } from './read-entry.js';
import { addTitlePrices } from './read-title-prices.js';

export type { FeedItem } from './read-entry.js';

export interface FeedLimits {
  /** Entries read; the rest is left out and `isTruncated` says so. @default 1000 */
  maxItems?: number;
  /** @default 100000 */
  maxElements?: number;
}

/** `unrecognized`: this is no feed, or no longer one; `reason` is a sentence for the task's owner. */
export type FeedResult =
  | { status: 'ok'; title: string; items: FeedItem[]; isTruncated: boolean }
  | { status: 'unrecognized'; reason: string };

const MAX_DEPTH = 100;

/**
 * Reads RSS 0.9x to 2.0, RDF (RSS 0.90 and 1.0) and Atom from decoded text, with the media, Dublin Core, Google and
 * iTunes extensions. One item per entry that has a title or a link; broken XML is read as far as it makes sense. No DTD
 * and no entities beyond the built-in ones are ever looked at. Never throws; linear in the text.
 */
export function parseFeed(xml: string, url: string, currencyHint?: string, limits: FeedLimits = {}): FeedResult {
  const maxItems = limits.maxItems ?? 1000;
  const document = parseMarkup(xml, 'xml', { maxDepth: MAX_DEPTH, maxElements: limits.maxElements ?? 100_000 });
  const feed = findFeed(document.root);
  if (!feed) return { status: 'unrecognized', reason: 'The address answers with something that is not a feed.' };
  const { entries, declarations, isCut } = collectEntries(feed, maxItems);
  const nameOf = createNameReader(declarations);
  const head = childNamed(feed, 'channel') ?? feed;
  const base = cleanLink(feed.attributes['xml:base'], url) ?? url;
  const home = homeOf(head, base);
  const language = feed.attributes['xml:lang'] ?? textOfChild(head, 'language') ?? textOfChild(head, 'dc:language');
  const hints = { ...currencyOfPlace(home, language ?? undefined), ...(currencyHint ? { currencyHint } : {}) };
  const items: FeedItem[] = [];
  const keys = new Map<string, string>();
  for (const entry of entries) {
    const entryBase = cleanLink(entry.attributes['xml:base'], base) ?? base;
    const item = readEntry(entry, { nameOf, base: entryBase, fallbackUrl: home, hints });
    if (!item) continue;
    const identity = `${item.url}\n${item.title}`;
    const known = keys.get(item.key);
    if (known === identity) continue;
    // Feeds that give many entries one id: the first keeps it.
    if (known !== undefined) item.key = makeDistinctKey(item);
    if (known !== undefined && keys.has(item.key)) continue;
    keys.set(item.key, identity);
    items.push(item);
  }
  addTitlePrices(items, hints);
  return {
    status: 'ok',
    title: cleanText(textOfChild(head, 'title') ?? '', 500),
    items,
    isTruncated: isCut || document.isTruncated,
  };
}

const localName = ({ name }: MarkupElement) => name.slice(name.indexOf(':') + 1).toLowerCase();

/** The element that makes it a feed, at the top or under one wrapper. HTML pages that mention feeds are none. */
function findFeed(root: MarkupElement): MarkupElement | undefined {
  const tops = root.children.filter((child) => typeof child !== 'string');
  if (tops.some((top) => localName(top) === 'html')) return undefined;
  const isFeed = (element: MarkupElement) => {
    const name = localName(element);
    if (name === 'feed' || name === 'channel') return true;
    return (
      (name === 'rss' || name === 'rdf') &&
      element.children.some((child) => typeof child !== 'string' && /^(?:channel|item)$/.test(localName(child)))
    );
  };
  return (
    tops.find(isFeed) ??
    tops
      .slice(0, 5)
      .flatMap((top) => top.children.filter((child) => typeof child !== 'string'))
      .find(isFeed)
  );
}

function collectEntries(feed: MarkupElement, maxItems: number) {
  const entries: MarkupElement[] = [];
  const declarations: Record<string, string>[] = [];
  let isCut = false;
  walkElements(feed, (element) => {
    if (declarations.length < 100 && Object.keys(element.attributes).some((name) => name.startsWith('xmlns:')))
      declarations.push(element.attributes);
    if (!/^(?:[\w.-]+:)?(?:item|entry)$/i.test(element.name)) return undefined;
    if (entries.length >= maxItems) isCut = true;
    // An entry that was never closed holds the next ones: go on below it.
    else entries.push(element);
    return undefined;
  });
  return { entries, declarations, isCut };
}

function childNamed(parent: MarkupElement, name: string): MarkupElement | undefined {
  return parent.children.find(
    (child): child is MarkupElement => typeof child !== 'string' && (child.name === name || localName(child) === name),
  );
}

function textOfChild(parent: MarkupElement, name: string): string | undefined {
  const child = parent.children.find(
    (candidate) => typeof candidate !== 'string' && candidate.name.toLowerCase() === name,
  );
  return child === undefined || typeof child === 'string' ? undefined : textOf(child, 2000).trim();
}

/** The site a feed belongs to, for hints and entries without a link. */
function homeOf(head: MarkupElement, base: string): string {
  for (const child of head.children) {
    if (typeof child === 'string' || child.name.toLowerCase() !== 'link') continue;
    const { href, rel } = child.attributes;
    if (rel !== undefined && rel !== 'alternate') continue;
    const link = cleanLink(href ?? textOf(child, 2000), base);
    if (link) return link;
  }
  return base;
}
