// What parsing in threads costs and what it saves. Optional argument: the folder of the corpus.
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { replaceSection } from '@goodshunter/testing';
import { parseDocument } from 'htmlparser2';
import { DocumentParser } from '../src/parsing/document-parser.js';
import { BENCHMARKS_FILE, findCorpus } from './corpus.js';
import { type LabelledPage, readLabelledPages } from './labelled-pages.js';
import { type IsolationRow, measureIsolation } from './measure-isolation.js';

const ROUNDS = 7;
const argument = process.argv.slice(2).find((value) => value !== '--');
const corpus = findCorpus(argument === undefined ? undefined : resolve(process.env.INIT_CWD ?? '.', argument));

const P99_BAR = 2;
const isMissed = ({ name, quietP99, attackedP99 }: IsolationRow) =>
  name === 'threads' && attackedP99 > quietP99 * P99_BAR;

interface Speed {
  name: string;
  perSecond: number;
}

/** Pages per second from bytes to product, several at once as in a crawler; variants take turns, medians. */
async function measurePages(pages: readonly LabelledPage[]): Promise<Speed[]> {
  const threads = new DocumentParser();
  const inPlace = new DocumentParser({ inlineBytes: Number.POSITIVE_INFINITY });
  const bodies = pages.map(({ html }) => Buffer.from(html));
  const parseAll = (parser: DocumentParser) => async () => {
    await Promise.allSettled(
      pages.map(({ url }, index) =>
        parser.parse('page', Buffer.from(bodies[index] ?? ''), { url }, new AbortController().signal),
      ),
    );
  };
  const variants = [
    { name: 'in threads', run: parseAll(threads), times: [] as number[] },
    { name: 'in place', run: parseAll(inPlace), times: [] as number[] },
    {
      name: 'floor: decoding and htmlparser2, in place',
      run: async () => bodies.forEach((body) => void parseDocument(new TextDecoder().decode(body))),
      times: [] as number[],
    },
  ];
  for (let round = -2; round < ROUNDS; round++) {
    for (const { run, times } of variants) {
      const startedAtMs = performance.now();
      await run();
      if (round >= 0) times.push(performance.now() - startedAtMs);
    }
  }
  await Promise.all([threads.close(), inPlace.close()]);
  return variants.map(({ name, times }) => ({
    name,
    perSecond: (pages.length * 1000) / (times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN),
  }));
}

function renderReport(rows: readonly IsolationRow[], speeds: readonly Speed[]): string {
  const floor = speeds.at(-1)?.perSecond ?? Number.NaN;
  const day = new Date().toISOString().slice(0, 10);
  return [
    '## Parsing in threads',
    '',
    `\`make parse-bench\`: Node ${process.versions.node}, ${cpus().length} cores, load average ${loadavg()[0]?.toFixed(1)}, ${day}. Crawler, shop and load generator are processes of their own on one machine, the crawler's flags and threads those that ship.`,
    '',
    'Small crawls (a feed of 30 items, 4 at once) alone, and beside 4 crawls at a time of hostile documents of 10 MB; phases of 2 s take turns.',
    '',
    '| parsing | p50 alone, ms | p99 alone, ms | p50 beside | p99 beside | p99 beside / alone | hostile documents |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map(
      ({ name, quietP50, quietP99, attackedP50, attackedP99, hostile }) =>
        `| ${name} | ${quietP50.toFixed(1)} | ${quietP99.toFixed(1)} | ${attackedP50.toFixed(1)} | ${attackedP99.toFixed(1)} | ${(attackedP99 / quietP99).toFixed(1)} | ${hostile} |`,
    ),
    '',
    `Bar: p99 beside hostile ones at most ${P99_BAR} times that alone, with threads${rows.some(isMissed) ? ', **missed**' : ''}.`,
    ...(speeds.length === 0
      ? []
      : [
          '',
          'Recorded product pages from bytes to product, all handed over at once; variants take turns, medians.',
          '',
          '| | pages/s | of the floor |',
          '| --- | --- | --- |',
          ...speeds.map(
            ({ name, perSecond }) => `| ${name} | ${perSecond.toFixed(0)} | ${(perSecond / floor).toFixed(2)} |`,
          ),
        ]),
  ].join('\n');
}

const rows = [await measureIsolation('threads'), await measureIsolation('in-place')];
const section = renderReport(
  rows,
  corpus === null ? [] : await measurePages(readLabelledPages(join(corpus, 'product-pages')) ?? []),
);
await replaceSection(BENCHMARKS_FILE, 'parsing', section);
process.stdout.write(`${section}\n`);
