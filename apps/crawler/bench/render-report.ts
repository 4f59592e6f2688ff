import { loadavg } from 'node:os';
import type { Speed } from './measure-speed.js';
import { ratesOf, type Score } from './score-prices.js';

export interface Report {
  pageCount: number;
  feedCount: number;
  all: Score;
  visibleOnly: Score;
  outOfStock: Score;
  pages: Speed[];
  feeds: Speed[];
}

const F1_BAR = 0.85;
const PRECISION_BAR = 0.92;
const SPEED_BAR = 0.6;

/** The section of docs/benchmarks.md. */
export function renderReport(report: Report): string {
  const day = new Date().toISOString().slice(0, 10);
  const rows: [string, Score][] = [
    ['price', report.all],
    ['price, with all markup for machines removed from the pages', report.visibleOnly],
    ['OutOfStock', report.outOfStock],
  ];
  const rates = ratesOf(report.all);
  return [
    '## Extraction',
    '',
    `\`make extract-bench\`: ${report.pageCount} recorded product pages, ${report.feedCount} feeds, Node ${process.versions.node}, load average ${loadavg()[0]?.toFixed(1)}, ${day}.`,
    'Scored as the corpus asks (a wrong price is a false positive and a false negative). On the same pages the best commercial service has F1 0.912, the second 0.848, the open-source one 0.643.',
    '',
    '| | F1 | precision | recall | right | wrong or invented | missing or wrong |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map(([name, score]) => {
      const { f1, precision, recall } = ratesOf(score);
      return `| ${name} | ${f1.toFixed(3)} | ${precision.toFixed(3)} | ${recall.toFixed(3)} | ${score.truePositives} | ${score.falsePositives} | ${score.falseNegatives} |`;
    }),
    '',
    `Bars: F1 >= ${F1_BAR}${missed(rates.f1 < F1_BAR)}, precision >= ${PRECISION_BAR}${missed(rates.precision < PRECISION_BAR)}.`,
    ...(report.all.misses.length > 0 ? ['', 'Misses:', ''] : []),
    ...report.all.misses.map(
      ({ id, host, expected, found, rule, confidence }) =>
        `- ${id} ${host}: ${expected}, read ${found} (${rule}, ${confidence})`,
    ),
    '',
    'Speed: the floor is htmlparser2 building its tree of the same text and no more. Variants take turns, medians; the heap is what one pass over all files leaves to collect.',
    '',
    '| | ours | floor | ours / floor | heap, ours | heap, floor |',
    '| --- | --- | --- | --- | --- | --- |',
    speedRow('pages/s', report.pages),
    speedRow('feeds/s', report.feeds),
  ].join('\n');
}

function speedRow(name: string, speeds: readonly Speed[]): string {
  const [ours, floor] = speeds;
  if (!ours || !floor) return `| ${name} | - | - | - | - | - |`;
  const ratio = ours.perSecond / floor.perSecond;
  return `| ${name} | ${ours.perSecond.toFixed(0)} | ${floor.perSecond.toFixed(0)} | ${ratio.toFixed(2)} (>= ${SPEED_BAR}${missed(ratio < SPEED_BAR)}) | ${ours.heapMb.toFixed(0)} MB | ${floor.heapMb.toFixed(0)} MB |`;
}

function missed(isMissed: boolean): string {
  return isMissed ? ', **missed**' : '';
}
