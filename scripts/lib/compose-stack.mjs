// Drives a compose stack of its own (never the user's: another project name) for compose-scaling.mjs.
import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const OPTIONS = {
  cwd: new URL('../..', import.meta.url).pathname,
  maxBuffer: 64 * 1024 * 1024,
  env: {
    ...process.env,
    COMPOSE_FILE: 'compose.yaml:docker/compose.second.yaml',
    COMPOSE_PROJECT_NAME: 'goodshunter-scaling',
    COMPOSE_PROFILES: 'demo',
    API_PORT: process.env.API_PORT ?? '18081-18083',
    // A still shop: every task is the same work.
    DEMO_SHOP_SPEED: '0',
    DEMO_SHOP_LISTINGS: '12',
    APP_RUN_RETENTION: '168h0m0s',
  },
};

export async function docker(...args) {
  const { stdout } = await run('docker', args, OPTIONS);
  return stdout.trim();
}

export const compose = (...args) => docker('compose', ...args);

/** Brings the stack to `n` replicas of each service (or what `counts` says) and waits until all are healthy. */
export async function scale(n, counts = {}) {
  const wanted = { api: n, scheduler: n, crawler: n, ...counts, 'sample-task': 0 };
  const flags = Object.entries(wanted).flatMap(([service, count]) => ['--scale', `${service}=${count}`]);
  await compose('up', '-d', '--wait', '--no-recreate', ...flags);
}

/** Ids of a service's running containers. */
export async function containers(service) {
  return (await compose('ps', '--quiet', '--status', 'running', service)).split('\n').filter((id) => id !== '');
}

/** Rows of a query, as arrays of texts. */
export async function sql(query) {
  const client = 'MYSQL_PWD=$(cat /secrets/mariadb-root-password) exec mariadb -uroot -N -B goodshunter -e "$0"';
  const text = await compose('exec', '-T', 'mariadb', 'sh', '-c', client, query);
  return text === '' ? [] : text.split('\n').map((line) => line.split('\t'));
}

export async function count(query) {
  return Number((await sql(query))[0]?.[0] ?? 0);
}

/** The database's clock, as a literal for later queries. */
export async function databaseNow() {
  return (await sql('SELECT UTC_TIMESTAMP(3)'))[0][0];
}

export async function waitUntil(what, condition, timeoutMs = 180_000) {
  const giveUpAt = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > giveUpAt) throw new Error(`${what} did not come true within ${timeoutMs} ms`);
    await delay(200);
  }
}

/** Sum of a counter's series whose labels hold `label`, read from inside of the container. */
export async function counter(container, port, name, label = '') {
  const script = `fetch('http://127.0.0.1:${port}/metrics').then((answer) => answer.text()).then(console.log)`;
  const text = await docker('exec', container, 'node', '-e', script);
  return text
    .split('\n')
    .filter((line) => line.startsWith(name) && line.includes(label))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

/** The addresses at which the apis are published. */
export async function apiUrls() {
  const ids = await containers('api');
  const ports = await Promise.all(ids.map((id) => docker('port', id, '8081/tcp')));
  return ports.map((text) => `http://127.0.0.1:${text.split('\n')[0].split(':').at(-1)}`);
}
