import { setTimeout as delay } from 'node:timers/promises';
import { connectDatabase, type Stack, waitFor } from '@goodshunter/testing';
import { readUsage, type Usage } from './process-usage.js';

export interface RunFigures {
  offeredPerS: number;
  /** From commit to the first run's start, by the database's clock, in ms. */
  p50Ms: number;
  p99Ms: number;
  /** Runs finished per second while the tasks came in. */
  runsPerS: number;
  /** Processor seconds per second, and memory at the end. */
  api: Usage;
  scheduler: Usage;
}

/** Creates tasks at a fixed rate and reads from the database when each ran first. */
export async function measureFirstRun(stack: Stack, seconds: number, ratePerS: number): Promise<RunFigures> {
  const db = await connectDatabase(stack.databaseUrl, { decimalAsNumber: true });
  const pids = { api: stack.apiProcess.pid, scheduler: stack.schedulers[0]?.pid ?? 0 };
  const before = { api: await readUsage(pids.api), scheduler: await readUsage(pids.scheduler) };
  const [{ last = 0 } = {}] = await db.query<{ last: number }[]>('SELECT COALESCE(MAX(id), 0) last FROM task');
  const creations: Promise<unknown>[] = [];
  const begunAt = performance.now();
  for (let n = 0; n < seconds * ratePerS; n += 1) {
    await delay(Math.max(0, begunAt + (n * 1000) / ratePerS - performance.now()));
    creations.push(
      stack.api.call('POST', '/api/tasks', {
        source: 'shopify',
        query: { url: `${stack.shopUrl}/s/${1 + (n % 500)}` },
        intervalSeconds: 86_400,
      }),
    );
  }
  await Promise.all(creations);
  const usage = async (service: 'api' | 'scheduler') => {
    const now = await readUsage(pids[service]);
    return { cpuS: (now.cpuS - before[service].cpuS) / ((performance.now() - begunAt) / 1000), rssMb: now.rssMb };
  };
  const [api, scheduler] = [await usage('api'), await usage('scheduler')];
  const waits = await waitFor(
    async () => {
      const rows = await db.query<{ ms: number }[]>(
        'SELECT TIMESTAMPDIFF(MICROSECOND, t.created_at, MIN(r.started_at)) / 1000 ms FROM task t JOIN run r ON r.task_id = t.id WHERE t.id > ? GROUP BY t.id',
        [last],
      );
      return rows.length < creations.length ? undefined : rows.map(({ ms }) => ms).toSorted((a, b) => a - b);
    },
    { everyMs: 100, what: `the first runs of ${creations.length} tasks` },
  );
  const tookS = (performance.now() - begunAt) / 1000;
  await db.end();
  const quantile = (q: number) => waits[Math.ceil(q * waits.length) - 1] ?? Number.NaN;
  return {
    offeredPerS: ratePerS,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    runsPerS: waits.length / tookS,
    api,
    scheduler,
  };
}
