import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { replaceSection } from '@goodshunter/testing';
import type { TickFigures } from './publisher-tick.js';
import type { RunTaskFigures } from './run-task-rounds.js';
import type { LatencyFigures } from './start-latency.js';
import type { ReplicaFigures } from './two-replicas.js';

export interface Figures {
  runTask: RunTaskFigures;
  tick: TickFigures;
  latency: LatencyFigures;
  replicas: ReplicaFigures;
}

/** Writes the section Scheduler of docs/benchmarks.md, leaving the others alone, and answers it. */
export async function writeReport({ runTask, tick, latency, replicas }: Figures): Promise<string> {
  const { perSecond, nodeUs } = runTask;
  const runRow = (label: string, name: keyof typeof perSecond) =>
    `| ${label} | ${perSecond[name].toFixed(0)} | ${nodeUs[name].toFixed(0)} |`;
  const section = [
    '## Scheduler',
    '',
    `\`pnpm --filter @goodshunter/scheduler bench\`: MariaDB flushed at each commit, Redis AOF everysec, Node ${process.versions.node}, ${cpus().length} cores shared by all of it, load average ${loadavg()[1]?.toFixed(1)} meanwhile, ${new Date().toISOString().slice(0, 10)}.`,
    '',
    'One replica, 16 workers, an instant crawler; slices of the variants alternate, medians:',
    '',
    '| | runs/s | node CPU per run, µs |',
    '| --- | --- | --- |',
    runRow('floor: claim, read, save with the row of its run in one transaction', 'floor'),
    runRow('`runTask`, nothing listed', 'ours'),
    runRow('the same with the budget of its host in Redis', 'budgetInRedis'),
    runRow('the same with the budget of its host in a row', 'budgetInRows'),
    runRow('`runTask`, 20 unchanged listings', 'withItems'),
    runRow('the same, each answer offered to other replicas by Redis', 'shared'),
    runRow('beside: claim, read and update alone, no transaction, no run row', 'bare'),
    '',
    `\`runTask\` / floor: ${judge(runTask.ratio, '>=', 0.7)}.`,
    '',
    '| | measured | bar |',
    '| --- | --- | --- |',
    `| sweep announcing 10,000 due tasks: ${tick.largeCount.toLocaleString('en')} tasks / 10,000 tasks | ${tick.large.toFixed(0)} / ${tick.small.toFixed(0)} ms | ratio ${judge(tick.large / tick.small, '<=', 1.3)} |`,
    `| two replicas / one, processes, 3,000 due tasks | ${replicas.two.toFixed(0)} / ${replicas.one.toFixed(0)} runs/s | ratio ${replicas.ratio.toFixed(2)} (on ${cpus().length} cores with database, Redis and crawler) |`,
    `| crawls beyond one per due task meanwhile | ${replicas.doubled} | ${judge(replicas.doubled, '<=', 0)} |`,
    `| one replica, a process, saturates at | ${latency.saturated.toFixed(0)} runs/s | |`,
    `| due to crawl start at ${latency.rate.toFixed(0)} runs/s, p50 / p99 | ${latency.due.p50.toFixed(0)} / ${latency.due.p99.toFixed(0)} ms | p99 ${judge(latency.due.p99, '<=', 2000)} |`,
    `| insert and announce to crawl start at the same rate, p50 / p99 | ${latency.announced.p50.toFixed(0)} / ${latency.announced.p99.toFixed(0)} ms | p99 ${judge(latency.announced.p99, '<=', 100)} |`,
  ].join('\n');
  await replaceSection(fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url)), 'scheduler', section);
  return section;
}

function judge(value: number, sign: '<=' | '>=', bar: number): string {
  const isMet = sign === '<=' ? value <= bar : value >= bar;
  return `${value.toFixed(value < 10 ? 2 : 0)} (bar ${sign} ${bar}${isMet ? '' : ', **missed**'})`;
}
