import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decodeText, sniffHtmlEncoding } from '../src/fetch/decode-text.js';

/** An amount as a label gives it. */
export interface LabelledPrice {
  amount: string;
  currency?: string;
}

/** A recorded page, and what is right about it. */
export interface LabelledPage {
  id: string;
  url: string;
  /** Pages of one site stay together when sites are left out. */
  site: string;
  html: string;
  /** All right prices; null among them: none is right as well. Undefined: the page has no label. */
  prices: (LabelledPrice | null)[] | undefined;
  /** All right states. */
  availabilities: string[];
  isNegative: boolean;
}

interface Label {
  id: string;
  url: string;
  site?: string;
  kind?: string;
  price?: LabelledPrice | null;
  availability?: string;
  alsoRight?: { price?: LabelledPrice | null; availability?: string }[];
}

interface Truth {
  url: string;
  price?: string[];
  availability?: string[];
}

/**
 * The pages of a folder in either form of the corpus: `<id>.html.gz` beside `<id>.json`, or beside one `ground-truth.json`.
 * Null when it holds neither.
 */
export function readLabelledPages(folder: string): LabelledPage[] | null {
  if (existsSync(join(folder, 'ground-truth.json'))) return readTruths(folder);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.html.gz')) : [];
  if (names.length === 0) return null;
  return names.sort().map((name) => readLabelled(folder, name.slice(0, -'.html.gz'.length)));
}

function readLabelled(folder: string, id: string): LabelledPage {
  const label = JSON.parse(readFileSync(join(folder, `${id}.json`), 'utf8')) as Label;
  const also = label.alsoRight ?? [];
  return {
    id,
    url: label.url,
    site: label.site ?? siteOf(label.url),
    html: readHtml(folder, id),
    prices:
      label.price === undefined
        ? undefined
        : [label.price, ...also.flatMap(({ price }) => (price === undefined ? [] : [price]))],
    availabilities: [label.availability ?? 'unknown', ...also.flatMap(({ availability }) => availability ?? [])],
    isNegative: label.kind === 'negative',
  };
}

/** The benchmark's own form: schema.org states, several accepted prices, no currency that could be relied on. */
function readTruths(folder: string): LabelledPage[] {
  const truths = JSON.parse(readFileSync(join(folder, 'ground-truth.json'), 'utf8')) as Record<string, Truth>;
  return Object.entries(truths).map(([id, { url, price, availability }]) => ({
    id,
    url,
    site: siteOf(url),
    html: readHtml(folder, id),
    prices: price === undefined ? [null] : price.map((amount) => ({ amount })),
    availabilities: [
      availability?.[0] === 'InStock' ? 'in_stock' : availability?.[0] === 'OutOfStock' ? 'out_of_stock' : 'unknown',
    ],
    isNegative: false,
  }));
}

function siteOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '');
}

function readHtml(folder: string, id: string): string {
  const bytes = gunzipSync(readFileSync(join(folder, `${id}.html.gz`)));
  return decodeText(bytes, { contentType: undefined, declared: sniffHtmlEncoding(bytes) });
}
