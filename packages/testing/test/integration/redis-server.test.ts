import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { guardProcess } from '../../src/guard-process.js';
import { startRedis } from '../../src/redis-server.js';
import { cuttableRedis } from '../../src/tcp-proxy.js';
import { waitFor } from '../../src/wait-for.js';

const closers: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closers) await close();
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('startRedis', () => {
  it('keeps what was written over a restart when it has an append-only file', async () => {
    const server = await startRedis({ password: 'secret', appendonly: true, extraArgs: ['--appendfsync', 'always'] });
    closers.push(server.stop);
    const client = server.client();
    await client.set('key', 'value');
    const firstPid = server.pid;
    await server.kill('SIGKILL');
    expect(isAlive(firstPid)).toBe(false);
    await server.restart();
    expect(server.pid).not.toBe(firstPid);
    expect(await server.client().get('key')).toBe('value');
  });

  it('removes its process and its files when it is stopped', async () => {
    const server = await startRedis();
    const { pid, dir } = server;
    server.pause();
    await server.stop();
    expect(isAlive(pid)).toBe(false);
    expect(existsSync(dir)).toBe(false);
  });
});

describe('guardProcess', () => {
  it('ends the guarded process when the guarding one is killed', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'guard-test-'));
    const guarded = spawn('sleep', ['60'], { stdio: 'ignore' });
    const script = `${guardProcess.toString().replace(/^function/, 'export function')};`;
    const parent = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { spawn } from 'node:child_process'; ${script} guardProcess(${guarded.pid}, ${JSON.stringify(dir)}); console.log('on'); setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await new Promise((resolve) => parent.stdout.once('data', resolve));
    const gone = new Promise((resolve) => guarded.once('exit', (_code, signal) => resolve(signal)));
    parent.kill('SIGKILL');
    expect(await gone).toBe('SIGKILL');
    await waitFor(() => !existsSync(dir), { what: 'the directory to vanish' });
  });
});

describe('cuttableRedis', () => {
  it('cuts, freezes, mutes and heals', async () => {
    const redis = await cuttableRedis();
    closers.push(redis.stop);
    // So short that a busy machine may miss it; what is to succeed is asked again.
    const client = redis.client({ maxRetriesPerRequest: 0, commandTimeout: 100, retryStrategy: () => 5 });
    await waitFor(() => client.set('key', 'value'));
    redis.freeze();
    await expect(client.get('key')).rejects.toThrow('Command timed out');
    redis.heal();
    await waitFor(async () => (await client.get('key')) === 'value');

    redis.cut();
    await expect(client.get('key')).rejects.toThrow();
    expect(redis.connections).toBe(0);
    redis.heal();
    await waitFor(async () => (await client.get('key')) === 'value');

    redis.mute();
    await expect(client.set('key', 'changed')).rejects.toThrow('Command timed out');
    await waitFor(async () => (await redis.server.client().get('key')) === 'changed');
    redis.heal();
    await waitFor(async () => (await client.get('key')) === 'changed');
  });

  it('leads to another server, and breaks off what led to the one before', async () => {
    const redis = await cuttableRedis();
    const other = await startRedis();
    closers.push(redis.stop, other.stop);
    const client = redis.client({ maxRetriesPerRequest: 0, retryStrategy: () => 5 });
    const ended = new Promise<void>((resolve) => client.once('close', () => resolve()));
    await client.set('key', 'here');
    await other.client().set('key', 'there');
    redis.redirect(other.port);
    await ended;
    await waitFor(async () => (await client.get('key')) === 'there');
  });
});
