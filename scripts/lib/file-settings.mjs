// Prints, as shell assignments, what configs/config.json says otherwise than its defaults about the things that a local run sets by
// the environment, so that the file counts. The environment counts more: what it names is left out. Needs no build.
import { existsSync, readFileSync } from 'node:fs';

/** Key in the file, variable, default, and whether its value may be shown. */
const SETTINGS = [
  ['api.port', 'API_PORT', 8081, true],
  ['crawler.port', 'CRAWLER_PORT', 8082, true],
  ['scheduler.port', 'SCHEDULER_PORT', 8083, true],
  ['demo_shop.port', 'DEMO_SHOP_PORT', 8084, true],
  ['app.enable_redis_queue', 'APP_ENABLE_REDIS_QUEUE', true, true],
  ['app.task_queue_stream', 'APP_TASK_QUEUE_STREAM', 'goodshunter:task:queue', true],
  ['app.grace_ms', 'APP_GRACE_MS', 25_000, true],
  ['redis.addr', 'REDIS_ADDR', 'localhost:6380', true],
  ['redis.password', 'REDIS_PASSWORD', 'goodshunter_redis', false],
  ['database.url', 'DATABASE_URL', 'mysql://goodshunter:goodshunter@localhost:3307/goodshunter', false],
  ['crawler.urls', 'CRAWLER_URLS', 'http://localhost:8082', true],
  ['fetch.allow_hosts', 'FETCH_ALLOW_HOSTS', '', true],
  ['notify.secret_key', 'NOTIFY_SECRET_KEY', '', false],
  ['notify.push_key', 'NOTIFY_PUSH_KEY', '', false],
  ['log.level', 'LOG_LEVEL', 'info', true],
];
/** What the rest of a local run rests on. */
const SET_BY_THE_RUN = ['api.token_file', 'api.setup_file', 'api.local_run'];

const path = process.env.GOODSHUNTER_CONFIG || 'configs/config.json';
const quote = (value) => `'${String(value).replaceAll("'", "'\\''")}'`;

function read() {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // The services say what is wrong with it, and where.
    return {};
  }
}

const file = read();
const saidOf = (key) => {
  const [section, name] = key.split('.');
  return file?.[section]?.[name];
};
for (const [key, variable, usual, isShown] of SETTINGS) {
  const value = saidOf(key);
  if (value === undefined || value === usual || process.env[variable]) continue;
  console.error(`    ${path}: ${key} is ${isShown ? JSON.stringify(value) : 'set'}`);
  console.log(`${variable}=${quote(value)}`);
}
for (const key of SET_BY_THE_RUN) {
  if (saidOf(key)) console.error(`    ${path}: ${key} does not count in a local run, which sets it itself`);
}
