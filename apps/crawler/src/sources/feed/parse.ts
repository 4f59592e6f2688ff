import { type MarkupElement, textOf, walkElements } from '../../markup/element.js';
import { parseMarkup } from '../../markup/parse-markup.js';
import { currencyOfPlace } from '../../price/currency-of-place.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import { readHtmlFragment } from '../../text/html-to-text.js';
import { assignKeys } from './assign-keys.js';
import { Fields } from './entry-fields.js';
import { isErrorEntry } from './error-entry.js';
import type { FeedDocument, FeedLimits } from './feed-document.js';
import { createNameReader } from './names.js';
import { growsToTheEnd, standsLast } from './order-of-entries.js';
import { readBareLabels } from './read-bare-labels.js';
import { type FeedEntry, type FeedItem, readDate, readEntry } from './read-entry.js';
import { readJsonFeed } from './read-json-feed.js';
import { addTitlePrices } from './read-title-prices.js';
import { settleDollars } from './settle-dollars.js';
import { withoutAdverts } from './without-adverts.js';

export type { FeedItem } from './read-entry.js';

/**
 * `unrecognized`: this is no feed, or no longer one. `broken`: what generates it reports an error of its own in place of entries.
 * `reason` is a sentence for the task's owner.
 */
export type FeedResult =
  | { status: 'ok'; title: string; items: FeedItem[]; isTruncated: boolean; hasTitlePrices: boolean }
  | { status: 'unrecognized' | 'broken'; reason: string };

const MAX_DEPTH = 100;
const MAX_ITEMS = 1000;

/**
 * Reads RSS 0.9x to 2.0, RDF (RSS 0.90 and 1.0), Atom and JSON Feed from decoded text, with the media, Dublin Core, Google and
 * iTunes extensions. One item, newest first, per entry that has a title, a link or a description; broken XML is read as far as it makes
 * sense. No DTD and no entities beyond the built-in ones are ever looked at. Never throws; linear in the text.
 */
export function parseFeed(text: string, url: string, currencyHint?: string, limits: FeedLimits = {}): FeedResult {
  const document = /^\s*\{/.test(text)
    ? readJsonFeed(text, url, currencyHint, limits)
    : readXml(text, url, currencyHint, limits);
  if (!document) return { status: 'unrecognized', reason: 'The address answers with something that is not a feed.' };
  const { title, about, entries, home, hints, isTruncated } = document;
  const hasTitlePrices = addTitlePrices(entries, hints, limits.hasTitlePrices);
  settleDollars(entries, `${title}. ${about}`);
  readBareLabels(entries);
  const listings = entries.filter(({ item }) => item.price !== undefined || !isErrorEntry(item.title));
  const [report] = entries;
  if (listings.length === 0 && report) {
    return {
      status: 'broken',
      reason: `The feed holds only its generator's report of an error: "${report.item.title}"`,
    };
  }
  const items = assignKeys(newestFirst(withoutAdverts(listings, home)), { feedUrl: limits.feedUrl ?? url, home });
  return { status: 'ok', title, items, isTruncated, hasTitlePrices };
}

/** Most feeds are. Those that begin with their oldest entry are turned round. */
function newestFirst(entries: FeedEntry[]): FeedEntry[] {
  return growsToTheEnd(entries.map(({ item }) => item.publishedAt)) ? entries.reverse() : entries;
}

function readXml(
  xml: string,
  url: string,
  currencyHint: string | undefined,
  { maxItems = MAX_ITEMS, maxElements = 100_000, nowMs = Date.now() }: FeedLimits,
): FeedDocument | undefined {
  const document = parseMarkup(xml, 'xml', { maxDepth: MAX_DEPTH, maxElements });
  const feed = findFeed(document.root);
  if (!feed) return undefined;
  const { elements, declarations } = collectEntries(feed);
  const nameOf = createNameReader(declarations);
  const head = childNamed(feed, 'channel') ?? feed;
  const base = cleanLink(feed.attributes['xml:base'], url) ?? url;
  const home = homeOf(head, base);
  const language =
    feed.attributes['xml:lang'] ??
    textOfChild(head, 'language') ??
    textOfChild(head, 'dc:language') ??
    (elements[0] && textOfChild(elements[0], 'dc:language'));
  const hints = { ...currencyOfPlace(home, language ?? undefined), ...(currencyHint ? { currencyHint } : {}) };
  // Of more than are read, those that are newer: they stand at the end where the feed begins with its oldest.
  const isCut = elements.length > maxItems;
  const dateOf = (element: MarkupElement) => readDate(new Fields(element, nameOf));
  const nameOfEntry = (element: MarkupElement) => new Fields(element, nameOf).text('guid', 'plain') || linkOf(element);
  const isOldestFirst = isCut && standsLast(elements, dateOf, nameOfEntry);
  const chosen = isOldestFirst ? elements.slice(-maxItems) : elements.slice(0, maxItems);
  const entries = chosen.flatMap((element) => {
    const entryBase = cleanLink(element.attributes['xml:base'], base) ?? base;
    return readEntry(element, { nameOf, base: entryBase, fallbackUrl: home, hints, nowMs }) ?? [];
  });
  return {
    title: cleanText(readHtmlFragment(textOfChild(head, 'title') ?? '', 2000).text, 500),
    about: cleanText(
      readHtmlFragment(textOfChild(head, 'description') ?? textOfChild(head, 'subtitle') ?? '', 2000).text,
      2000,
    ),
    entries,
    home,
    hints,
    isTruncated: isCut || document.isTruncated,
  };
}

/** What an entry links to, or is about. */
function linkOf(entry: MarkupElement): string {
  const link = childNamed(entry, 'link') ?? childNamed(entry, 'id');
  return entry.attributes['rdf:about'] ?? link?.attributes.href ?? (link ? textOf(link, 2000) : '');
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

function collectEntries(feed: MarkupElement) {
  const elements: MarkupElement[] = [];
  const declarations: Record<string, string>[] = [];
  walkElements(feed, (element) => {
    if (declarations.length < 100 && Object.keys(element.attributes).some((name) => name.startsWith('xmlns:')))
      declarations.push(element.attributes);
    // An entry that was never closed holds the next ones: go on below it.
    if (/^(?:[\w.-]+:)?(?:item|entry)$/i.test(element.name)) elements.push(element);
    return undefined;
  });
  return { elements, declarations };
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
