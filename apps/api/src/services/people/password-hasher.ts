import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { TooManyRequestsError } from '../../errors.js';
import { type HashJob, type HashResult, startHashThread } from './hash-thread.js';

/** About 20 s of hashing: who would wait longer is told to come back. */
const MOST_WAITING = 100;

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** Takes as long for an account that has no password, or does not exist, as for one that has. */
  verify(stored: string | null | undefined, password: string): Promise<boolean>;
  /** Ends the threads; what is under way is not answered. */
  close(): Promise<void>;
}

export interface PasswordHasherOptions {
  /** Hashes at once. @default one for each two cores */
  lanes?: number;
}

/**
 * Hashes passwords without holding up everything else: each takes a tenth of a second of one core, so the others wait in a line, and the
 * threads that hash stand back for the one that answers requests.
 * @throws {TooManyRequestsError} when the line is long
 */
export function createPasswordHasher(options: PasswordHasherOptions = {}): PasswordHasher {
  const { lanes = Math.max(1, Math.floor(availableParallelism() / 2)) } = options;
  const idle: HashThread[] = [];
  const threads = new Set<HashThread>();
  const waiting: Array<(thread: HashThread) => void> = [];
  let decoy: Promise<string> | undefined;

  function take(): HashThread | undefined {
    const thread = idle.pop();
    if (thread || threads.size >= lanes) return thread;
    const started = new HashThread((ended) => {
      threads.delete(ended);
      const at = idle.indexOf(ended);
      if (at >= 0) idle.splice(at, 1);
    });
    threads.add(started);
    return started;
  }

  async function inTurn(job: Omit<HashJob, 'id'>): Promise<string | boolean> {
    let thread = take();
    if (!thread) {
      if (waiting.length >= MOST_WAITING) {
        throw new TooManyRequestsError(['wait_sign_ins'], 10_000);
      }
      // Whoever ends hands its lane on, so that nobody slips in between.
      thread = await new Promise<HashThread>((resolve) => waiting.push(resolve));
    }
    try {
      return await thread.run(job);
    } finally {
      const next = waiting.shift();
      if (next) next(thread);
      else if (threads.has(thread)) idle.push(thread);
    }
  }

  const hash = async (password: string) => String(await inTurn({ password }));

  return {
    hash,
    async verify(stored, password) {
      decoy ??= hash('nobody has this password');
      const isRight = (await inTurn({ password, stored: stored ?? (await decoy) })) === true;
      return isRight && stored != null;
    },
    async close() {
      await Promise.all([...threads].map((thread) => thread.end()));
    },
  };
}

/** One thread that hashes, one password at a time. A thread that broke starts anew with the next. */
class HashThread {
  readonly #onEnd: (thread: HashThread) => void;
  #worker: Worker | undefined;
  #settle: ((result: HashResult) => void) | undefined;
  #jobs = 0;

  constructor(onEnd: (thread: HashThread) => void) {
    this.#onEnd = onEnd;
  }

  async run(job: Omit<HashJob, 'id'>): Promise<string | boolean> {
    this.#jobs += 1;
    const id = this.#jobs;
    this.#worker ??= this.#start();
    const worker = this.#worker;
    worker.ref();
    const { value, error } = await new Promise<HashResult>((resolve) => {
      this.#settle = resolve;
      worker.postMessage({ id, ...job } satisfies HashJob);
    });
    // A thread that waits for work keeps nobody alive.
    worker.unref();
    if (value === undefined) throw new Error(`the password could not be hashed: ${error}`);
    return value;
  }

  async end(): Promise<void> {
    await this.#worker?.terminate();
    this.#onEnd(this);
  }

  #start(): Worker {
    const worker = startHashThread();
    worker.on('message', (result: HashResult) => this.#settle?.(result));
    const broke = (reason: string) => {
      this.#worker = undefined;
      this.#settle?.({ id: this.#jobs, error: reason });
    };
    worker.once('error', (error) => broke(String(error)));
    worker.once('exit', (code) => broke(`its thread ended (${code})`));
    return worker;
  }
}
