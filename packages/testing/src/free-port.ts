import { randomInt } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Below the ports that systems give to outgoing connections, which would take one between here and its use. */
const LOWEST = 20_000;
const HIGHEST = 32_000;
const MOST_TRIES = 100;
/** What the dead have left is not looked at sooner, so that two do not clear up after each other at once. */
const LEFT_MS = 60_000;

const FOLDER = join(tmpdir(), `goodshunter-ports-${process.getuid?.() ?? 'all'}`);
const mine = new Set<string>();

/**
 * A TCP port of 127.0.0.1 that is free, and kept for this process until it ends: nobody else who asks here gets it or even tries it,
 * which would be enough to keep a server from listening there at that moment.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (keep(port) && (await isFree(port))) return port;
  }
  throw new Error(`no free port in ${MOST_TRIES} tries from ${LOWEST} to ${HIGHEST}`);
}

/** Writes down whose the port is; false when it is somebody's. */
function keep(port: number): boolean {
  const place = join(FOLDER, String(port));
  mkdirSync(FOLDER, { recursive: true });
  clearUp(place);
  try {
    writeFileSync(place, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  if (mine.size === 0) process.once('exit', giveBack);
  mine.add(place);
  return true;
}

function clearUp(place: string): void {
  try {
    const owner = Number(readFileSync(place, 'utf8'));
    if (Date.now() - statSync(place).mtimeMs > LEFT_MS && !isAlive(owner)) rmSync(place, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function giveBack(): void {
  for (const place of mine) rmSync(place, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
