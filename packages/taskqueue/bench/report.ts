import { execFile } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type RedisServer, replaceSection } from '@goodshunter/testing';
import type { Engine } from './engine.js';

type Name = Engine['name'];

/** Every round's figure of every metric and engine. */
export class Figures {
  readonly #values = new Map<string, number[]>();

  add(metric: string, engine: Name, value: number): void {
    const key = `${metric}/${engine}`;
    this.#values.set(key, [...(this.#values.get(key) ?? []), value]);
  }

  median(metric: string, engine: Name): number {
    const sorted = [...(this.#values.get(`${metric}/${engine}`) ?? [])].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    if (sorted.length % 2 === 1) return sorted[middle] ?? Number.NaN;
    return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
  }
}

interface Row {
  metric: string;
  label: string;
  digits: number;
  /** Bars of the ratios ours/raw and ours/BullMQ, as text. */
  bars: [string, string];
}

const ROWS: Row[] = [
  { metric: 'bulk', label: 'bulk enqueue, tasks/s', digits: 0, bars: ['>= 1.3', '>= 5'] },
  { metric: 'callers', label: '100 callers, one task each, tasks/s', digits: 0, bars: ['>= 1.3', '>= 4'] },
  { metric: 'one', label: 'one by one, awaited, tasks/s', digits: 0, bars: ['>= 0.85', '>= 1.9'] },
  { metric: 'drain 1', label: 'drain, concurrency 1, tasks/s', digits: 0, bars: ['>= 1.0', '>= 30'] },
  { metric: 'drain 100', label: 'drain, concurrency 100, tasks/s', digits: 0, bars: ['>= 1.0', '>= 10'] },
  { metric: 'drain node', label: 'node CPU per task, drain, µs', digits: 2, bars: ['<= 1.0', '<= 0.1'] },
  { metric: 'bulk node', label: 'node CPU per task, bulk enqueue, µs', digits: 2, bars: ['<= 0.25', '<= 0.083'] },
  { metric: 'drain redis', label: 'Redis CPU per task, drain, dense ids, µs', digits: 2, bars: ['<= 1.3', '<= 0.11'] },
  { metric: 'bulk redis', label: 'Redis CPU per task, enqueue, dense ids, µs', digits: 2, bars: ['<= 3', '<= 0.33'] },
  { metric: 'random drain redis', label: 'Redis CPU per task, drain, random ids, µs', digits: 2, bars: ['<= 2.0', ''] },
  {
    metric: 'random bulk redis',
    label: 'Redis CPU per task, enqueue, random ids, µs',
    digits: 2,
    bars: ['<= 3.5', ''],
  },
  { metric: 'p50', label: 'add to handler start at 200/s, p50, ms', digits: 2, bars: ['<= 0.7', '<= 0.35'] },
  { metric: 'p99', label: 'add to handler start at 200/s, p99, ms', digits: 2, bars: ['<= 1.0', '<= 0.6'] },
  { metric: 'memory', label: 'Redis memory per waiting task, bytes', digits: 0, bars: ['<= 1.3', '<= 0.25'] },
  { metric: 'idle', label: 'idle worker, commands/s', digits: 2, bars: ['', '<= 0.25'] },
];

/** Writes the section Queue of docs/benchmarks.md, leaving the others alone, and answers it. */
export async function writeReport(
  figures: Figures,
  run: { rounds: number; scale: number; redis: RedisServer },
): Promise<string> {
  const show = (value: number, digits: number) => (Number.isNaN(value) ? '-' : value.toFixed(digits));
  const ratio = (a: number, b: number, bar: string) => {
    if (Number.isNaN(a / b)) return '-';
    const text = (a / b).toFixed(a / b < 0.1 ? 3 : 2);
    if (bar === '') return text;
    const limit = Number(bar.slice(3));
    const isMet = bar.startsWith('>=') ? a / b >= limit : a / b <= limit;
    return `${text} (${bar}${isMet ? '' : ', **missed**'})`;
  };
  const lines = ROWS.map(({ metric, label, digits, bars }) => {
    const [ours, raw, bullmq] = (['ours', 'raw', 'bullmq'] as const).map((name) => figures.median(metric, name)) as [
      number,
      number,
      number,
    ];
    const cells = [show(ours, digits), show(raw, digits), show(bullmq, digits)];
    return `| ${[label, ...cells, ratio(ours, raw, bars[0]), ratio(ours, bullmq, bars[1])].join(' | ')} |`;
  });
  const [few, many] = [figures.median('backlog 10k', 'ours'), figures.median('backlog 1M', 'ours')];
  const { stdout } = await promisify(execFile)('redis-server', ['--version']);
  const version = /v=(\S+)/.exec(stdout)?.[1];
  const waiting = Math.round(1_000_000 * run.scale).toLocaleString('en');
  const section = [
    '## Queue',
    '',
    `\`pnpm --filter @goodshunter/taskqueue bench\`: Redis ${version}, AOF everysec, Node ${process.versions.node}, ${cpus().length} cores, ${run.rounds} rounds after one to warm up, the engines take turns in changing order on an emptied Redis and heap, medians, load average ${loadavg()[1]?.toFixed(1)} (some 2 of it this run's own), ${new Date().toISOString().slice(0, 10)}.`,
    'All carry a JSON body of 120 bytes. *raw* is ioredis alone: pipelined XADD in batches of 1,000; single awaited XADDs; XREADGROUP COUNT 500 with the next read under way, one variadic XACK and XDEL per 500.',
    '*ours* has dedup ids, ownership checks and acknowledge-after-work switched on. In brackets the bar each ratio was set.',
    '',
    '| | ours | raw | BullMQ | ours / raw | ours / BullMQ |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
    '',
    `CPU (server and node) per task added and drained behind ${waiting} waiting entries / behind 10,000: ${show(many, 2)} / ${show(few, 2)} µs, ratio ${ratio(many, few, '<= 1.1')}. Commands over 5 ms meanwhile (SLOWLOG): ${figures.median('slow 1M', 'ours')} / ${figures.median('slow 10k', 'ours')}.`,
  ].join('\n');
  await replaceSection(fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url)), 'queue', section);
  return section;
}
