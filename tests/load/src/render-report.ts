import { cpus, loadavg } from 'node:os';
import { type Figures, medianOf } from './figures.js';
import type { RunFigures } from './first-run.js';

export type Mode = 'streams' | 'polling';
export type Contender = 'floor' | 'peer' | Mode;

export interface Measured {
  rounds: number;
  seconds: number;
  closed: Record<Contender, Figures[]>;
  /** Closed loop with a hundred connections: the most that was taken. */
  saturated: Record<Mode, Figures[]>;
  open: Record<Mode, Figures[]>;
  runs: Record<Mode, RunFigures>;
}

/** The section API load of docs/benchmarks.md. */
export function renderReport({ rounds, seconds, closed, saturated, open, runs }: Measured): string {
  const [floor, peer, streams] = [medianOf(closed.floor), medianOf(closed.peer), medianOf(closed.streams)];
  const against = (figures: Figures) => (figures.p99Ms / floor.p99Ms).toFixed(2);
  return [
    `\`make load\`, ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}, load average ${loadavg()[1]?.toFixed(1)}; database, Redis, services and load generator on the same machine; medians of ${rounds} interleaved rounds of ${seconds} s after one to warm up. Services log as in production (\`info\`), to files.`,
    '',
    '| closed loop, 10 connections | created per second | p50, ms | p99, ms | refused |',
    '| --- | --- | --- | --- | --- |',
    renderRow('floor: INSERT + XADD, no HTTP', floor),
    renderRow('peer: bare express + INSERT + XADD', peer),
    renderRow('POST /api/tasks, Streams mode', streams),
    renderRow('POST /api/tasks, polling mode', medianOf(closed.polling)),
    '',
    `p99 against the floor: ${against(streams)} (bar: at most 3; the peer: ${against(peer)}). Throughput against the peer: ${(streams.perSecond / peer.perSecond).toFixed(2)} (bar: at least 0.5).`,
    '',
    '| saturation: closed loop, 100 connections | created per second | p50, ms | p99, ms | refused |',
    '| --- | --- | --- | --- | --- |',
    renderRow('Streams mode', medianOf(saturated.streams)),
    renderRow('polling mode', medianOf(saturated.polling)),
    '',
    '| open loop at 60 % of that rate (bars: p99 below 50 ms, none refused) | created per second | p50, ms | p99, ms | refused |',
    '| --- | --- | --- | --- | --- |',
    renderRow('Streams mode', medianOf(open.streams)),
    renderRow('polling mode', medianOf(open.polling)),
    '',
    '| creations with one scheduler and one crawler running them | offered per second | commit to first run: p50, ms | p99, ms | runs per second | api: processor / memory | scheduler: processor / memory |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    renderRuns('Streams mode', runs.streams),
    renderRuns('polling mode', runs.polling),
  ].join('\n');
}

function renderRow(name: string, { perSecond, p50Ms, p99Ms, refused }: Figures): string {
  return `| ${name} | ${perSecond.toFixed(0)} | ${p50Ms.toFixed(1)} | ${p99Ms.toFixed(1)} | ${refused} |`;
}

function renderRuns(name: string, { offeredPerS, p50Ms, p99Ms, runsPerS, api, scheduler }: RunFigures): string {
  const usage = ({ cpuS, rssMb }: RunFigures['api']) => `${(cpuS * 100).toFixed(0)} % / ${rssMb.toFixed(0)} MB`;
  const times = [offeredPerS, p50Ms, p99Ms, runsPerS].map((figure) => figure.toFixed(0)).join(' | ');
  return `| ${name} | ${times} | ${usage(api)} | ${usage(scheduler)} |`;
}
