import { z } from 'zod';
import { currencyOfPlace } from '../../price/currency-of-place.js';
import { isAdvertWord } from '../../text/advert-words.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import { readHtmlFragment } from '../../text/html-to-text.js';
import { measureJson } from '../measure-json.js';
import type { FeedDocument, FeedLimits } from './feed-document.js';
import { standsLast } from './order-of-entries.js';
import { parseFeedDate } from './parse-date.js';
import { type FeedEntry, finishEntry } from './read-entry.js';
import { isSoldWord } from './sold-label.js';

const text = z.string().catch('');
const itemSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String).catch(''),
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  image: text,
  banner_image: text,
  date_published: text,
  date_modified: text,
  tags: z.array(text).catch([]),
  attachments: z.array(z.object({ url: text, mime_type: text })).catch([]),
});
const feedSchema = z.object({
  version: z.string().regex(/jsonfeed\.org\/version\//i),
  title: text,
  description: text,
  home_page_url: text,
  language: text,
  items: z.array(z.unknown()),
});

const MAX_ITEMS = 1000;
const LIMITS = { values: 250_000, depth: 100 };

/** Reads JSON Feed 1 and 1.1; undefined for any other JSON, or none. Never throws. */
export function readJsonFeed(
  json: string,
  url: string,
  currencyHint: string | undefined,
  { maxItems = MAX_ITEMS }: FeedLimits,
): FeedDocument | undefined {
  const { values, depth } = measureJson(json, LIMITS);
  if (values > LIMITS.values || depth > LIMITS.depth) return undefined;
  const feed = feedSchema.safeParse(parse(json));
  if (!feed.success) return undefined;
  const { title, description, home_page_url, language, items } = feed.data;
  const home = cleanLink(home_page_url, url) ?? url;
  const isCut = items.length > maxItems;
  const fieldsOf = (item: unknown) => itemSchema.safeParse(item).data;
  const isOldestFirst =
    isCut &&
    standsLast(
      items,
      (item) => parseFeedDate(fieldsOf(item)?.date_published ?? ''),
      (item) => fieldsOf(item)?.id || (fieldsOf(item)?.url ?? ''),
    );
  const chosen = isOldestFirst ? items.slice(-maxItems) : items.slice(0, maxItems);
  return {
    title: cleanText(title, 500),
    about: cleanText(description, 2000),
    entries: chosen.flatMap((item) => {
      const parsed = itemSchema.safeParse(item);
      return parsed.success ? (toEntry(parsed.data, url, home) ?? []) : [];
    }),
    home,
    hints: { ...currencyOfPlace(home, language || undefined), ...(currencyHint ? { currencyHint } : {}) },
    isTruncated: isCut,
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function toEntry(item: z.infer<typeof itemSchema>, base: string, home: string): FeedEntry | undefined {
  const html = readHtmlFragment(item.content_html, 10_000);
  const title = cleanText(item.title, 500);
  const description = cleanText(item.content_text || item.summary || html.text, 5000);
  const link = cleanLink(item.url, base) ?? cleanLink(item.external_url, base);
  if (title === '' && description === '' && link === undefined) return undefined;
  const picture = item.attachments.find(({ mime_type }) => mime_type.startsWith('image/'))?.url;
  const imageUrl = [item.image, item.banner_image, picture, html.imageSource]
    .map((source) => cleanLink(source, base))
    .find((source) => source !== undefined);
  return finishEntry(
    {
      title,
      description,
      url: link ?? home,
      imageUrl,
      publishedAt: parseFeedDate(item.date_published) ?? parseFeedDate(item.date_modified),
      availability: item.tags.some(isSoldWord) ? 'out_of_stock' : 'unknown',
      isAdvert: item.tags.some(isAdvertWord),
    },
    { id: item.id.trim().slice(0, 2000), link, fallbackUrl: home },
  );
}
