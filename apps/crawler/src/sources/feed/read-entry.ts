import type { Availability } from '@goodshunter/contracts/crawl';
import { type MarkupElement, textOf } from '../../markup/element.js';
import type { CurrencyHints } from '../../price/currencies.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import { isAdvertWord } from '../../text/advert-words.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import { findImage, readHtmlFragment } from '../../text/html-to-text.js';
import { Fields } from './entry-fields.js';
import type { NameReader } from './names.js';
import { parseFeedDate } from './parse-date.js';
import { readPriceFields } from './read-price-fields.js';
import { isSoldWord, readSoldLabel } from './sold-label.js';

/** One entry of a feed. Text is plain, links are absolute http(s). */
export interface FeedItem {
  /** The feed's address and what names the entry in it: see assign-keys.ts. */
  key: string;
  /** What it may have been known by before; what crawlers before version 2 call it comes first. */
  formerKeys: string[];
  title: string;
  /** The title without a last word that may say "sold": see read-bare-labels.ts. */
  unlabelledTitle?: string;
  /** The entry's link; the feed's own address where it has none. */
  url: string;
  description?: string;
  imageUrl?: string;
  /** Absent: the feed names none. Never taken from running text. */
  price?: ParsedPrice;
  availability: Availability;
  gtin?: string;
  /** RFC 3339. */
  publishedAt?: string;
}

/** An entry as it stands in the feed, with what may name it. */
export interface FeedEntry {
  item: Omit<FeedItem, 'key' | 'formerKeys'>;
  /** The feed's own id: guid, Atom id, rdf:about and the like; '' where it gives none. */
  id: string;
  /** Absent: it has none, and its item points to the feed's site. */
  link: string | undefined;
  /** The title without a label such as "[SOLD]". */
  plainTitle: string;
  /** A category says that somebody pays for it. @default false */
  isAdvert?: boolean;
}

export interface EntryContext {
  nameOf: NameReader;
  /** Base for links. */
  base: string;
  /** Where an entry without a link points. */
  fallbackUrl: string;
  hints: CurrencyHints;
  /** Sales have a beginning and an end. Ms since the epoch. */
  nowMs: number;
}

const MAX_DESCRIPTION_LENGTH = 5000;

/** Reads one `item` or `entry`; null when it has no title, no link and no description. */
export function readEntry(entry: MarkupElement, context: EntryContext): FeedEntry | null {
  const { nameOf, base } = context;
  const fields = new Fields(entry, nameOf);
  const rawTitle = fields.text('title', 'plain', 'atom', 'google', 'dc', 'media');
  const title = cleanText(readHtmlFragment(rawTitle, 2000).text, 500);
  const about = entry.attributes['rdf:about'];
  const guid = fields.all('guid', 'plain')[0];
  const id =
    (guid ? textOf(guid, 2000).trim() : '') ||
    fields.text('id', 'plain', 'atom') ||
    about?.trim() ||
    fields.text('identifier', 'dc') ||
    fields.text('id', 'google');
  const permalink = guid && guid.attributes.isPermaLink !== 'false' && /^https?:\/\//i.test(id) ? id : undefined;
  const link = findLink(fields, base) ?? cleanLink(permalink, base) ?? cleanLink(about, base);
  const { description, descriptionImage } = readDescription(fields);
  if (title === '' && link === undefined && description === '') return null;
  const url = link ?? (/^https?:\/\//i.test(id) ? cleanLink(id, base) : undefined) ?? context.fallbackUrl;
  const price = readPriceFields(fields, context);
  const imageUrl = findPicture(fields, base) ?? cleanLink(descriptionImage, base);
  const gtin = fields.text('gtin', 'google').replace(/\D/g, '');
  const publishedAt = readDate(fields);
  const categories = fields
    .all('category', 'plain', 'atom')
    .flatMap((category) => [category.attributes.term ?? '', category.attributes.label ?? '', textOf(category, 50)]);
  const availability = categories.some(isSoldWord)
    ? 'out_of_stock'
    : readAvailability(fields.text('availability', 'google', 'plain'));
  return finishEntry(
    {
      title,
      description,
      url,
      imageUrl,
      price,
      gtin,
      publishedAt,
      availability,
      isAdvert: categories.some(isAdvertWord),
    },
    { id, link, fallbackUrl: context.fallbackUrl },
  );
}

/** What any form of feed says of an entry; '' and undefined: nothing. */
export interface RawEntry {
  title: string;
  description: string;
  url: string;
  imageUrl: string | undefined;
  price?: ParsedPrice | undefined;
  gtin?: string;
  publishedAt: string | undefined;
  availability: Availability;
  isAdvert?: boolean;
}

/** Leaves out what is not said, and reads labels of titles. */
export function finishEntry(
  { title, description, url, imageUrl, price, gtin = '', publishedAt, availability, isAdvert }: RawEntry,
  { id, link, fallbackUrl }: { id: string; link: string | undefined; fallbackUrl: string },
): FeedEntry {
  const sold = readSoldLabel(title);
  return {
    item: {
      title: title || firstWords(description) || cleanText(url, 500) || cleanText(fallbackUrl, 500),
      url,
      availability: sold ? 'out_of_stock' : availability,
      ...(description ? { description } : {}),
      ...(imageUrl ? { imageUrl } : {}),
      ...(price ? { price } : {}),
      ...(gtin.length >= 8 && gtin.length <= 14 ? { gtin } : {}),
      ...(publishedAt ? { publishedAt } : {}),
    },
    id,
    link,
    plainTitle: sold?.rest ?? title,
    ...(isAdvert ? { isAdvert } : {}),
  };
}

/** An entry may be a text alone: its first sentence, as far as that is short, is its title. */
function firstWords(description: string): string {
  const sentence = /^.{10,120}?[.!?。！？](?=\s|$)/su.exec(description)?.[0];
  return sentence ?? cleanText(description, 120);
}

function readAvailability(text: string): Availability {
  const word = text.toLowerCase().replace(/[\s_-]/g, '');
  if (/outofstock|soldout|unavailable/.test(word)) return 'out_of_stock';
  if (word === 'preorder' || word === 'backorder') return word;
  return /^(?:instock|available|limitedavailability)$/.test(word) ? 'in_stock' : 'unknown';
}

function readDescription(fields: Fields): { description: string; descriptionImage?: string } {
  const candidates = [
    ...fields.all('description', 'plain', 'google'),
    ...fields.all('summary', 'plain', 'atom'),
    ...fields.all('encoded', 'content'),
    ...fields.all('content', 'plain', 'atom'),
    ...fields.all('description', 'dc', 'media'),
  ];
  let description = '';
  let descriptionImage: string | undefined;
  for (const element of candidates) {
    const { text, imageSource } = readHtmlFragment(
      textOf(element, MAX_DESCRIPTION_LENGTH * 4),
      MAX_DESCRIPTION_LENGTH * 2,
    );
    description ||= cleanText(text, MAX_DESCRIPTION_LENGTH);
    descriptionImage ??= imageSource ?? findImage(element);
    if (description !== '' && descriptionImage !== undefined) break;
  }
  return { description, ...(descriptionImage === undefined ? {} : { descriptionImage }) };
}

function findLink(fields: Fields, base: string): string | undefined {
  const links = fields.all('link', 'plain', 'atom', 'google');
  const isPage = (rel: string | undefined) => rel === undefined || rel === '' || rel === 'alternate';
  for (const element of links) {
    const { href, rel, type } = element.attributes;
    if (!isPage(rel)) continue;
    if (href !== undefined && (type === undefined || /html/.test(type))) {
      const link = cleanLink(href, base);
      if (link) return link;
    }
    if (href === undefined) {
      const link = cleanLink(textOf(element, 5000), base);
      if (link) return link;
    }
  }
  const other = links.find(({ attributes }) => isPage(attributes.rel) || attributes.rel === 'related');
  return cleanLink(other?.attributes.href, base);
}

function findPicture(fields: Fields, base: string): string | undefined {
  const isPicture = ({ attributes }: MarkupElement) =>
    attributes.medium === 'image' ||
    /^image\//.test(attributes.type ?? '') ||
    (!attributes.medium && !attributes.type && /\.(?:jpe?g|png|webp|gif|avif)(?:$|\?)/i.test(attributes.url ?? ''));
  const sources = [
    ...fields.all('image_link', 'google').map((element) => textOf(element, 5000)),
    ...fields
      .all('content', 'media')
      .filter(isPicture)
      .map(({ attributes }) => attributes.url),
    ...fields.all('thumbnail', 'media').map(({ attributes }) => attributes.url),
    ...[
      ...fields.all('enclosure', 'plain', 'other'),
      ...fields.all('link', 'plain', 'atom').filter(({ attributes }) => attributes.rel === 'enclosure'),
    ]
      .filter(isPicture)
      .map(({ attributes }) => attributes.url ?? attributes.href ?? attributes.resource),
    ...fields.all('image', 'itunes').map(({ attributes }) => attributes.href),
    ...fields.all('image', 'plain').map((element) => textOf(element, 5000)),
  ];
  for (const source of sources) {
    const link = cleanLink(source, base);
    if (link) return link;
  }
  return undefined;
}

/** When it was published, else changed. */
export function readDate(fields: Fields): string | undefined {
  for (const name of ['pubdate', 'published', 'issued', 'date', 'created', 'updated', 'modified'] as const) {
    const text = fields.text(name, 'plain', 'atom', 'dc');
    const date = text === '' ? undefined : parseFeedDate(text);
    if (date) return date;
  }
  return undefined;
}
