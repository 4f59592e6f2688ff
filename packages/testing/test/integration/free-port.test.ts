import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const MODULE = new URL('../../src/free-port.ts', import.meta.url).href;

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'free-port-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A process that asks for ports and lives until it is told to end; all of a test write down theirs in one folder. */
function ask(count: number) {
  const code = `import { freePort } from '${MODULE}';
    const ports = [];
    while (ports.length < ${count}) await freePort().then((port) => ports.push(port), () => {});
    console.log(ports.join(' '));
    process.stdin.on('end', () => process.exit()).resume();`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', code];
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TMPDIR: dir },
  });
  return {
    ports: once(child.stdout, 'data').then(([line]) => String(line).trim().split(' ').map(Number)),
    async end() {
      child.stdin.end();
      await once(child, 'exit');
    },
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

const folder = () => join(dir, readdirSync(dir).find((name) => name.startsWith('goodshunter-ports-')) ?? '');

describe('a free port', () => {
  it('is given to one only of many processes, though none listens yet, and given back at the end', async () => {
    const processes = [ask(1500), ask(1500), ask(1500)];
    const ports = (await Promise.all(processes.map((one) => one.ports))).flat();
    expect(new Set(ports).size).toBe(4500);
    expect(readdirSync(folder()).length).toBeGreaterThanOrEqual(4500);
    await Promise.all(processes.map((one) => one.end()));
    expect(readdirSync(folder())).toEqual([]);
  });

  it('is taken from the dead, and not from the living', async () => {
    const dead = ask(1);
    const [port = 0] = await dead.ports;
    await dead.kill();
    const place = join(folder(), String(port));
    utimesSync(place, 0, 0);
    for (let other = 20_000; other < 32_000; other += 1) {
      if (other === port) continue;
      writeFileSync(join(folder(), String(other)), String(process.pid));
      utimesSync(join(folder(), String(other)), 0, 0);
    }
    const heir = ask(1);
    expect(await heir.ports).toEqual([port]);
    await heir.end();
  });
});
