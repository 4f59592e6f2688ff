// How right and how fast pages and feeds are read. Optional argument: the folder of the corpus.
import { replaceSection } from '@goodshunter/testing';
import { parseDocument } from 'htmlparser2';
import { parseFeed } from '../src/sources/feed/parse.js';
import { parsePage } from '../src/sources/page/parse.js';
import { BENCHMARKS_FILE, findCorpus, readFeeds, readPages } from './corpus.js';
import { measureSpeed } from './measure-speed.js';
import { renderReport } from './render-report.js';
import { scoreOutOfStock, scorePrices, withoutMarkup } from './score-prices.js';

const ROUNDS = 15;
const argument = process.argv.slice(2).find((value) => value !== '--');
const corpus = findCorpus(argument);
if (corpus === null) {
  process.stderr.write(
    `No corpus at ${argument ?? '../shared/corpus beside the repository'}: nothing was measured. Name its folder as the argument.\n`,
  );
  process.exit(1);
}

const pages = readPages(corpus);
const feeds = readFeeds(corpus);
const section = renderReport({
  pageCount: pages.length,
  feedCount: feeds.length,
  all: scorePrices(pages),
  visibleOnly: scorePrices(pages, withoutMarkup),
  outOfStock: scoreOutOfStock(pages),
  pages: measureSpeed(
    [
      { name: 'ours', run: () => pages.forEach(({ html, url }) => void parsePage(html, url)) },
      { name: 'floor', run: () => pages.forEach(({ html }) => void parseDocument(html)) },
    ],
    pages.length,
    ROUNDS,
  ),
  feeds: measureSpeed(
    [
      { name: 'ours', run: () => feeds.forEach(({ xml }) => void parseFeed(xml, 'https://feed.example/')) },
      { name: 'floor', run: () => feeds.forEach(({ xml }) => void parseDocument(xml, { xmlMode: true })) },
    ],
    feeds.length,
    ROUNDS * 4,
  ),
});
await replaceSection(BENCHMARKS_FILE, 'extraction', section);
process.stdout.write(`${section}\n`);
