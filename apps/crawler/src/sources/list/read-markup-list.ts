import type { Availability } from '@goodshunter/contracts/crawl';
import { cleanAddress } from '@goodshunter/contracts/sources';
import { normalizeCurrencyCode } from '../../price/currencies.js';
import { toMinorUnits } from '../../price/to-minor-units.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import { parseLenientJson } from '../parse-lenient-json.js';
import type { ListCard } from './list-card.js';
import type { ListDocument } from './list-document.js';

type JsonObject = Record<string, unknown>;

const MAX_NODES = 20_000;
const MAX_CARDS = 1000;
const ITEMS =
  /Product|Offer|Vehicle|Car|Apartment|House|Accommodation|Residence|RealEstateListing|Book|Event|JobPosting|Recipe|ListItem|IndividualProduct|CreativeWork/;

/** What a page's JSON-LD lists: cards by their cleaned address, in order. Only things with a name and an address of their own. */
export function readMarkupList(document: ListDocument): Map<string, ListCard> {
  const cards = new Map<string, ListCard>();
  for (const script of document.jsonLd.slice(0, 50)) {
    const data = parseLenientJson(script);
    if (data === undefined) continue;
    const queue: { node: unknown; isListed: boolean }[] = [{ node: data, isListed: false }];
    for (let index = 0; index < queue.length && index < MAX_NODES && cards.size < MAX_CARDS; index++) {
      const entry = queue[index];
      if (!entry) break;
      const { node, isListed } = entry;
      if (Array.isArray(node)) {
        for (const one of node) if (queue.length < MAX_NODES) queue.push({ node: one, isListed });
        continue;
      }
      if (!isObject(node) || /Breadcrumb|Review|Rating|FAQ|Question|Organization|WebSite/.test(typeOf(node))) continue;
      if (isListed || ITEMS.test(typeOf(node))) addCard(node, document, cards);
      for (const [key, value] of Object.entries(node)) {
        if (typeof value !== 'object' || value === null || queue.length >= MAX_NODES) continue;
        if (
          ['itemListElement', '@graph', 'mainEntity', 'item', 'itemOffered', 'offers', 'about', 'hasPart'].includes(key)
        )
          queue.push({ node: value, isListed: key === 'itemListElement' || (isListed && key === 'item') });
      }
    }
  }
  return cards;
}

function addCard(node: JsonObject, { base }: ListDocument, cards: Map<string, ListCard>): void {
  const item = isObject(node.item)
    ? node.item
    : isObject(node.itemOffered)
      ? { ...node.itemOffered, offers: node }
      : node;
  const url = cleanLink(stringOf(item.url) ?? stringOf(node.url) ?? stringOf(item['@id']) ?? stringOf(node.item), base);
  const title = cleanText(stringOf(item.name) ?? stringOf(node.name) ?? stringOf(item.title) ?? '', 500);
  if (url === undefined || title === '') return;
  const key = cleanAddress(new URL(url)).href;
  const offers = firstObject(item.offers) ?? firstObject(node.offers);
  const specification = firstObject(offers?.priceSpecification);
  const written = stringOf(offers?.price) ?? stringOf(offers?.lowPrice) ?? stringOf(specification?.price);
  const currencyText = stringOf(offers?.priceCurrency) ?? stringOf(specification?.priceCurrency);
  const currency = currencyText === undefined ? null : normalizeCurrencyCode(currencyText);
  const amountMinor = written === undefined ? null : toMinorUnits(written, currency);
  const imageUrl = cleanLink(imageOf(item.image) ?? imageOf(node.image), base);
  const known = cards.get(key);
  if (known?.price) return;
  cards.set(key, {
    title,
    url,
    ...(amountMinor ? { price: { amountMinor, currency } } : {}),
    ...(imageUrl ? { imageUrl } : {}),
    availability: availabilityOf(stringOf(offers?.availability)),
  });
}

function availabilityOf(word: string | undefined): Availability {
  if (word === undefined) return 'unknown';
  if (/OutOfStock|SoldOut|Discontinued/i.test(word)) return 'out_of_stock';
  return /InStock|LimitedAvailability|PreOrder|OnlineOnly|InStoreOnly|BackOrder/i.test(word) ? 'in_stock' : 'unknown';
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typeOf(node: JsonObject): string {
  const type = node['@type'];
  return Array.isArray(type)
    ? type.filter((one) => typeof one === 'string').join()
    : typeof type === 'string'
      ? type
      : '';
}

function firstObject(value: unknown): JsonObject | undefined {
  if (Array.isArray(value)) return value.find(isObject);
  return isObject(value) ? value : undefined;
}

function stringOf(value: unknown): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function imageOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return imageOf(value[0]);
  return isObject(value) ? (stringOf(value.url) ?? stringOf(value.contentUrl)) : stringOf(value);
}
