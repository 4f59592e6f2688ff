// What a first look costs: node --conditions=@goodshunter/source --import tsx bench/first-look.ts [slices]
import { readFile } from 'node:fs/promises';
import type { CrawlResponse } from '@goodshunter/contracts/crawl';
import { createDatabase, type Database, migrate } from '@goodshunter/db';
import { type MariadbServer, startMariadb } from '@goodshunter/testing';
import type { RunTaskDeps } from '../src/pipeline/run-context.js';
import { runTask } from '../src/pipeline/run-task.js';
import { median } from './figures.js';
import { createBenchDeps } from './run-task-rounds.js';
import { createTasks } from './tasks.js';

const LISTINGS = 36;
const RUNS = 200;
const WORKERS = 16;
const never = new AbortController().signal;

/** Every task a listing of its own: nothing of it is stored yet. */
function answer(taskId: number): CrawlResponse {
  const items = Array.from({ length: LISTINGS }, (_value, index) => ({
    key: `shop${taskId}.example/${index}`,
    title: `Listing ${index} of shop ${taskId}, with a name as shops give it`,
    url: `https://shop${taskId}.example/products/${index}`,
    imageUrl: `https://shop${taskId}.example/pictures/${index}.jpg`,
    description: 'A listing as shops write them, with a sentence or two about what it is. '.repeat(3),
    price: { amountMinor: 1000 + index, currency: 'EUR' },
    availability: 'in_stock' as const,
  }));
  return { status: 'ok', items, complete: true, mayHaveMissed: false, notModified: false, validators: {}, requests: 1 };
}

async function drain(
  db: Database,
  deps: Omit<RunTaskDeps, 'crawlers'>,
): Promise<{ perSecond: number; nodeUs: number }> {
  const ids = await createTasks(db, RUNS);
  await db.sql.execute('UPDATE task SET baseline_at = NULL WHERE id IN (?)', [ids]);
  const answers = new Map(ids.map((id) => [id, answer(id)]));
  let next = 0;
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      for (let id = ids[next++]; id !== undefined; id = ids[next++]) {
        const taskId = id;
        const crawl = async () => answers.get(taskId) ?? answer(0);
        const crawlers = { acquire: async () => ({ crawl, release: () => {} }) };
        const outcome = await runTask({ ...deps, crawlers }, { taskId, mode: 'redis_streams' }, never);
        if (outcome.status !== 'saved') throw new Error(`a run was ${outcome.status}`);
      }
    }),
  );
  const { user, system } = process.cpuUsage(cpuBefore);
  return { perSecond: (RUNS / (performance.now() - startedAt)) * 1000, nodeUs: (user + system) / RUNS };
}

/** Processor time of the server so far, in µs: fields 14 and 15 of its stat, in hundredths of a second. */
async function readServerUs({ pid }: Pick<MariadbServer, 'pid'>): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const [user = '0', system = '0'] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) * 10_000;
}

async function countStatements(db: Database): Promise<number> {
  const [row] = await db.sql.query<{ Value: string }>("SHOW GLOBAL STATUS LIKE 'Questions'");
  return Number(row?.Value);
}

const mariadb = await startMariadb({ extraArgs: ['--innodb-buffer-pool-size=512M'] });
try {
  const url = await mariadb.createDatabase();
  await migrate(url);
  const db = createDatabase({ url, poolSize: process.env.OLD ? WORKERS : WORKERS });
  const deps = createBenchDeps(db);
  await drain(db, deps);
  const slices: { perSecond: number; nodeUs: number; serverUs: number; statements: number }[] = [];
  for (let slice = 0; slice < Number(process.argv[2] ?? 7); slice += 1) {
    const [serverBefore, statementsBefore] = [await readServerUs(mariadb), await countStatements(db)];
    const figures = await drain(db, deps);
    const serverUs = ((await readServerUs(mariadb)) - serverBefore) / RUNS;
    slices.push({ ...figures, serverUs, statements: ((await countStatements(db)) - statementsBefore) / RUNS });
  }
  for (const name of ['perSecond', 'nodeUs', 'serverUs', 'statements'] as const) {
    console.log(`${name}: ${median(slices.map((slice) => slice[name])).toFixed(1)}`);
  }
  await db.close();
} finally {
  await mariadb.stop();
}
