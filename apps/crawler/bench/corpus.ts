import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { sniffXmlEncoding } from '../src/sources/feed/sniff-xml-encoding.js';

export interface RecordedPage {
  id: string;
  html: string;
  url: string;
  /** All accepted prices, as plain decimals; absent when the page has none. */
  prices: string[] | undefined;
  availability: string | undefined;
}

export interface RecordedFeed {
  name: string;
  xml: string;
}

interface Truth {
  url: string;
  price?: string[];
  availability?: string[];
}

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** The corpus the command names, else the one beside the repository; null when there is none. */
export function findCorpus(argument: string | undefined): string | null {
  const folder =
    argument === undefined ? resolve(ROOT, '../shared/corpus') : resolve(process.env.INIT_CWD ?? '.', argument);
  return existsSync(join(folder, 'product-pages/ground-truth.json')) ? folder : null;
}

/** `docs/benchmarks.md` of this repository. */
export const BENCHMARKS_FILE = join(ROOT, 'docs/benchmarks.md');

export function readPages(corpus: string): RecordedPage[] {
  const folder = join(corpus, 'product-pages');
  const truths = JSON.parse(readFileSync(join(folder, 'ground-truth.json'), 'utf8')) as Record<string, Truth>;
  return Object.entries(truths).map(([id, { url, price, availability }]) => ({
    id,
    html: gunzipSync(readFileSync(join(folder, `${id}.html.gz`))).toString('utf8'),
    url,
    prices: price,
    availability: availability?.[0],
  }));
}

export function readFeeds(corpus: string): RecordedFeed[] {
  const folder = join(corpus, 'feeds');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name));
      return { name, xml: new TextDecoder(sniffXmlEncoding(bytes) ?? 'utf-8').decode(bytes) };
    });
}
