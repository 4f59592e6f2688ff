import { execFile } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What gives a program a view of the file system of its own: no rights are needed where the kernel grants user namespaces. */
const OWN_MOUNTS = ['--user', '--map-root-user', '--mount'];
const MOUNT = 'mount -t tmpfs -o "size=$0" tmpfs "$1"';
const BALLAST = 'ballast';
const CHUNK = Buffer.alloc(4096);

export interface Command {
  program: string;
  args: string[];
}

/**
 * Why no program can be given a small disk here, in words; undefined: it can.
 * Linux alone has what it takes, and containers often refuse it.
 */
export async function findSmallDiskTrouble(): Promise<string | undefined> {
  const args = [...OWN_MOUNTS, 'sh', '-c', MOUNT, '1m', '/tmp'];
  return promisify(execFile)('unshare', args).then(
    () => undefined,
    (error: Error & { stderr?: string }) => `no small disk can be mounted: ${(error.stderr || error.message).trim()}`,
  );
}

/** The command as it is run with a disk of `sizeMb` at `dir`: with a copy of the directory `contents` on it, seen by nobody else, and gone when it ends. */
export function onSmallDisk(
  { dir, sizeMb, contents }: { dir: string; sizeMb: number; contents: string },
  { program, args }: Command,
): Command {
  const script = `${MOUNT} && cp -a "$2" "$1" && shift 2 && exec "$@"`;
  return {
    program: 'unshare',
    args: [...OWN_MOUNTS, 'sh', '-c', script, `${sizeMb}m`, dir, contents, program, ...args],
  };
}

/** Takes all that is left of the disk that process `pid` sees at `dir`. */
export async function fillDisk(pid: number, dir: string): Promise<void> {
  const file = await open(ballastOf(pid, dir), 'a');
  try {
    for (;;) await file.appendFile(CHUNK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    await file.close();
  }
}

/** Gives back what `fillDisk` took. */
export async function freeDisk(pid: number, dir: string): Promise<void> {
  await rm(ballastOf(pid, dir), { force: true });
}

const ballastOf = (pid: number, dir: string) => join(`/proc/${pid}/root`, dir, BALLAST);
