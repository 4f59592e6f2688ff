// Shows how the compose stack scales and what it survives, and writes docs/scaling.md: node scripts/compose-scaling.mjs
// [--tasks 3000] [--rounds 3] [--no-build] [--keep]. Ends non-zero when a promise does not hold.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import {
  apiUrls,
  compose,
  containers,
  count,
  counter,
  databaseNow,
  docker,
  scale,
  sql,
  waitUntil,
} from './lib/compose-stack.mjs';

const { values } = parseArgs({
  options: {
    tasks: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '3' },
    'no-build': { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const TASKS = Number(values.tasks);
const ROUNDS = Number(values.rounds);
const WAITING = Math.min(1000, TASKS);
const LEAST_SHARE = 25;
const LARGEST_SHARE = 42;
/** Processes that wanted a core before anything was started here: what else the machine was busy with. */
const loadBefore = loadavg()[0].toFixed(1);
const broken = [];
const lines = [];
let token = '';

const say = (text) => {
  console.error(`${new Date().toISOString().slice(11, 19)} ${text}`);
};
const write = (text = '') => lines.push(text);
const promise = (holds, text) => {
  write(`- ${holds ? 'holds' : '**does not hold**'}: ${text}`);
  say(`${holds ? 'holds' : 'DOES NOT HOLD'}: ${text}`);
  if (!holds) broken.push(text);
};
const percent = (part, whole) => Math.round((1000 * part) / whole) / 10;
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
/** Runs that ended since `since`, all of them and by task. */
const succeeded = (since) => count(`SELECT COUNT(*) FROM run WHERE outcome='ok' AND started_at>='${since}'`);
const tasksDone = (since) =>
  count(`SELECT COUNT(DISTINCT task_id) FROM run WHERE outcome='ok' AND started_at>='${since}'`);

async function call(base, method, path, body) {
  const answer = await fetch(base + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Calls `work` for 0 to n-1, at most `width` at once. */
async function inParallel(n, width, work) {
  let next = 0;
  const walk = async () => {
    while (next < n) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, walk));
}

/** Makes every task due at this instant, and says which instant. */
async function makeAllDue() {
  const since = await databaseNow();
  await sql(
    "UPDATE task SET due_at=UTC_TIMESTAMP(3), planned_at=UTC_TIMESTAMP(3) WHERE state='active' AND lease_owner IS NULL",
  );
  return since;
}

/** Each task ran once and only once since then. */
async function checkOnce(since, what) {
  await waitUntil(`every task ran after ${what}`, async () => (await tasksDone(since)) >= TASKS);
  const doubled = (await succeeded(since)) - TASKS;
  promise(doubled === 0, `${what}: ${await tasksDone(since)} of ${TASKS} tasks ran, ${doubled} of them twice`);
}

async function start() {
  const images = values['no-build'] ? '--no-build' : '--build';
  say(`starting (${images})`);
  await compose('up', '-d', images, '--wait', '--scale', 'sample-task=0');
  await scale(3);
  token = await compose('exec', '-T', 'api', 'cat', '/data/admin-token');
}

async function shareCreations() {
  const urls = await apiUrls();
  const crawlers = await containers('crawler');
  const crawlsBefore = await Promise.all(crawlers.map((id) => counter(id, 8082, 'goodshunter_crawls_total')));
  const since = await databaseNow();
  const begunAt = performance.now();
  say(`creating ${TASKS} tasks through ${urls.length} apis`);
  await inParallel(TASKS, 24, (n) =>
    call(urls[n % urls.length], 'POST', '/api/tasks', {
      source: 'shopify',
      query: { url: `http://demo-shop:8084/s/${n + 1}` },
      keyword: 'camera',
      intervalSeconds: 86_400,
    }),
  );
  const createdS = (performance.now() - begunAt) / 1000;
  await waitUntil('every new task ran', async () => (await tasksDone(since)) >= TASKS);
  const schedulers = await sql(
    `SELECT worker, COUNT(*) FROM run WHERE outcome='ok' AND started_at>='${since}' GROUP BY worker`,
  );
  const runs = schedulers.map(([, number]) => Number(number));
  const crawls = await Promise.all(
    crawlers.map(async (id, index) => (await counter(id, 8082, 'goodshunter_crawls_total')) - crawlsBefore[index]),
  );
  write('## The work is shared');
  write();
  write(`${TASKS} equal tasks, created in turn at ${urls.length} apis in ${createdS.toFixed(1)} s:`);
  write();
  write('| replica | schedulers: runs | crawlers: crawls |');
  write('| --- | --- | --- |');
  for (const index of runs.keys()) {
    const crawled = crawls[index] ?? 0;
    write(
      `| ${index + 1} | ${runs[index]} (${percent(runs[index], TASKS)} %) | ${crawled} (${percent(crawled, TASKS)} %) |`,
    );
  }
  write();
  for (const [name, parts] of [
    ['scheduler', runs],
    ['crawler', crawls],
  ]) {
    const shares = parts.map((part) => percent(part, TASKS));
    const isFair = shares.length === 3 && shares.every((share) => share >= LEAST_SHARE && share <= LARGEST_SHARE);
    promise(isFair, `each ${name} does ${LEAST_SHARE} to ${LARGEST_SHARE} % (${shares.join(', ')} %)`);
  }
  write();
}

/** Rounds of 1, 2 and 3 replicas are interleaved, so that whatever else the machine does meets all three alike. */
async function measureThroughput() {
  const rates = new Map([1, 2, 3].map((n) => [n, []]));
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const [n, measured] of rates) {
      await scale(n);
      const since = await makeAllDue();
      await waitUntil('all due tasks ran', async () => (await tasksDone(since)) >= TASKS);
      const tookMicroseconds = await count(
        `SELECT TIMESTAMPDIFF(MICROSECOND, MIN(started_at), MAX(finished_at)) FROM run WHERE outcome='ok' AND started_at>='${since}'`,
      );
      measured.push(Math.round(TASKS / (tookMicroseconds / 1e6)));
      say(`round ${round}, ${n} replicas: ${measured.at(-1)} runs/s`);
    }
  }
  write('## Throughput');
  write();
  write(
    `All ${TASKS} tasks become due at once; from the first start to the last end, by the database's clock. Medians of ${ROUNDS} interleaved rounds.`,
  );
  write();
  write('| replicas of each service | runs per second | rounds |');
  write('| --- | --- | --- |');
  for (const [n, measured] of rates) write(`| ${n} | ${median(measured)} | ${measured.join(', ')} |`);
  write();
}

/** When a crawler ended its first crawl, by its log; 0 before that. */
async function firstCrawlAt(container) {
  const line = (await docker('logs', container)).split('\n').find((text) => text.includes('"crawl finished"'));
  return line === undefined ? 0 : Date.parse(JSON.parse(line).time);
}

/** When a worker that was not known started its first run, by the database's clock; 0 before that. */
async function firstRunAt(since, known) {
  const rows = await sql(
    `SELECT worker, UNIX_TIMESTAMP(MIN(started_at)) FROM run WHERE started_at>='${since}' GROUP BY worker`,
  );
  const fresh = rows.find(([worker]) => !known.has(worker));
  return fresh === undefined ? 0 : Number(fresh[1]) * 1000;
}

async function scaleUnderLoad() {
  write('## Scaling and killing under load');
  write();
  await scale(1);
  let since = await makeAllDue();
  await waitUntil('work has begun', async () => (await tasksDone(since)) > 50);
  say('scaling up');
  const known = { scheduler: await containers('scheduler'), crawler: await containers('crawler') };
  const workers = new Set(
    (await sql(`SELECT DISTINCT worker FROM run WHERE started_at>='${since}'`)).map(([worker]) => worker),
  );
  // The backlog must outlast the start of the new replicas.
  const feeding = setInterval(() => void makeAllDue().catch(() => {}), 2000);
  try {
    await scale(2, { api: 1 });
    for (const service of ['scheduler', 'crawler']) {
      const added = (await containers(service)).find((id) => !known[service].includes(id));
      const startedAt = Date.parse(await docker('inspect', '-f', '{{.State.StartedAt}}', added));
      let usedAt = 0;
      await waitUntil(`the new ${service} is used`, async () => {
        usedAt = service === 'crawler' ? await firstCrawlAt(added) : await firstRunAt(since, workers);
        return usedAt > 0;
      });
      promise(
        usedAt - startedAt <= 5000,
        `a new ${service} is used ${((usedAt - startedAt) / 1000).toFixed(1)} s after its container started (bar: 5 s)`,
      );
    }
  } finally {
    clearInterval(feeding);
  }
  await waitUntil(
    'the backlog is gone',
    async () => (await count("SELECT COUNT(*) FROM task WHERE state='active' AND due_at<=UTC_TIMESTAMP(3)")) === 0,
  );

  await scale(3);
  since = await makeAllDue();
  await waitUntil('work has begun', async () => (await tasksDone(since)) > 50);
  say('scaling down');
  await scale(1);
  await checkOnce(since, 'scaling from 3 to 1 in the middle of the work');

  await scale(3);
  since = await makeAllDue();
  await waitUntil('work has begun', async () => (await tasksDone(since)) > 50);
  say('killing a scheduler and a crawler');
  const [[scheduler], [crawler]] = [await containers('scheduler'), await containers('crawler')];
  await docker('kill', '--signal', 'KILL', scheduler, crawler);
  const killedAt = performance.now();
  await waitUntil('every task ran', async () => (await tasksDone(since)) >= TASKS);
  const tookS = (performance.now() - killedAt) / 1000;
  await checkOnce(since, 'killing a scheduler and a crawler (kill -9)');
  write(`- all their work was done ${tookS.toFixed(1)} s after the kill (lease 30 s)`);
  await scale(3);
}

async function killRedis() {
  say('killing Redis with entries waiting');
  await scale(3, { scheduler: 0 });
  const [api] = await apiUrls();
  const ids = (await sql('SELECT id FROM task ORDER BY id')).map(([id]) => id);
  const since = await databaseNow();
  const redisCli = (...args) =>
    compose('exec', '-T', 'redis', 'sh', '-c', 'REDISCLI_AUTH="$REDIS_PASSWORD" exec redis-cli "$0" "$@"', ...args);
  const waiting = async () => Number(await redisCli('XLEN', 'goodshunter:task:queue'));
  // An announcement that misses its 20 ms is left to the next tick, and without schedulers there is none: ask for more.
  let asked = 0;
  for (let missing = WAITING; missing > 0 && asked < ids.length; missing = WAITING - (await waiting())) {
    const batch = ids.slice(asked, asked + missing);
    asked += batch.length;
    await inParallel(batch.length, 4, (n) => call(api, 'POST', `/api/tasks/${batch[n]}/run`));
  }
  const before = await waiting();
  const [redis] = await containers('redis');
  const restartsBefore = await docker('inspect', '-f', '{{.RestartCount}}', redis);
  // From inside: a kill by Docker counts as wanted, and no restart policy would act. What Redis has written survives it.
  await compose('exec', '-T', 'redis', 'sh', '-c', 'kill -9 $(pidof redis-server)').catch(() => {});
  await waitUntil('Redis is back', async () => {
    const restarts = await docker('inspect', '-f', '{{.RestartCount}} {{.State.Health.Status}}', redis);
    return restarts === `${Number(restartsBefore) + 1} healthy`;
  });
  const after = await waiting();
  promise(after === before, `kill -9 of Redis with ${before} entries waiting: ${after} wait after its restart`);
  await scale(3);
  await waitUntil('the waiting tasks ran', async () => (await tasksDone(since)) >= asked);
  promise((await succeeded(since)) === asked, `and all ${asked} tasks that were asked for run, each once`);
}

async function downAndUp() {
  say('down and up again');
  const before = await count('SELECT COUNT(*) FROM task');
  await compose('down');
  await scale(1);
  const sameToken = (await compose('exec', '-T', 'api', 'cat', '/data/admin-token')) === token;
  const [api] = await apiUrls();
  const page = await call(api, 'GET', '/api/tasks?limit=1');
  promise(
    sameToken && page.data.length === 1 && (await count('SELECT COUNT(*) FROM task')) === before,
    `down and up again keeps all ${before} tasks and the admin token`,
  );
}

try {
  await start();
  await shareCreations();
  await measureThroughput();
  await scaleUnderLoad();
  await killRedis();
  await downAndUp();
  const machine = `${cpus().length} cores (${cpus()[0].model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB; Docker ${await docker('version', '-f', '{{.Server.Version}}')}`;
  const head = [
    '# Scaling',
    '',
    'Written by `node scripts/compose-scaling.mjs`, which runs the compose stack and breaks it.',
    '',
    `Machine: ${machine}. Load average before the start: ${loadBefore}. Shop, database, Redis and all replicas share the machine, so more replicas than cores cannot add throughput.`,
    '',
  ];
  writeFileSync(new URL('../docs/scaling.md', import.meta.url), `${[...head, ...lines].join('\n')}\n`);
} finally {
  if (!values.keep) await compose('down', '--volumes');
}
process.exitCode = broken.length === 0 ? 0 : 1;
