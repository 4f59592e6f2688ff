import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Stack, startStack } from '@goodshunter/testing';
import { createBareTasks } from './bare-task.js';
import { measureFirstRun, type RunFigures } from './first-run.js';
import { type Figures, measureClosedLoop, measureFloor, measureOpenLoop, medianOf, type Target } from './measure.js';

const HERE = fileURLToPath(import.meta.url);
const BENCHMARKS = join(HERE, '../../../../docs/benchmarks.md');
const BEGIN = '<!-- api-load:begin -->';
const END = '<!-- api-load:end -->';
/** Of our own saturation rate, for the open loop. */
const OFFERED_SHARE = 0.6;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    /** Tasks per second while the time to the first run is measured. */
    runs: { type: 'string', default: '50' },
    write: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);

/** A task that is due once and then in a month. */
const targetOf = (stack: Stack): Target => ({
  url: stack.api.baseUrl,
  token: stack.api.token,
  body: { source: 'shopify', query: { url: `${stack.shopUrl}/s/1` }, intervalSeconds: 2_592_000 },
});

const closed: Record<'floor' | 'peer' | 'streams' | 'polling', Figures[]> = {
  floor: [],
  peer: [],
  streams: [],
  polling: [],
};
const open: Partial<Record<'streams' | 'polling', Figures>> = {};
const runs: Partial<Record<'streams' | 'polling', RunFigures>> = {};

// Creations alone: no scheduler competes for the two cores. Both houses stand side by side, rounds are interleaved.
const streams = await startStack({ schedulers: 0, crawlers: 0 });
const polling = await startStack({ redis: false, schedulers: 0, crawlers: 0 });
const redisUrl = streams.redis?.url ?? '';
const bare = createBareTasks(streams.databaseUrl, redisUrl);
const peer = spawn(process.execPath, ['--import', 'tsx', join(HERE, '../peer-server.ts')], {
  env: { ...process.env, DATABASE_URL: streams.databaseUrl, REDIS_URL: redisUrl },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  const [port] = await once(createInterface(peer.stdout), 'line');
  const peerTarget: Target = { url: `http://127.0.0.1:${port}`, token: '', body: targetOf(streams).body };
  for (let round = 0; round <= rounds; round += 1) {
    const figures = {
      floor: await measureFloor(bare, seconds),
      peer: await measureClosedLoop(peerTarget, seconds),
      streams: await measureClosedLoop(targetOf(streams), seconds),
      polling: await measureClosedLoop(targetOf(polling), seconds),
    };
    // The first round warms everything up and does not count.
    if (round > 0)
      for (const name of ['floor', 'peer', 'streams', 'polling'] as const) closed[name].push(figures[name]);
  }
  for (const [name, stack] of [
    ['streams', streams],
    ['polling', polling],
  ] as const) {
    const rate = Math.round(medianOf(closed[name]).perSecond * OFFERED_SHARE);
    open[name] = medianOf(await repeat(rounds, () => measureOpenLoop(targetOf(stack), seconds, rate)));
  }
} finally {
  peer.kill('SIGKILL');
  await bare.close();
  await Promise.all([streams.stop(), polling.stop()]);
}
for (const name of ['streams', 'polling'] as const) {
  const stack = await startStack({ redis: name === 'streams' });
  try {
    runs[name] = await measureFirstRun(stack, seconds * 3, Number(values.runs));
  } finally {
    await stack.stop();
  }
}
const text = render();
console.log(text);
if (values.write) await write(text);

function render(): string {
  const all = {
    floor: medianOf(closed.floor),
    peer: medianOf(closed.peer),
    streams: medianOf(closed.streams),
    polling: medianOf(closed.polling),
  };
  const row = (name: string, { perSecond, p50Ms, p99Ms, refused }: Figures = medianOf([])) =>
    `| ${name} | ${perSecond.toFixed(0)} | ${p50Ms.toFixed(1)} | ${p99Ms.toFixed(1)} | ${refused} |`;
  const runRow = (name: string, figures: RunFigures | undefined) =>
    figures
      ? `| ${name} | ${figures.offeredPerS} | ${figures.p50Ms.toFixed(0)} | ${figures.p99Ms.toFixed(0)} | ${figures.runsPerS.toFixed(0)} | ${(figures.api.cpuS * 100).toFixed(0)} % / ${figures.api.rssMb.toFixed(0)} MB | ${(figures.scheduler.cpuS * 100).toFixed(0)} % / ${figures.scheduler.rssMb.toFixed(0)} MB |`
      : '';
  return [
    `\`make load\`, ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}, load generator on the same machine, medians of ${rounds} interleaved rounds of ${seconds} s after one to warm up.`,
    '',
    '| closed loop, 10 connections | created per second | p50, ms | p99, ms | refused |',
    '| --- | --- | --- | --- | --- |',
    row('floor: INSERT + XADD, no HTTP', all.floor),
    row('peer: bare express + INSERT + XADD', all.peer),
    row('POST /api/tasks, Streams mode', all.streams),
    row('POST /api/tasks, polling mode', all.polling),
    '',
    `p99 against the floor: ${(all.streams.p99Ms / all.floor.p99Ms).toFixed(2)} (bar: at most 3). Throughput against the peer: ${(all.streams.perSecond / all.peer.perSecond).toFixed(2)} (bar: at least 0.5).`,
    '',
    '| open loop at 60 % of our own saturation | created per second | p50, ms | p99, ms | refused |',
    '| --- | --- | --- | --- | --- |',
    row('Streams mode', open.streams),
    row('polling mode', open.polling),
    '',
    '| creations with one scheduler and one crawler running them | offered per second | commit to first run: p50, ms | p99, ms | runs per second | api: processor / memory | scheduler: processor / memory |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    runRow('Streams mode', runs.streams),
    runRow('polling mode', runs.polling),
  ].join('\n');
}

async function repeat(times: number, measure: () => Promise<Figures>): Promise<Figures[]> {
  const figures: Figures[] = [];
  for (let n = 0; n < times; n += 1) figures.push(await measure());
  return figures;
}

async function write(table: string): Promise<void> {
  const file = await readFile(BENCHMARKS, 'utf8').catch(() => '# Benchmarks\n');
  const section = `${BEGIN}\n${table}\n${END}`;
  const [before, rest] = file.split(BEGIN);
  const after = rest?.split(END)[1];
  const text = after === undefined ? `${file}\n## API load\n\n${section}\n` : `${before}${section}${after}`;
  await writeFile(BENCHMARKS, text);
}
