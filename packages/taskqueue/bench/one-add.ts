import { execFile } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { besideCrowd, type RedisServer, replaceSection, startRedis } from '@goodshunter/testing';
import type { OneByOne } from './add-one-by-one.js';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const CROWD = 4;
const run = promisify(execFile);
const ADDER = fileURLToPath(new URL('./add-one-by-one.ts', import.meta.url));

type Engine = 'ours' | 'raw';
type Round = Record<Engine, OneByOne>;

async function addOneByOne(redis: RedisServer, engine: Engine): Promise<OneByOne> {
  await redis.client().flushall();
  const args = ['--conditions=@goodshunter/source', '--import', 'tsx', ADDER, engine, String(redis.port)];
  return JSON.parse((await run(process.execPath, args)).stdout) as OneByOne;
}

/** Both engines in turns, in processes of their own. */
async function measureRound(redis: RedisServer, isRawFirst: boolean): Promise<Round> {
  const first = await addOneByOne(redis, isRawFirst ? 'raw' : 'ours');
  const second = await addOneByOne(redis, isRawFirst ? 'ours' : 'raw');
  return isRawFirst ? { raw: first, ours: second } : { ours: first, raw: second };
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

const load = loadavg()[0]?.toFixed(1);
const redis = await startRedis({ appendonly: true });
const alone: Round[] = [];
const beside: Round[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  alone.push(await measureRound(redis, round % 2 === 0));
  beside.push(await besideCrowd(CROWD, () => measureRound(redis, round % 2 === 0)));
}
await redis.stop();

const row = (label: string, rounds: Round[], of: (figures: OneByOne) => number) => {
  const us = (engine: Engine) => median(rounds.map((round) => of(round[engine]))).toFixed(0);
  const rate = median(rounds.map(({ ours, raw }) => of(raw) / of(ours))).toFixed(2);
  return `| ${label} | ${us('raw')} | ${us('ours')} | ${rate} |`;
};
const section = [
  '### One add, awaited, in a fresh process',
  '',
  `\`pnpm --filter @goodshunter/taskqueue bench:one-add\`: ${ROUNDS} rounds in turns, a process each, ${cpus().length} cores, load ${load} before it began, ${new Date().toISOString().slice(0, 10)}. Bar for the rate when warm: >= 0.7 of raw's.`,
  '',
  '| | raw, µs per add | ours, µs per add | rate, ours / raw |',
  '| --- | --- | --- | --- |',
  row('alone, after 3,300', alone, ({ warmUs }) => warmUs),
  row('alone, the first 300', alone, ({ coldUs }) => coldUs),
  row(`beside ${CROWD} busy loops, after 3,300`, beside, ({ warmUs }) => warmUs),
  row(`beside ${CROWD} busy loops, the first 300`, beside, ({ coldUs }) => coldUs),
].join('\n');
await replaceSection(fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url)), 'one-add', section);
console.log(section);
