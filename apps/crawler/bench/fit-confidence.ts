// What certainty is worth: counts, per kind of evidence, the share of answers that are right, rising with certainty, and writes it to
// src/sources/page/confidence-knots.ts; then says what it is worth on sites that were left out. CORPUS: the folder of the corpus.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { currencyExponent } from '@goodshunter/contracts/money';
import { replaceSection } from '@goodshunter/testing';
import type { WeighedPrice } from '../src/sources/page/choose-price.js';
import type { EvidenceKind } from '../src/sources/page/evidence-kind.js';
import { parsePage } from '../src/sources/page/parse.js';
import { findCorpus } from './corpus.js';
import { fitRising, type Knot, valueAt } from './fit-rising.js';
import { type LabelledPage, readLabelledPages } from './labelled-pages.js';
import { isSameDecimal } from './score-answers.js';
import { VIEWS } from './views.js';

const KINDS: readonly EvidenceKind[] = ['both', 'markup', 'sight', 'elsewhere', 'script'];
const FOLDS = 5;
const KNOTS_FILE = resolve(import.meta.dirname, '../src/sources/page/confidence-knots.ts');
const DOCS_FILE = resolve(import.meta.dirname, '../../../docs/extraction.md');

interface Sample {
  view: string;
  site: string;
  kind: EvidenceKind;
  certainty: number;
  isRight: boolean;
}

function sampleOf(page: LabelledPage, view: string, html: string): Sample[] {
  let last: WeighedPrice | undefined;
  parsePage(html, page.url, {}, (weighed) => {
    last = weighed;
  });
  if (!last || page.prices === undefined) return [];
  const { price, kind, certainty } = last;
  const exponent = currencyExponent(price.currency);
  const amount = (price.amountMinor / 10 ** exponent).toFixed(exponent);
  const isRight = page.prices.some((right) => right !== null && isSameDecimal(right.amount, amount));
  return [{ view, site: page.site, kind, certainty, isRight }];
}

type Fit = Record<EvidenceKind, Knot[]>;

function fitKinds(samples: readonly Sample[]): Fit {
  const knots = KINDS.map((kind) => [
    kind,
    fitRising(
      samples.filter((sample) => sample.kind === kind).map(({ certainty, isRight }) => ({ x: certainty, isRight })),
    ),
  ]);
  return Object.fromEntries(knots) as Fit;
}

/** For each sample what a fit without its site says. */
function sayWithoutOwnSite(samples: readonly Sample[]): Map<Sample, number> {
  const sites = [...new Set(samples.map(({ site }) => site))].sort();
  const foldOf = new Map(sites.map((site, index) => [site, index % FOLDS]));
  const said = new Map<Sample, number>();
  for (let fold = 0; fold < FOLDS; fold++) {
    const known = fitKinds(samples.filter(({ site }) => foldOf.get(site) !== fold));
    for (const sample of samples)
      if (foldOf.get(sample.site) === fold) said.set(sample, valueAt(known[sample.kind], sample.certainty));
  }
  return said;
}

const BINS = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.001];

function renderTable(said: ReadonlyMap<Sample, number>): string[] {
  const cell = (chosen: [Sample, number][]) => {
    const right = chosen.filter(([{ isRight }]) => isRight).length;
    const mean = chosen.reduce((sum, [, value]) => sum + value, 0) / (chosen.length || 1);
    return chosen.length === 0
      ? '- | -'
      : `${mean.toFixed(3)} | ${(right / chosen.length).toFixed(3)} (${right} / ${chosen.length})`;
  };
  const all = [...said];
  const rows = BINS.slice(0, -1).map((from, index) => {
    const to = BINS[index + 1] ?? 1;
    const within = all.filter(([, value]) => value >= from && value < to);
    return `| ${from.toFixed(2)} to ${Math.min(1, to).toFixed(2)} | ${cell(within)} | ${cell(within.filter(([{ view }]) => view === 'as it is' || view === 'without markup'))} |`;
  });
  const sure = all.filter(([, value]) => value >= 0.9);
  return [
    '| confidence on sites left out | all views: said | right | as they are and without markup: said | right |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    `| **0.90 and more** | ${cell(sure)} | ${cell(sure.filter(([{ view }]) => view === 'as it is' || view === 'without markup'))} |`,
  ];
}

function renderKnots(known: Fit): string {
  const lines = KINDS.map(
    (kind) => `  ${kind}: [${known[kind].map(([x, y]) => `[${x.toFixed(3)}, ${y.toFixed(3)}]`).join(', ')}],`,
  );
  return `import type { EvidenceKind } from './evidence-kind.js';\n\n/** Certainty and the share that is right, rising. Written by \`make fit-confidence\`. */\nexport const KNOTS: Readonly<Record<EvidenceKind, readonly (readonly [number, number])[]>> = {\n${lines.join('\n')}\n};\n`;
}

const corpus = findCorpus(process.env.CORPUS || undefined);
if (corpus === null) {
  process.stderr.write(
    'No corpus at ../shared/corpus beside the repository: nothing was fitted. CORPUS names its folder.\n',
  );
  process.exit(1);
}
const pages = ['product-pages', 'product-pages-2'].flatMap((name) => readLabelledPages(resolve(corpus, name)) ?? []);
const samples = Object.entries(VIEWS).flatMap(([view, change]) =>
  pages.flatMap((page) => sampleOf(page, view, change(page.html))),
);
const known = fitKinds(samples);
writeFileSync(KNOTS_FILE, renderKnots(known));
const section = [
  `\`make fit-confidence\`: ${samples.length} readings of ${pages.length} pages of ${new Set(samples.map(({ site }) => site)).size} sites in ${Object.keys(VIEWS).length} views (${Object.keys(VIEWS).join(', ')}); each is judged by a fit without its site.`,
  '',
  ...renderTable(sayWithoutOwnSite(samples)),
].join('\n');
await replaceSection(DOCS_FILE, 'confidence', section);
process.stdout.write(`${section}\n\n${renderKnots(known)}`);
