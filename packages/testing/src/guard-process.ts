import { spawn } from 'node:child_process';

/**
 * Ends process `pid` and removes `dir` as soon as this process is gone, however it went (a debugger, SIGKILL, Ctrl-C), so
 * that an interrupted test run leaves no server behind. The answer calls the guard off; do so when `pid` has exited.
 *
 * The guard is a shell that waits for the end of its stdin: the kernel closes that pipe even when nothing else runs any more.
 */
export function guardProcess(pid: number, dir: string): () => void {
  const guard = spawn('sh', ['-c', 'read -r _; kill -9 "$0"; rm -rf "$1"', String(pid), dir], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  guard.unref();
  return () => {
    guard.kill('SIGKILL');
    guard.stdin.destroy();
  };
}
