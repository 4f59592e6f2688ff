import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);
const dir = mkdtempSync(join(tmpdir(), 'settings-'));
const shipped = JSON.parse(readFileSync(join(root, 'configs/config.json'), 'utf8'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** What a local run makes of a file and an environment: what it says, and the values it goes on with. */
async function settings(change: Record<string, object>, env: NodeJS.ProcessEnv = {}, show = '') {
  const path = join(dir, 'config.json');
  const sections = Object.entries(change).map(([name, keys]) => [name, { ...shipped[name], ...keys }]);
  writeFileSync(path, JSON.stringify({ ...shipped, ...Object.fromEntries(sections) }));
  const script = `set -euo pipefail; . scripts/lib/common.sh; . scripts/lib/settings.sh; read_settings; REDIS_PORT=1; DB_PORT=2; ${show}`;
  const { stdout, stderr } = await run('bash', ['--norc', '-c', script], {
    cwd: root,
    env: { PATH: process.env.PATH, GOODSHUNTER_CONFIG: path, ...env },
  });
  return { stdout: stdout.trim(), stderr };
}

describe('a local run', () => {
  it('has nothing to say of the shipped file, and servers of its own', async () => {
    expect(await settings({}, {}, 'redis_addr; database_place')).toEqual({
      stdout: '127.0.0.1:1\n127.0.0.1:2/goodshunter',
      stderr: '',
    });
  });

  it('follows the file, says so, and shows no secret', async () => {
    const { stdout, stderr } = await settings(
      {
        app: { enable_redis_queue: false },
        api: { port: 9 },
        redis: { addr: 'redis.lan:6379', password: "it's" },
        database: { url: 'mysql://me:hush@db.lan:3306/mine' },
      },
      {},
      'echo "$APP_ENABLE_REDIS_QUEUE $API_PORT $(redis_addr) $REDIS_PASSWORD $(database_place)"',
    );
    expect(stdout).toBe("false 9 redis.lan:6379 it's db.lan:3306/mine");
    expect(stderr).toContain('app.enable_redis_queue is false');
    expect(stderr).not.toMatch(/it's|hush/);
  });

  it('follows the environment before the file', async () => {
    const { stdout, stderr } = await settings({ api: { port: 9 } }, { API_PORT: '10' }, 'echo "$API_PORT"');
    expect({ stdout, stderr }).toEqual({ stdout: '10', stderr: '' });
  });

  it('says of what it must set itself that the file does not count', async () => {
    expect((await settings({ api: { token_file: 'mine' } })).stderr).toContain('api.token_file does not count');
  });
});
