import { readFile } from 'node:fs/promises';
import { createDatabase, migrate } from '@goodshunter/db';
import {
  besideCrowd,
  fakeCrawler,
  type MariadbServer,
  PATIENCE_MS,
  type RedisServer,
  waitFor,
} from '@goodshunter/testing';
import { median, pass } from './figures.js';
import { startReplica } from './scheduler-replica.js';
import { createTasks, makeDue } from './tasks.js';

/** The kernel counts CPU time in ticks of this length for every program that reads /proc (USER_HZ, proc(5)). */
const TICKS_PER_S = 100;

/** How long what is already under way when the surroundings change is left out of a measurement. */
const SETTLE_MS = 2000;

/** What one phase saw. `cores` are seconds of CPU per second. */
export interface Phase {
  runsPerS: number;
  /** Of both schedulers, database, Redis and crawler together. */
  cores: number;
  /** CPU of all of these for one run. */
  cpuMsPerRun: number;
  /** What one busy process beside got; NaN without a crowd. */
  coresOfOneBeside: number;
}

export interface CrowdFigures {
  alone: Phase;
  beside: Phase;
  /** Median over rounds of runs per second, beside / alone. */
  runs: number;
  /** The same of one process that only reads and writes JSON: what a share of the processor is worth. */
  plain: number;
}

/**
 * Runs per second of two schedulers on a backlog of due tasks, alone and beside busy processes, in turns: whether throughput
 * falls in proportion to what is left of the processor, which a plain process shows, or below it.
 */
export async function measureCrowd(
  mariadb: MariadbServer,
  redis: RedisServer,
  { rounds, tasks, crowd, phaseMs }: { rounds: number; tasks: number; crowd: number; phaseMs: number },
): Promise<CrowdFigures> {
  const databaseUrl = await mariadb.createDatabase();
  await migrate(databaseUrl);
  const db = createDatabase({ url: databaseUrl, poolSize: 2 });
  const crawler = await fakeCrawler();
  const schedulers = await Promise.all([1, 2].map(() => startReplica({ databaseUrl, redis, crawlerUrl: crawler.url })));
  const pids = [mariadb.pid, redis.pid, process.pid, ...schedulers.map(({ pid }) => pid)];
  try {
    const plain = { alone: [] as number[], beside: [] as number[] };
    for (let round = 0; round < rounds; round += 1) {
      plain.alone.push(await plainPerS(phaseMs / 3));
      plain.beside.push(await besideCrowd(crowd, () => plainPerS(phaseMs / 3)));
    }
    const ids = await createTasks(db, tasks, { dueInS: 86_400 });
    const runPhase = async (busy: readonly number[]): Promise<Phase> => {
      const arrived = crawler.crawls.length;
      await waitFor(() => crawler.crawls.length > arrived, { timeoutMs: PATIENCE_MS });
      await pass(SETTLE_MS);
      const [startedAt, runs, cpu, cpuBeside] = [
        performance.now(),
        crawler.crawls.length,
        await cpuS(pids),
        await cpuS(busy),
      ];
      await pass(phaseMs);
      const seconds = (performance.now() - startedAt) / 1000;
      const done = crawler.crawls.length - runs;
      const used = (await cpuS(pids)) - cpu;
      return {
        runsPerS: done / seconds,
        cores: used / seconds,
        cpuMsPerRun: (used / done) * 1000,
        coresOfOneBeside: ((await cpuS(busy)) - cpuBeside) / busy.length / seconds,
      };
    };
    const phases: { alone: Phase; beside: Phase }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await makeDue(db, ids);
      const alone = await runPhase([]);
      phases.push({ alone, beside: await besideCrowd(crowd, runPhase) });
      console.log(phases.at(-1));
    }
    const over = (of: (phase: { alone: Phase; beside: Phase }) => number) => median(phases.map(of));
    const middle = (which: 'alone' | 'beside'): Phase => ({
      runsPerS: over((phase) => phase[which].runsPerS),
      cores: over((phase) => phase[which].cores),
      cpuMsPerRun: over((phase) => phase[which].cpuMsPerRun),
      coresOfOneBeside: over((phase) => phase[which].coresOfOneBeside),
    });
    return {
      alone: middle('alone'),
      beside: middle('beside'),
      runs: over(({ alone, beside }) => beside.runsPerS / alone.runsPerS),
      plain: median(plain.beside.map((perS, round) => perS / (plain.alone[round] ?? Number.NaN))),
    };
  } finally {
    await Promise.all(schedulers.map((scheduler) => scheduler.kill('SIGKILL')));
    await crawler.close();
    await db.close();
  }
}

/** Pieces of work per second of this process, with a pause after each few, as a service has. */
async function plainPerS(ms: number): Promise<number> {
  const text = JSON.stringify(Array.from({ length: 3000 }, (_value, id) => ({ id, name: `item ${id}` })));
  const startedAt = performance.now();
  let pieces = 0;
  while (performance.now() - startedAt < ms) {
    for (let piece = 0; piece < 5; piece += 1) JSON.stringify(JSON.parse(text));
    pieces += 5;
    await pass(1);
  }
  return (pieces / (performance.now() - startedAt)) * 1000;
}

/** CPU time that these processes have used so far, user and system, in seconds. */
async function cpuS(pids: readonly number[]): Promise<number> {
  const used = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      // Fields 14 and 15 of proc(5), counted behind the name, which may hold anything but a last ")".
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
    }),
  );
  return used.reduce((sum, seconds) => sum + seconds, 0);
}
