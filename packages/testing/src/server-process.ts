import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { guardProcess } from './guard-process.js';
import { waitFor } from './wait-for.js';

export interface ServerCommand {
  /** Name of the program, looked for on PATH and in the directories of system programs. */
  program: string;
  /** How to get it, when it is missing. */
  hint: string;
  args: string[];
  /** Everything it writes; removed when this process dies without stopping it. */
  dir: string;
  /** Whether it can be used by now; may reject while it cannot. */
  answers(): Promise<boolean>;
}

// Servers live in sbin, which is not on everybody's PATH.
const SYSTEM_DIRS = ['/usr/sbin', '/usr/local/sbin', '/usr/libexec'];

const LONGEST_STOP_MS = 2000;

/** Whether every thread of a process is stopped, as Linux tells; elsewhere nothing tells, and it is taken to be. */
function isStopped(pid: number): boolean {
  const threads = `/proc/${pid}/task`;
  if (!existsSync(threads)) return true;
  return readdirSync(threads).every((thread) => {
    try {
      // "pid (name) state ...", and a name may hold anything.
      return /^[TtZX]$/.test(
        readFileSync(join(threads, thread, 'stat'), 'utf8')
          .split(') ')
          .at(-1)?.[0] ?? '',
      );
    } catch {
      // It ended between the two looks.
      return true;
    }
  });
}

/**
 * Path of an installed program.
 * @throws {Error} saying what is missing and how to get it.
 */
export function findProgram(program: string, hint: string): string {
  const dirs = [...(process.env.PATH ?? '').split(delimiter), ...SYSTEM_DIRS];
  for (const path of dirs.map((dir) => join(dir, program))) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here; the next directory may have it.
    }
  }
  throw new Error(`${program} is not installed; ${hint}`);
}

/** A server that can be frozen, killed and started again, and that ends with the process that started it. */
export class ServerProcess {
  readonly #command: ServerCommand;
  #child: ChildProcess;

  private constructor(command: ServerCommand, child: ChildProcess) {
    this.#command = command;
    this.#child = child;
  }

  /** Starts a server and resolves when it answers. */
  static async start(command: ServerCommand): Promise<ServerProcess> {
    return new ServerProcess(command, await launch(command));
  }

  /** Of the running process; changes with `restart()`. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Sends a signal; resolves when the process is gone, except for SIGSTOP and SIGCONT, which resolve at once. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (hasExited(child)) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    if (signal === 'SIGSTOP' || signal === 'SIGCONT') return;
    child.kill('SIGCONT');
    // Whoever waits for its end must not end before it.
    child.ref();
    await gone;
  }

  /** Freezes the server: connections stay open, nothing answers from the return on. */
  pause(): void {
    this.#child.kill('SIGSTOP');
    // The signal reaches one thread after the other; meanwhile the others may still answer.
    const giveUpAt = performance.now() + LONGEST_STOP_MS;
    while (!isStopped(this.pid) && performance.now() < giveUpAt);
  }

  resume(): void {
    this.#child.kill('SIGCONT');
  }

  /** Ends it (unless it is dead already) and starts it again with the same files. */
  async restart(): Promise<void> {
    await this.kill('SIGTERM');
    this.#child = await launch(this.#command);
  }
}

async function launch({ program, hint, args, dir, answers }: ServerCommand): Promise<ChildProcess> {
  const child = spawn(findProgram(program, hint), args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-4000);
    });
  }
  child.once('error', (error) => {
    output += error.message;
  });
  if (child.pid !== undefined) child.once('exit', guardProcess(child.pid, dir));
  try {
    await waitFor(() => hasExited(child) || answers(), { what: program });
    if (hasExited(child)) throw new Error(`${program} exited`);
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`${program} did not start: ${output}`, { cause: error });
  }
  child.unref();
  return child;
}

function hasExited(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}
