import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { guardProcess } from '../guard-process.js';
import { waitFor } from '../wait-for.js';

export interface LogLine extends Record<string, unknown> {
  msg: string;
  level: string;
}

export interface StartServiceOptions {
  /** For error messages: `api`, `scheduler-2`. */
  name: string;
  /** The built entry point, an absolute path. */
  entry: string;
  /** The whole environment of the process; nothing is inherited but PATH and HOME. */
  env: Record<string, string>;
  /** Resolves to true when the service is ready for use. */
  isReady: () => Promise<boolean>;
  /** Where its output goes instead of into `lines`: reading along costs time that a benchmark measures. */
  logFile?: string;
}

/** One service of the house as a real process, with its log lines at hand. */
export interface ServiceProcess {
  readonly name: string;
  readonly pid: number;
  /** Parsed JSON lines of stdout so far, and raw lines of stderr as `{ level: 'stderr', msg }`. */
  readonly lines: LogLine[];
  readonly isRunning: boolean;
  /** Sends a signal; resolves to the exit code (null if killed) when the process is gone, at once for SIGSTOP and SIGCONT. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
  /** Resolves to the first line with this message. @throws after `PATIENCE_MS` */
  waitForLine(msg: string): Promise<LogLine>;
}

/** Starts a built service and resolves when it is ready. It ends with the process that started it. @throws with its last lines */
export async function startService(options: StartServiceOptions): Promise<ServiceProcess> {
  const { name, entry, env, isReady, logFile } = options;
  const { PATH = '', HOME = '' } = process.env;
  const file = logFile === undefined ? undefined : openSync(logFile, 'a');
  const child = spawn(process.execPath, ['--enable-source-maps', entry], {
    env: { PATH, HOME, NODE_ENV: 'test', ...env },
    stdio: ['ignore', file ?? 'pipe', file ?? 'pipe'],
  });
  if (file !== undefined) closeSync(file);
  const lines = collectLines(child);
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  if (child.pid !== undefined) child.once('exit', guardProcess(child.pid, '/nonexistent'));
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  try {
    await waitFor(async () => !isRunning() || (await isReady()), {
      everyMs: 50,
      what: `${name} to be ready`,
    });
    if (!isRunning()) throw new Error(`${name} exited with ${child.exitCode}`);
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`${name} did not start: ${JSON.stringify(lines.slice(-10))}`, { cause: error });
  }
  return {
    name,
    lines,
    pid: child.pid ?? 0,
    get isRunning() {
      return isRunning();
    },
    async kill(signal = 'SIGKILL') {
      if (!isRunning()) return child.exitCode;
      child.kill(signal);
      if (signal === 'SIGSTOP' || signal === 'SIGCONT') return null;
      // A stopped process does not see a signal other than SIGKILL before it is continued.
      child.kill('SIGCONT');
      return exited;
    },
    waitForLine: (msg) =>
      waitFor(() => lines.find((line) => line.msg === msg), {
        what: `${name} to log "${msg}"`,
      }),
  };
}

function collectLines(child: ChildProcess): LogLine[] {
  const lines: LogLine[] = [];
  if (child.stdout) createInterface(child.stdout).on('line', (text) => lines.push(parseLine(text)));
  if (child.stderr) createInterface(child.stderr).on('line', (msg) => lines.push({ level: 'stderr', msg }));
  return lines;
}

function parseLine(text: string): LogLine {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return { level: 'stdout', msg: text };
  }
}
