import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);
let dev: string;
const foreign: ChildProcess[] = [];
beforeEach(() => {
  dev = mkdtempSync(join(tmpdir(), 'dev-dir-'));
});
afterEach(() => {
  for (const child of foreign.splice(0)) child.kill('SIGKILL');
  rmSync(dev, { recursive: true, force: true });
});

/** Runs lines of bash with the scripts' libraries loaded and a state directory of their own. */
async function bash(script: string): Promise<string> {
  const libraries = ['common', 'processes'].map((name) => `. scripts/lib/${name}.sh`).join('; ');
  const { stdout } = await run('bash', ['-c', `set -euo pipefail; ${libraries}; ${script}`], {
    cwd: root,
    env: { ...process.env, GOODSHUNTER_DEV_DIR: dev },
  });
  return stdout.trim();
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('processes of a local run', () => {
  it('are found again by a later script, and stopped', async () => {
    await bash(`start_process sleeper "$DEV/log" sleep 60`);
    const pid = Number(await bash('is_running sleeper && pid_of sleeper'));
    expect(isAlive(pid)).toBe(true);
    await bash('stop_processes 5 sleeper');
    expect(await bash('is_running sleeper && echo yes || echo no')).toBe('no');
    expect(existsSync(join(dev, 'pids/sleeper'))).toBe(false);
  });

  it('are killed when they do not stop in time', async () => {
    await bash(`start_process stubborn "$DEV/log" bash -c 'trap "" TERM; echo ready; while :; do sleep 1; done'`);
    await bash('until grep -q ready "$DEV/log"; do sleep 0.05; done');
    const pid = Number(await bash('pid_of stubborn'));
    await bash('stop_processes 1 stubborn 2>/dev/null');
    expect(await bash(`start_time ${pid} || true`)).toBe('');
  });

  it('are told from a foreign process that has got the same pid, which is left alone', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    foreign.push(child);
    await once(child, 'spawn');
    mkdirSync(join(dev, 'pids'));
    writeFileSync(join(dev, 'pids/api'), `${child.pid} 12345\n`);
    expect(await bash('is_running api && echo yes || echo no')).toBe('no');
    await bash('stop_processes 1 api');
    expect(child.exitCode ?? child.signalCode).toBeNull();
    expect(isAlive(child.pid ?? 0)).toBe(true);
  });
});

describe('a taken port', () => {
  it('is refused with the name of its owner and of the variable that changes it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const refusal = bash(`require_free_port ${port} "the api" API_PORT`);
    await expect(refusal).rejects.toMatchObject({
      stderr: expect.stringMatching(new RegExp(`port ${port} for the api is taken by .*pid ${process.pid}.*API_PORT=`)),
    });
    server.close();
    await once(server, 'close');
    expect(await bash(`require_free_port ${port} "the api" API_PORT && echo free`)).toBe('free');
  });
});

describe('the Makefile', () => {
  it('lists every target in `make help`', async () => {
    const makefile = readFileSync(join(root, 'Makefile'), 'utf8');
    const targets = [...makefile.matchAll(/^([a-z-]+):/gm)].map(([, target]) => target);
    const { stdout } = await run('make', ['help'], { cwd: root });
    for (const target of targets) expect(stdout).toMatch(new RegExp(`make ${target} +\\S`));
    expect(targets.length).toBeGreaterThan(12);
  });
});
