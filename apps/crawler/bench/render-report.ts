import { loadavg } from 'node:os';
import { type CrossValidation, measureReliability } from './cross-validate.js';
import type { LabelledPage } from './labelled-pages.js';
import type { Speed } from './measure-speed.js';
import {
  type Answer,
  type AnswerScore,
  judgePrice,
  judgeState,
  NO_ANSWER,
  ratesOf,
  scoreAnswers,
} from './score-answers.js';

type Answers = ReadonlyMap<LabelledPage, Answer>;

/** A folder of pages and what was read from them. */
export interface ScoredSet {
  name: string;
  pages: readonly LabelledPage[];
  answers: Answers;
  /** Read with all markup for machines removed. */
  visible?: Answers;
  /** Read with nothing but title, heading and scripts. */
  scripted?: Answers;
}

export interface Report {
  sets: readonly ScoredSet[];
  /** Of all sets. */
  answers: Answers;
  feedCount: number;
  crossValidation: CrossValidation;
  pages: Speed[];
  feeds: Speed[];
}

const BARS = { f1: 0.96, precision: 0.97, states: 0.92, negatives: 1 / 20, speed: 0.6, gap: 0.03 };

const HEAD = [
  '| | price F1 | precision | recall | right | wrong or invented | missing or wrong | currency | availability | of them out or preorder | pages that sell nothing, priced |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
];

/** The scores of folders, and what is wrong in them. */
export function renderScores(sets: readonly ScoredSet[]): string {
  const rows = sets.map(({ name, pages, answers }) => scoreRow(name, scoreOf(pages, answers)));
  return [...HEAD, ...rows, '', ...renderMisses(sets)].join('\n');
}

/** The section of docs/benchmarks.md. */
export function renderReport(report: Report): string {
  const { sets, answers, crossValidation } = report;
  const all = [...answers.keys()];
  const score = scoreOf(all, answers);
  const rates = ratesOf(score);
  const visible = new Map(sets.flatMap((set) => [...(set.visible ?? [])]));
  const scripted = new Map(sets.flatMap((set) => [...(set.scripted ?? [])]));
  const [heldOut, fitted] = [ratesOf(crossValidation.heldOut), ratesOf(crossValidation.fitted)];
  return [
    '## Extraction',
    '',
    `\`make extract-bench\`: ${all.length} recorded pages of ${new Set(all.map(({ site }) => site)).size} sites, ${report.feedCount} feeds, Node ${process.versions.node}, load average ${loadavg()[0]?.toFixed(1)}, ${new Date().toISOString().slice(0, 10)}.`,
    'A wrong price is a false positive and a false negative. On the first set the best commercial service has F1 0.912, the second 0.848, the open-source one 0.643. Backorder counts as preorder.',
    '',
    ...HEAD,
    ...sets.map((set) => scoreRow(set.name, scoreOf(set.pages, set.answers))),
    scoreRow('**both**', score),
    scoreRow('both, with all markup for machines removed', scoreOf(all, visible)),
    scoreRow('both, of the scripts alone', scoreOf(all, scripted)),
    scoreRow(`both, ${crossValidation.folds} parts of the sites left out in turn`, crossValidation.heldOut),
    '',
    `Bars for both: F1 >= ${BARS.f1}${missed(rates.f1 < BARS.f1)}, precision >= ${BARS.precision}${missed(rates.precision < BARS.precision)}, availability >= ${BARS.states}${missed(shareOf(score) < BARS.states)}, a price on at most 1 in 20 pages that sell nothing${missed(score.pricedNegatives > score.negatives * BARS.negatives)}. Sites left out against fitted: ${heldOut.f1.toFixed(3)} and ${fitted.f1.toFixed(3)} (gap at most ${BARS.gap}${missed(fitted.f1 - heldOut.f1 > BARS.gap)}).`,
    'Only the floor of confidence is chosen here without the sites that are left out (what certainty is worth is fitted so too, docs/extraction.md); rules and their weights are decided by people who saw these pages. The honest figure for other sites is lower.',
    '',
    'What confidence is worth, of the answers of both sets, and with markup removed:',
    '',
    '| confidence | said, mean | right / given | without markup: said, mean | right / given |',
    '| --- | --- | --- | --- | --- |',
    ...renderReliability(answers, visible),
    '',
    ...renderMisses(sets),
    '',
    'Speed: the floor is htmlparser2 building its tree of the same text and no more. Variants take turns, medians of CPU time; a collection before each round throws compiled code away, as it did when the bar was set; warm code is what a crawler runs that reads page after page. The heap is what one pass over all files leaves to collect.',
    '',
    '| | ours | floor | ours / floor | heap, ours | heap, floor |',
    '| --- | --- | --- | --- | --- | --- |',
    ...speedRows('pages/s', report.pages),
    ...speedRows('feeds/s', report.feeds),
  ].join('\n');
}

function scoreOf(pages: readonly LabelledPage[], answers: Answers): AnswerScore {
  return scoreAnswers(pages, (page) => answers.get(page) ?? NO_ANSWER);
}

function shareOf({ rightStates, states }: AnswerScore): number {
  return states === 0 ? 1 : rightStates / states;
}

function scoreRow(name: string, score: AnswerScore): string {
  const { f1, precision, recall } = ratesOf(score);
  const states = `${shareOf(score).toFixed(3)} (${score.rightStates} / ${score.states})`;
  const cells = [
    name,
    f1.toFixed(3),
    precision.toFixed(3),
    recall.toFixed(3),
    score.truePositives,
    score.falsePositives,
    score.falseNegatives,
    score.currencies === 0 ? '-' : `${score.rightCurrencies} / ${score.currencies}`,
    states,
    `${score.rightRareStates} / ${score.rareStates}`,
    `${score.pricedNegatives} / ${score.negatives}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function renderReliability(answers: Answers, visible: Answers): string[] {
  const others = measureReliability(visible);
  return measureReliability(answers).map(({ from, to, given, right, said }, index) => {
    const other = others[index];
    return `| ${from.toFixed(2)} to ${to.toFixed(2)} | ${said.toFixed(3)} | ${right} / ${given} | ${(other?.said ?? 0).toFixed(3)} | ${other?.right ?? 0} / ${other?.given ?? 0} |`;
  });
}

function renderMisses(sets: readonly ScoredSet[]): string[] {
  const lines = sets.flatMap(({ pages, answers }) =>
    pages.flatMap((page) => {
      const answer = answers.get(page) ?? NO_ANSWER;
      const [price, state] = [judgePrice(page, answer), judgeState(page, answer)];
      const isPriceRight = page.prices === undefined || price === 'right' || price === 'rightly none';
      const isStateRight = state === 'right' || state === 'not asked';
      if (page.prices === undefined || (isPriceRight && isStateRight)) return [];
      const wanted = page.prices.map((one) => one?.amount ?? 'none').join(' or ');
      const read = answer.price ? `${answer.price.amount} ${answer.price.currency ?? '?'}` : 'none';
      return [
        `- ${page.id.slice(0, 24)} ${page.site}: ${[
          ...(isPriceRight ? [] : [`price ${wanted}, read ${read} (${answer.confidence})`]),
          ...(isStateRight ? [] : [`${page.availabilities.join(' or ')}, read ${answer.availability}`]),
        ].join('; ')}`,
      ];
    }),
  );
  return lines.length === 0 ? [] : ['Misses:', '', ...lines];
}

function speedRows(name: string, speeds: readonly Speed[]): string[] {
  const [ours, floor] = speeds;
  if (!ours || !floor) return [`| ${name} | - | - | - | - | - |`];
  const cold = ours.coldPerSecond / floor.coldPerSecond;
  const heaps = `${ours.heapMb.toFixed(0)} MB | ${floor.heapMb.toFixed(0)} MB`;
  return [
    `| ${name} | ${ours.coldPerSecond.toFixed(0)} | ${floor.coldPerSecond.toFixed(0)} | ${cold.toFixed(2)} (>= ${BARS.speed}${missed(cold < BARS.speed)}) | ${heaps} |`,
    `| ${name}, warm code | ${ours.perSecond.toFixed(0)} | ${floor.perSecond.toFixed(0)} | ${(ours.perSecond / floor.perSecond).toFixed(2)} | | |`,
  ];
}

function missed(isMissed: boolean): string {
  return isMissed ? ', **missed**' : '';
}
