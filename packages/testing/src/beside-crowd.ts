import { spawn } from 'node:child_process';

/** Runs `work` while `count` processes do nothing but use the processor; they are ended afterwards, also when it fails. */
export async function besideCrowd<T>(count: number, work: (pids: readonly number[]) => Promise<T>): Promise<T> {
  const crowd = Array.from({ length: count }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
  try {
    return await work(crowd.map(({ pid }) => pid ?? 0));
  } finally {
    for (const child of crowd) child.kill('SIGKILL');
  }
}
