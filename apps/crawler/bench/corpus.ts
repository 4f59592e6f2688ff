import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sniffXmlEncoding } from '../src/sources/feed/sniff-xml-encoding.js';

export interface RecordedFeed {
  name: string;
  xml: string;
}

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** The corpus the command names, else the one beside the repository; null when there is none. */
export function findCorpus(argument: string | undefined): string | null {
  const folder = argument ?? resolve(ROOT, '../shared/corpus');
  return existsSync(join(folder, 'product-pages')) || existsSync(join(folder, 'product-pages-2')) ? folder : null;
}

/** `docs/benchmarks.md` of this repository. */
export const BENCHMARKS_FILE = join(ROOT, 'docs/benchmarks.md');

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
