import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError } from './errors.js';
import { loadConfig } from './load-config.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'config-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function writeFile(content: unknown): void {
  mkdirSync(join(root, 'configs'), { recursive: true });
  writeFileSync(join(root, 'configs', 'config.json'), typeof content === 'string' ? content : JSON.stringify(content));
}
const load = (env: NodeJS.ProcessEnv = {}) => loadConfig(env, { cwd: root, moduleDir: root });
function problemsOf(act: () => unknown): Record<string, string> {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigError)
      return Object.fromEntries(error.problems.map(({ key, problem }) => [key, problem]));
    throw error;
  }
  return {};
}

describe('loadConfig', () => {
  it('has the published defaults without file and environment', () => {
    const config = load();
    expect(config.app).toMatchObject({
      enableRedisQueue: true,
      taskQueueStream: 'goodshunter:task:queue',
      taskQueueGroup: 'scheduler_group',
      scheduleIntervalMs: 60_000,
      runRetentionMs: 604_800_000,
      tickMs: 1000,
    });
    expect(config.redis).toEqual({ addr: 'localhost:6380', password: 'goodshunter_redis' });
    expect(config.api).toMatchObject({ port: 8081, host: '127.0.0.1', tokenFile: '', setupFile: '' });
    expect(config.people).toMatchObject({ registration: 'invite', quotaHunts: { member: 200 } });
    expect(config.crawler.urls).toEqual(['http://localhost:8082']);
    expect(config.fetch.allowHosts).toEqual([]);
    expect(config.demoShop.port).toBe(8084);
  });

  it('reads limits by role and networks, and names what is neither', () => {
    const config = load({ PEOPLE_QUOTA_HUNTS: 'member:5, guest:0', API_TRUSTED_PROXIES: '10.0.0.0/8, fd00::1' });
    expect(config.people.quotaHunts).toEqual({ member: 5, guest: 0 });
    expect(config.api.trustedProxies).toEqual(['10.0.0.0/8', 'fd00::1']);
    const wrong = { PEOPLE_QUOTA_HUNTS: 'owner:5', API_TRUSTED_PROXIES: '10.0.0.0/33', PEOPLE_REGISTRATION: 'ajar' };
    expect(problemsOf(() => load(wrong))).toEqual({
      'people.quota_hunts': expect.stringContaining('member:200'),
      'api.trusted_proxies': expect.stringContaining('10.0.0.0/8'),
      'people.registration': expect.stringContaining('closed, invite, open'),
    });
  });

  it('takes the environment over the file over defaults', () => {
    writeFile({ app: { tick_ms: 500, lease_ms: 2000, enable_redis_queue: false }, crawler: { urls: 'http://a:1' } });
    const config = load({ APP_TICK_MS: '250', CRAWLER_URLS: 'http://a:1/, https://b' });
    expect(config.app).toMatchObject({ tickMs: 250, leaseMs: 2000, graceMs: 25_000, enableRedisQueue: false });
    expect(config.crawler.urls).toEqual(['http://a:1', 'https://b']);
  });

  it('finds the file upwards from the working directory, then from the module, and where GOODSHUNTER_CONFIG says', () => {
    writeFile({ app: { tick_ms: 77 } });
    const deep = join(root, 'apps', 'api', 'dist');
    mkdirSync(deep, { recursive: true });
    expect(loadConfig({}, { cwd: deep, moduleDir: '/' }).app.tickMs).toBe(77);
    expect(loadConfig({}, { cwd: '/', moduleDir: deep }).app.tickMs).toBe(77);
    const { api } = loadConfig({ API_TOKEN_FILE: '.dev/token' }, { cwd: deep, moduleDir: '/' });
    expect(api.tokenFile).toBe(join(root, '.dev/token'));
    writeFileSync(join(root, 'other.json'), '{"app":{"tick_ms":88}}');
    expect(loadConfig({ GOODSHUNTER_CONFIG: '../../../other.json' }, { cwd: deep }).app.tickMs).toBe(88);
    expect(problemsOf(() => load({ GOODSHUNTER_CONFIG: 'missing.json' }))).toEqual({
      [join(root, 'missing.json')]: expect.stringContaining('ENOENT'),
    });
  });

  it.each([
    ['true', true],
    ['1', true],
    ['ON', true],
    ['false', false],
    ['0', false],
    ['no', false],
  ])('reads a switch written as %s', (text, value) => {
    expect(load({ APP_ENABLE_REDIS_QUEUE: text }).app.enableRedisQueue).toBe(value);
  });

  it('names every problem at once, with what to write instead', () => {
    writeFile({ log: { level: 'loud' }, api: { port: 70_000 } });
    const env = {
      APP_ENABLE_REDIS_QUEUE: 'maybe',
      APP_TICK_MS: '80abc',
      APP_SCHEDULE_INTERVAL: '60',
      REDIS_ADDR: 'localhost',
      CRAWLER_URLS: 'crawler:8082',
      FETCH_ALLOW_HOSTS: 'http://localhost:8084',
      ROBOTS_OVERRIDE_HOSTS: 'shop.example, *.example',
    };
    expect(problemsOf(() => load(env))).toEqual({
      'log.level': 'must be one of debug, info, warn, error; it is "loud"',
      'api.port': 'must be a port between 1 and 65535, or 0 for any free one; it is 70000',
      'app.enable_redis_queue': 'must be true or false; it is "maybe"',
      'app.tick_ms': 'must be a whole number between 10 and 60000; it is "80abc"',
      'app.schedule_interval': expect.stringContaining('such as 30s, 1m0s'),
      'redis.addr': 'must be host:port, such as localhost:6380; it is "localhost"',
      'crawler.urls': expect.stringContaining('http or https URLs'),
      'fetch.allow_hosts': expect.stringContaining('host:port pairs'),
      'fetch.robots_override_hosts': expect.stringContaining('names of hosts'),
    });
    expect(() => load(env)).toThrow('app.tick_ms (APP_TICK_MS): must be');
  });

  it.each([
    ['', []],
    ['shop.example, other.example:8443', ['shop.example', 'other.example:8443']],
  ])('reads the hosts %j', (text, hosts) => {
    expect(load({ ROBOTS_OVERRIDE_HOSTS: text }).fetch.robotsOverrideHosts).toEqual(hosts);
  });

  it.each(['https://shop.example', 'shop.example/a', 'me@shop.example', 'shop.example:99999', '*'])(
    'takes %s for no host',
    (text) => {
      expect(problemsOf(() => load({ ROBOTS_OVERRIDE_HOSTS: text }))).toHaveProperty(['fetch.robots_override_hosts']);
    },
  );

  it('refuses names it does not know', () => {
    writeFile({ app: { tickMs: 1 }, redsi: {}, api: 3, __proto__: 1, constructor: {} });
    expect(problemsOf(() => load())).toEqual({
      'app.tickMs': expect.stringContaining('tick_ms'),
      redsi: expect.stringContaining('the sections are app, redis'),
      api: expect.stringContaining('must be an object'),
      constructor: expect.stringContaining('is unknown'),
    });
  });

  it('never prints a secret', () => {
    writeFile('{"redis": {"password": "hush-hush" "addr": 1}}');
    expect(() => load()).toThrow('no valid JSON');
    expect(() => load()).not.toThrow('hush');
    writeFile('{"redis": {\n"password": "hush-hush" // mine\n}}');
    expect(() => load()).toThrow('comment in line 2');
    expect(() => load()).not.toThrow('hush');
    writeFile({ redis: { password: 12_345_678 } });
    const problems = JSON.stringify(problemsOf(() => load({ DATABASE_URL: 'postgres://me:hush-hush@db/x' })));
    expect(problems).toContain('database.url');
    expect(problems).toContain('redis.password');
    expect(problems).not.toMatch(/hush|12345678/);
  });

  it('takes an empty variable as not set, except where empty means something', () => {
    writeFile({ fetch: { allow_hosts: 'localhost:8084' } });
    const config = load({ API_PORT: '', REDIS_PASSWORD: '', FETCH_ALLOW_HOSTS: '' });
    expect(config.api.port).toBe(8081);
    expect(config.redis.password).toBe('');
    expect(config.fetch.allowHosts).toEqual([]);
  });

  it('loads only the sections that are asked for', () => {
    const config = loadConfig(
      { DATABASE_URL: 'nonsense', CRAWLER_PORT: '0' },
      { cwd: root, moduleDir: root, sections: ['crawler', 'fetch', 'app', 'log'] },
    );
    expect(Object.keys(config).sort()).toEqual(['app', 'crawler', 'fetch', 'log']);
    expect(config.crawler.port).toBe(0);
  });
});
