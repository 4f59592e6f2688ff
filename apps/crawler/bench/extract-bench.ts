// How right and how fast pages and feeds are read. CORPUS: the folder of the corpus, or any folder of labelled pages;
// ANSWERS: a file to write what was read to, `{id: {price, availability, confidence}}`.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { replaceSection } from '@goodshunter/testing';
import { parseDocument } from 'htmlparser2';
import { parseFeed } from '../src/sources/feed/parse.js';
import { parsePage } from '../src/sources/page/parse.js';
import { BENCHMARKS_FILE, findCorpus, readFeeds } from './corpus.js';
import { crossValidate } from './cross-validate.js';
import { type LabelledPage, readLabelledPages } from './labelled-pages.js';
import { measureSpeed } from './measure-speed.js';
import { renderReport, renderScores } from './render-report.js';
import { type Answer, NO_ANSWER, toAnswer } from './score-answers.js';
import { scriptsAlone, withoutMarkup } from './without-markup.js';

const ROUNDS = 7;
const from = process.env.INIT_CWD ?? '.';
const argument = process.argv.slice(2).find((value) => value !== '--') ?? (process.env.CORPUS || undefined);

function answer({ html, url }: LabelledPage, prepare = (text: string) => text): Answer {
  const result = parsePage(prepare(html), url);
  return result.status === 'ok' ? toAnswer(result.product) : NO_ANSWER;
}

function readAll(pages: readonly LabelledPage[], prepare?: (text: string) => string): Map<LabelledPage, Answer> {
  return new Map(pages.map((page) => [page, answer(page, prepare)]));
}

function writeAnswers(answers: ReadonlyMap<LabelledPage, Answer>): void {
  const file = process.env.ANSWERS;
  if (!file) return;
  const byId = Object.fromEntries([...answers].map(([{ id }, read]) => [id, read]));
  writeFileSync(resolve(from, file), `${JSON.stringify(byId, null, 1)}\n`);
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const folder = argument === undefined ? null : resolve(from, argument);
const single = folder === null ? null : readLabelledPages(folder);
if (single) {
  // A folder of pages alone: it is scored, and docs/benchmarks.md stays as it is.
  const answers = readAll(single);
  writeAnswers(answers);
  process.stdout.write(`${renderScores([{ name: argument ?? '', pages: single, answers }])}\n`);
  process.exit(0);
}

const corpus = findCorpus(folder ?? undefined);
if (corpus === null)
  fail(
    `No corpus at ${argument ?? '../shared/corpus beside the repository'}: nothing was measured. CORPUS names its folder.`,
  );
const sets = ['product-pages', 'product-pages-2'].flatMap((name) => {
  const pages = readLabelledPages(resolve(corpus, name));
  return pages
    ? [
        {
          name,
          pages,
          answers: readAll(pages),
          visible: readAll(pages, withoutMarkup),
          scripted: readAll(pages, scriptsAlone),
        },
      ]
    : [];
});
const feeds = readFeeds(corpus);
const all = sets.flatMap(({ pages }) => pages);
const answers = new Map(sets.flatMap((set) => [...set.answers]));
writeAnswers(answers);
const section = renderReport({
  sets,
  answers,
  feedCount: feeds.length,
  crossValidation: crossValidate(all, answers),
  pages: measureSpeed(
    [
      { name: 'ours', run: () => all.forEach(({ html, url }) => void parsePage(html, url)) },
      { name: 'floor', run: () => all.forEach(({ html }) => void parseDocument(html)) },
    ],
    all.length,
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
