// How lists are read on recorded pages. CORPUS names a folder of pages, ANSWERS a file to keep what was read in.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { currencyExponent } from '@goodshunter/contracts/money';
import { parseDocument } from 'htmlparser2';
import { decodeText, sniffHtmlEncoding } from '../src/fetch/decode-text.js';
import { parseList } from '../src/sources/list/parse-list.js';
import { findListCorpus, readLists } from './list-corpus.js';
import { measureSpeed } from './measure-speed.js';

const ROUNDS = 15;
const corpus = findListCorpus(process.env.CORPUS);
if (corpus === null) {
  process.stderr.write(`No corpus at ${process.env.CORPUS ?? '../shared/corpus/list-pages'}: nothing was measured.\n`);
  process.exit(1);
}

const pages = readLists(corpus).map(({ id, url, body }) => ({
  id,
  url,
  html: decodeText(body, { declared: sniffHtmlEncoding(body) }),
}));
const answers = Object.fromEntries(
  pages.map(({ id, url, html }) => [
    id,
    parseList(html, url).cards.map(({ title, url: link, price, imageUrl }) => ({
      title,
      url: link ?? null,
      price: price ? { amount: decimalOf(price.amountMinor, price.currency), currency: price.currency } : null,
      image: imageUrl ?? null,
    })),
  ]),
);
const kept = process.env.ANSWERS ? resolve(process.env.INIT_CWD ?? '.', process.env.ANSWERS) : undefined;
process.stdout.write(`${pages.length} pages read${kept === undefined ? '' : `; answers in ${kept}`}\n`);
// The scorer reads a file, whether anybody wants it afterwards or not.
const folder = mkdtempSync(join(tmpdir(), 'list-bench-'));
const answersFile = kept ?? join(folder, 'answers.json');
writeFileSync(answersFile, JSON.stringify(answers, null, 1));
const scorer = join(corpus, 'score.mjs');
if (existsSync(scorer)) spawnSync(process.execPath, [scorer, corpus, answersFile], { stdio: 'inherit' });
rmSync(folder, { recursive: true });

const [ours, floor] = measureSpeed(
  [
    { name: 'ours', run: () => pages.forEach(({ html, url }) => void parseList(html, url)) },
    { name: 'floor', run: () => pages.forEach(({ html }) => void parseDocument(html)) },
  ],
  pages.length,
  ROUNDS,
);
if (ours && floor) {
  say('warm code, as a crawler runs', ours.perSecond, floor.perSecond);
  say('a collection before each round, which throws compiled code away', ours.coldPerSecond, floor.coldPerSecond);
}

function say(how: string, one: number, other: number): void {
  process.stdout.write(
    `${how}: ${one.toFixed(0)} pages/s; merely parsing them with htmlparser2: ${other.toFixed(0)} pages/s; ${(one / other).toFixed(2)} of it (bar 0.5)\n`,
  );
}

function decimalOf(amountMinor: number, currency: string | null): string {
  const exponent = currencyExponent(currency);
  return (amountMinor / 10 ** exponent).toFixed(exponent);
}
