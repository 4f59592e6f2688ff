import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { waitFor } from '@goodshunter/testing';
import { afterEach, describe, expect, it } from '@jest/globals';

let child: ChildProcess | undefined;

afterEach(() => {
  child?.kill('SIGKILL');
});

describe('the process', () => {
  it('says in one JSON line where it listens, and ends with 0 on SIGTERM even while answers are held back', async () => {
    const args = [
      '--import',
      'tsx',
      '--conditions=@goodshunter/source',
      new URL('../../src/main.ts', import.meta.url).pathname,
    ];
    child = spawn(process.execPath, args, {
      env: { ...process.env, DEMO_SHOP_PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    if (!child.stdout) throw new Error('stdout is piped');
    const [line] = await once(createInterface(child.stdout), 'line');
    const started = JSON.parse(String(line));
    expect(started).toMatchObject({ msg: 'demo shop listening', service: 'demo-shop', port: expect.any(Number) });

    const post = await fetch(`${started.url}/control/fail`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ kind: 'slow', delayMs: 600_000 }),
    });
    expect(post.status).toBe(200);
    const held = fetch(`${started.url}/products.json`).then(
      ({ status }) => `answered ${status}`,
      () => 'hung up on',
    );
    // The fault is used up once the slow request has arrived.
    await waitFor(async () => {
      const state: unknown = await (await fetch(`${started.url}/control/state`)).json();
      return typeof state === 'object' && state !== null && 'faultsLeft' in state && state.faultsLeft === 0;
    });
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(await held).toBe('hung up on');
  });
});
