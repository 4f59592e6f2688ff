import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { sleep, waitAtMost } from '@goodshunter/waiting';
import { InvalidArgumentError, QueueUnavailableError } from './errors.js';
import { backoffMs } from './link/backoff.js';
import { classifyError, isGroupMissing } from './link/classify-error.js';
import { guardEvents } from './link/guard-events.js';
import { RedisLink } from './link/redis-link.js';
import { Unblocker } from './link/unblocker.js';
import { warnOfEviction } from './link/warn-of-eviction.js';
import type { Logger } from './types/logger.js';
import type { OnEvent } from './types/queue.js';
import type { CloseResult, Worker, WorkerOptions, WorkerStats } from './types/worker.js';
import { createQueueKeys } from './wire/keys.js';
import { type Beat, Consumer, RETIRED } from './worker/consumer.js';
import { finishRunning } from './worker/finish-running.js';
import { Gate } from './worker/gate.js';
import { Session } from './worker/session.js';
import { TaskRunner } from './worker/task-runner.js';

/** @throws {InvalidArgumentError} when an option makes no sense */
export function createWorker(options: WorkerOptions): Worker {
  return new StreamWorker(options);
}

/** A session that held for so long makes up for the failures before it. */
const STEADY_MS = 5000;

class StreamWorker implements Worker {
  readonly #stream: string;
  readonly #group: string;
  readonly #baseName: string;
  readonly #leaseMs: number;
  readonly #commandTimeoutMs: number;
  readonly #log: Logger | undefined;
  readonly #onEvent: OnEvent;
  readonly #admin: RedisLink;
  readonly #reader: RedisLink;
  readonly #consumer: Consumer;
  readonly #runner: TaskRunner;
  readonly #unblocker: Unblocker;
  readonly #changed = new Gate();
  #name: string;
  /** Whether Redis knows the name. */
  #isRegistered = false;
  /** The name last told of as ready. */
  #readyName: string | undefined;
  #session: Session | undefined;
  /** Counts connections that came up. */
  #connected = 0;
  #supervising: Promise<void> | undefined;
  #isPaused = false;
  #isQuiet = false;
  #isClosing = false;
  #isAvailable: boolean | undefined;
  #closing: Promise<CloseResult> | undefined;

  constructor(options: WorkerOptions) {
    const { connect, stream, group, handler, log, name = hostname(), concurrency = 8, memoryQueue = 1000 } = options;
    const { leaseMs = 30_000, blockMs = 15_000, maxDeliveries = 5, maxFailures = 5, commandTimeoutMs = 2000 } = options;
    const { retryBackoff = { minMs: 1000, maxMs: 60_000 } } = options;
    const onEvent = guardEvents(options.onEvent, log);
    const isWhole = (value: number, least: number) => Number.isSafeInteger(value) && value >= least;
    if (!isWhole(concurrency, 1)) throw new InvalidArgumentError('concurrency is not a whole number from 1');
    if (!isWhole(memoryQueue, 0)) throw new InvalidArgumentError('memoryQueue is not a whole number from 0');
    // 0 would block for ever.
    if (!isWhole(blockMs, 1)) throw new InvalidArgumentError('blockMs is not a whole number from 1');
    if (!(leaseMs >= 100)) throw new InvalidArgumentError('leaseMs is less than 100');
    const keys = createQueueKeys(stream, options.deadLetterStream);
    this.#stream = stream;
    this.#group = group;
    this.#baseName = name;
    this.#name = uniqueName(name);
    this.#leaseMs = leaseMs;
    this.#commandTimeoutMs = commandTimeoutMs;
    this.#log = log;
    this.#onEvent = onEvent;
    const onDown = (error: QueueUnavailableError) => this.#session?.end({ error });
    const onUp = () => {
      this.#connected++;
      this.#changed.notify();
    };
    this.#admin = new RedisLink({
      connect,
      role: 'admin',
      commandTimeoutMs,
      onDown,
      onUp: () => {
        onUp();
        void warnOfEviction(this.#admin, onEvent, log);
      },
    });
    this.#reader = new RedisLink({
      connect,
      role: 'reader',
      commandTimeoutMs,
      onDown,
      onUp,
    });
    this.#unblocker = new Unblocker(this.#admin, this.#reader);
    this.#consumer = new Consumer({
      admin: this.#admin,
      reader: this.#reader,
      keys,
      group,
      leaseMs,
      blockMs: this.#unblocker.limitBlockMs(blockMs),
      commandTimeoutMs,
    });
    this.#runner = new TaskRunner({
      consumer: this.#consumer,
      handler,
      concurrency,
      memoryQueue,
      maxDeliveries,
      maxFailures,
      retryBackoff,
      log,
      onEvent,
      changed: this.#changed,
      ownName: () => this.#name,
      onRetired: (retired) => {
        if (retired === this.#name) this.#session?.end(RETIRED);
      },
      onTrouble: (error) => {
        if (!(error instanceof QueueUnavailableError && error.reason === 'full')) this.#session?.end({ error });
      },
    });
  }

  async start(): Promise<'ready' | 'unavailable'> {
    this.#supervising ??= this.#supervise();
    while (this.#isAvailable === undefined && !this.#isClosing) await this.#changed.wait();
    return this.#isAvailable ? 'ready' : 'unavailable';
  }

  async quiet(): Promise<void> {
    this.#isQuiet = true;
    this.#changed.notify();
    await this.#endRead();
  }

  pause(): void {
    this.#isPaused = true;
    void this.#endRead();
  }

  resume(): void {
    this.#isPaused = false;
    this.#changed.notify();
  }

  close({ timeoutMs = 25_000 }: { timeoutMs?: number } = {}): Promise<CloseResult> {
    this.#closing ??= this.#close(timeoutMs);
    return this.#closing;
  }

  stats(): WorkerStats {
    return {
      worker: this.#name,
      ...this.#runner.stats,
      available: this.#isAvailable === true,
      reading: this.#isAvailable === true && this.#mayRead,
      finished: this.#runner.finished,
      failed: this.#runner.failed,
    };
  }

  get #mayRead(): boolean {
    return !this.#isPaused && !this.#isQuiet && !this.#isClosing;
  }

  /** Session after session, for as long as the worker lives. */
  async #supervise(): Promise<void> {
    let failures = 0;
    while (!this.#isClosing) {
      let enteredAtMs = Number.POSITIVE_INFINITY;
      try {
        const look = await this.#enter();
        enteredAtMs = performance.now();
        if (!this.#isClosing) await this.#work(look);
      } catch (error) {
        if (this.#isClosing) return;
        // A session that ends at once is one more failure: beating may work where reading or acknowledging is refused.
        if (performance.now() - enteredAtMs > STEADY_MS) failures = 0;
        if (isGroupMissing(error)) {
          await this.#createGroup();
          failures++;
          if (failures < 3) continue;
        }
        this.#tellUnavailable(error);
        await this.#sleep(backoffMs(failures++, 50, 2000));
      }
    }
  }

  /** Registers the name, or finds it still registered; acknowledges what was finished meanwhile. */
  async #enter(): Promise<Beat> {
    let look: Beat | typeof RETIRED;
    if (this.#isRegistered) {
      look = await this.#consumer.beat(this.#name, false);
      if (look === RETIRED) {
        this.#rename();
        return this.#enter();
      }
    } else {
      await this.#consumer.ensureGroup();
      look = await this.#consumer.beat(this.#name, true);
      if (look === RETIRED) throw new QueueUnavailableError('error');
      this.#isRegistered = true;
    }
    await this.#unblocker.prepare();
    this.#tellAvailable();
    return look;
  }

  async #work(look: Beat): Promise<void> {
    const session = new Session({
      name: this.#name,
      consumer: this.#consumer,
      runner: this.#runner,
      leaseMs: this.#leaseMs,
      changed: this.#changed,
      onEvent: this.#onEvent,
      mayRead: () => this.#mayRead,
      unblock: () => void this.#unblocker.unblock(() => session.isReading),
    });
    this.#session = session;
    void this.#runner.flush();
    const end = await session.run(look);
    this.#session = undefined;
    if (end === RETIRED) this.#rename();
    else if (end !== 'stopped') throw end.error;
  }

  #rename(): void {
    const retired = this.#name;
    this.#name = uniqueName(this.#baseName);
    this.#isRegistered = false;
    this.#onEvent({ type: 'retired', worker: retired });
    this.#log?.warn('worker was retired, goes on under a new name', { retired, worker: this.#name });
    this.#runner.dropForeign(this.#name);
  }

  async #createGroup(): Promise<void> {
    try {
      await this.#consumer.ensureGroup();
      this.#log?.warn('consumer group was missing, created it at 0', { stream: this.#stream, group: this.#group });
    } catch (error) {
      this.#log?.debug('consumer group not created', { error });
    }
  }

  #tellAvailable(): void {
    const wasUnavailable = this.#isAvailable === false;
    this.#isAvailable = true;
    this.#changed.notify();
    if (wasUnavailable) this.#onEvent({ type: 'available' });
    if (this.#readyName === this.#name) return;
    this.#readyName = this.#name;
    this.#onEvent({ type: 'ready', stream: this.#stream, group: this.#group, worker: this.#name });
  }

  #tellUnavailable(cause: unknown): void {
    if (this.#isAvailable === false) return;
    this.#isAvailable = false;
    this.#changed.notify();
    const error = classifyError(cause);
    const reason = error instanceof QueueUnavailableError ? error.reason : 'error';
    this.#onEvent({ type: 'unavailable', reason, error });
  }

  /** Until then, or until a connection comes up. */
  async #sleep(ms: number): Promise<void> {
    if (this.#isClosing) return;
    const mayGoOn = Date.now() + Math.min(ms, 50);
    const connectedBefore = this.#connected;
    const woken = new AbortController();
    let isOver = false;
    const slept = sleep(ms, woken.signal).then(() => {
      isOver = true;
    });
    while (!isOver && !this.#isClosing) {
      await Promise.race([slept, this.#changed.wait()]);
      const isBack = this.#connected !== connectedBefore && this.#admin.isUp && this.#reader.isUp;
      if (isBack && Date.now() >= mayGoOn) break;
    }
    woken.abort();
  }

  async #endRead(): Promise<void> {
    const session = this.#session;
    if (!session?.isReading) return;
    void this.#unblocker.unblock(() => session.isReading);
    while (session.isReading && !session.isOver) await this.#changed.wait();
  }

  async #close(timeoutMs: number): Promise<CloseResult> {
    this.#isQuiet = true;
    const result = await finishRunning({
      consumer: this.#consumer,
      runner: this.#runner,
      name: () => this.#name,
      endRead: () => this.#endRead(),
      changed: this.#changed,
      log: this.#log,
      timeoutMs,
      commandTimeoutMs: this.#commandTimeoutMs,
    });
    this.#isClosing = true;
    this.#session?.end('stopped');
    this.#changed.notify();
    if (this.#isRegistered) await waitAtMost(this.#leave(), this.#commandTimeoutMs);
    this.#admin.close();
    this.#reader.close();
    await this.#supervising;
    return result;
  }

  async #leave(): Promise<void> {
    try {
      await this.#consumer.leave(this.#name);
    } catch (error) {
      if (!isGroupMissing(error)) this.#log?.warn('worker could not leave the group', { worker: this.#name, error });
    }
  }
}

/** Unique per start: a name that was retired never comes back. */
function uniqueName(base: string): string {
  return `${base}-${randomBytes(6).toString('hex')}`;
}
