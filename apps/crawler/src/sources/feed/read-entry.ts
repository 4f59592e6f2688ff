import { createHash } from 'node:crypto';
import { type MarkupElement, textOf } from '../../markup/element.js';
import { type CurrencyHints, normalizeCurrencyCode } from '../../price/currencies.js';
import { type ParsedPrice, parsePrice } from '../../price/parse-price.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import { findImage, readHtmlFragment } from '../../text/html-to-text.js';
import type { NameReader, Vocabulary } from './names.js';
import { parseFeedDate } from './parse-date.js';

/** One entry of a feed. Text is plain, links are absolute http(s). */
export interface FeedItem {
  /** The feed's own id (guid, Atom id, rdf:about), else the link; prefixed by the host unless it is unique by itself. */
  key: string;
  title: string;
  /** The entry's link; the feed's own address where it has none. */
  url: string;
  description?: string;
  imageUrl?: string;
  /** Absent: the feed names none. Never taken from running text. */
  price?: ParsedPrice;
  availability: 'in_stock' | 'out_of_stock' | 'unknown';
  gtin?: string;
  /** RFC 3339. */
  publishedAt?: string;
}

export interface EntryContext {
  nameOf: NameReader;
  /** Base for links. */
  base: string;
  /** Where an entry without a link points. */
  fallbackUrl: string;
  hints: CurrencyHints;
}

const MAX_KEY_LENGTH = 191;
const MAX_DESCRIPTION_LENGTH = 5000;

/** An entry's children by vocabulary and name, each with a lookup that takes the first. */
class Fields {
  readonly #byName = new Map<string, MarkupElement[]>();

  constructor(entry: MarkupElement, nameOf: NameReader) {
    this.#add(entry, nameOf, 0);
  }

  #add(parent: MarkupElement, nameOf: NameReader, level: number): void {
    for (const child of parent.children) {
      if (typeof child === 'string') continue;
      const { vocabulary, local } = nameOf(child);
      const key = `${vocabulary}:${local}`;
      const list = this.#byName.get(key);
      if (list) list.push(child);
      else this.#byName.set(key, [child]);
      if (
        level === 0 &&
        (key === 'media:group' || key === 'media:content' || key === 'shop:variant' || key === 'google:shipping')
      ) {
        if (key !== 'google:shipping') this.#add(child, nameOf, 1);
      }
    }
  }

  all(local: string, ...vocabularies: Vocabulary[]): MarkupElement[] {
    return vocabularies.flatMap((vocabulary) => this.#byName.get(`${vocabulary}:${local}`) ?? []);
  }

  text(local: string, ...vocabularies: Vocabulary[]): string {
    for (const element of this.all(local, ...vocabularies)) {
      const text = textOf(element, MAX_DESCRIPTION_LENGTH * 4).trim();
      if (text !== '') return text;
    }
    return '';
  }
}

/** Reads one `item` or `entry`; null when it has neither a title nor a link. */
export function readEntry(entry: MarkupElement, context: EntryContext): FeedItem | null {
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
  if (title === '' && link === undefined) return null;
  const url = link ?? (/^https?:\/\//i.test(id) ? cleanLink(id, base) : undefined) ?? context.fallbackUrl;
  const { description, descriptionImage } = readDescription(fields);
  const publishedAt = readDate(fields);
  const price = readPriceFields(fields, context.hints);
  const imageUrl = findPicture(fields, base) ?? cleanLink(descriptionImage, base);
  const gtin = fields.text('gtin', 'google').replace(/\D/g, '');
  return {
    key: makeKey(id, link, `${title}\n${publishedAt ?? ''}`, context.fallbackUrl),
    title: title || cleanText(description, 120) || cleanText(url, 500),
    url,
    availability: readAvailability(fields.text('availability', 'google', 'plain')),
    ...(description ? { description } : {}),
    ...(imageUrl ? { imageUrl } : {}),
    ...(price ? { price } : {}),
    ...(gtin.length >= 8 && gtin.length <= 14 ? { gtin } : {}),
    ...(publishedAt ? { publishedAt } : {}),
  };
}

function readAvailability(text: string): FeedItem['availability'] {
  const word = text.toLowerCase().replace(/[\s_-]/g, '');
  if (/outofstock|soldout|unavailable/.test(word)) return 'out_of_stock';
  return /^(?:instock|available|limitedavailability|preorder|backorder)$/.test(word) ? 'in_stock' : 'unknown';
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
    if (href !== undefined && isPage(rel) && (type === undefined || /html/.test(type))) {
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

function readDate(fields: Fields): string | undefined {
  for (const name of ['pubdate', 'published', 'issued', 'date', 'created', 'updated', 'modified'] as const) {
    const text = fields.text(name, 'plain', 'atom', 'dc');
    const date = text === '' ? undefined : parseFeedDate(text);
    if (date) return date;
  }
  return undefined;
}

function readPriceFields(fields: Fields, hints: CurrencyHints): ParsedPrice | undefined {
  const named = normalizeCurrencyCode(fields.text('currency', 'google', 'plain', 'other', 'shop'));
  const read = (element: MarkupElement): ParsedPrice | null => {
    const currency = normalizeCurrencyCode(element.attributes.currency ?? '') ?? named;
    const text = (element.attributes.price ?? textOf(element, 300)).trim();
    return parsePrice(text, currency ? { ...hints, currencyHint: currency } : { ...hints, currencyHint: undefined });
  };
  const [regular] = [
    ...fields.all('price', 'google', 'plain', 'media', 'shop', 'other'),
    ...fields.all('currentprice', 'plain', 'other'),
  ]
    .map(read)
    .filter((price) => price !== null);
  // A sale that is limited in time may be over or not have begun; only an unlimited one is surely the price now.
  const isLimited = fields.text('sale_price_effective_date', 'google') !== '';
  const sale = isLimited
    ? undefined
    : fields
        .all('sale_price', 'google', 'plain')
        .map(read)
        .find((price) => price !== null);
  if (sale && (!regular || (sale.currency === regular.currency && sale.amountMinor <= regular.amountMinor)))
    return sale;
  return regular;
}

function makeKey(id: string, link: string | undefined, content: string, feedUrl: string): string {
  const host = URL.canParse(feedUrl) ? new URL(feedUrl).host : '';
  const clean = id.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  const own = /^(?:https?:\/\/|tag:|urn:)/i.test(clean) ? clean : clean && `${host}:${clean}`;
  const key = own || link || `${host}:${hash(content)}`;
  return key.length <= MAX_KEY_LENGTH && !/\p{Surrogate}/u.test(key) ? key : hash(key);
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A key for an entry whose own id another entry of the feed has already used. */
export function makeDistinctKey(item: FeedItem): string {
  return hash(`${item.key}\n${item.url}\n${item.title}`);
}
