import { Acknowledger } from './acknowledger.js';
import { backoffMs } from './backoff.js';
import { type Consumer, RETIRED } from './consumer.js';
import { type Entry, type HeldEntry, holdEntry } from './entry.js';
import { PoisonTaskError } from './errors.js';
import type { Gate } from './gate.js';
import { decodeMessage } from './message.js';
import { ReadAhead } from './read-ahead.js';
import type { Clock, HandlerContext, HandlerResult, Logger, OnEvent, TaskHandler } from './types.js';

export interface TaskRunnerOptions {
  consumer: Consumer;
  handler: TaskHandler;
  concurrency: number;
  memoryQueue: number;
  maxDeliveries: number;
  maxFailures: number;
  retryBackoff: { minMs: number; maxMs: number };
  clock: Clock;
  log: Logger | undefined;
  onEvent: OnEvent;
  /** Notified when room is made, or a handler ends. */
  changed: Gate;
  /** The name this worker goes by at the moment. */
  ownName: () => string;
  /** Redis refused the name. */
  onRetired: (name: string) => void;
  /** Redis did not answer a command about an entry. */
  onTrouble: (error: unknown) => void;
}

/** The memory queue and the handlers: what is in hand, until it is acknowledged, buried or lost. */
export class TaskRunner {
  readonly #options: TaskRunnerOptions;
  readonly #inHand = new Map<string, HeldEntry>();
  readonly #readAhead: ReadAhead;
  readonly #acknowledger: Acknowledger;
  #buffer: HeldEntry[] = [];
  #bufferStart = 0;
  #running = 0;
  #delayed = 0;
  #isStarting = true;
  finished = 0;
  failed = 0;
  /** Runs that the shutdown cut off; their entries stay pending for others. */
  interrupted = 0;

  constructor(options: TaskRunnerOptions) {
    this.#options = options;
    this.#readAhead = new ReadAhead(options.concurrency, options.memoryQueue);
    this.#acknowledger = new Acknowledger({ send: (batch) => this.#sendAcks(batch), onError: options.onTrouble });
  }

  get stats(): { inHand: number; running: number; buffered: number; delayed: number } {
    return { inHand: this.#inHand.size, running: this.#running, buffered: this.#buffered, delayed: this.#delayed };
  }

  /** How many more entries may be in hand. */
  get room(): number {
    return this.#options.concurrency + this.#options.memoryQueue - this.#inHand.size;
  }

  /** How many to read now; 0 while enough is buffered, so that reads stay large. */
  get wanted(): number {
    const { target } = this.#readAhead;
    if (this.#buffered > target / 2) return 0;
    const wanted = this.#options.concurrency + target - this.#running - this.#buffered;
    return Math.max(0, Math.min(this.room, wanted));
  }

  get isIdle(): boolean {
    return this.#inHand.size === 0;
  }

  holds(id: string): boolean {
    return this.#inHand.has(id);
  }

  /** Takes entries delivered to `owner` and starts as many handlers as may run. */
  accept(entries: readonly Entry[], owner: string): void {
    const { maxDeliveries } = this.#options;
    for (const entry of entries) {
      const known = this.#inHand.get(entry.id);
      if (known) {
        // Delivered once more while it is in hand, after the group was destroyed or the name changed: it is ours again.
        known.owner = owner;
        continue;
      }
      const held = holdEntry(entry, owner);
      this.#inHand.set(entry.id, held);
      try {
        held.message = decodeMessage(entry.data ?? '');
      } catch (error) {
        held.burial = `unreadable: ${error instanceof Error ? error.message : error}`;
      }
      if (entry.deliveries > maxDeliveries) held.burial ??= `its workers died ${entry.deliveries - 1} times`;
      if (held.burial !== undefined) void this.#bury(held, held.burial);
      // Behind the tasks it is about, a stop would come too late.
      else if (held.message?.action === 'stop') this.#start(held);
      else this.#buffer.push(held);
    }
    this.#pump();
  }

  /** Sends what is finished but not acknowledged, after Redis came back. */
  flush(): Promise<void> {
    return this.#acknowledger.flush();
  }

  /** Forgets what has not begun and belongs to another name: somebody else runs it. What runs goes on. */
  dropForeign(name: string): void {
    for (const held of this.#inHand.values()) {
      if (held.owner !== name && (held.state === 'buffered' || held.state === 'delayed')) this.#lose(held);
    }
    this.#buffer = this.#buffer.slice(this.#bufferStart).filter((held) => this.#inHand.has(held.id));
    this.#bufferStart = 0;
  }

  /** Starts no more handlers, and gives out of hand what has not begun. */
  removeUnstarted(): HeldEntry[] {
    this.#isStarting = false;
    const unstarted: HeldEntry[] = [];
    for (const held of this.#inHand.values()) {
      if (held.state !== 'buffered' && held.state !== 'delayed') continue;
      unstarted.push(held);
      this.#forget(held);
    }
    this.#buffer = [];
    this.#bufferStart = 0;
    return unstarted;
  }

  /** Tells the running handlers that their time is over. */
  abort(): void {
    for (const held of this.#inHand.values()) if (held.state === 'running') abortOf(held).abort();
  }

  get #buffered(): number {
    return this.#buffer.length - this.#bufferStart;
  }

  #pump(): void {
    while (this.#isStarting && this.#running < this.#options.concurrency && this.#bufferStart < this.#buffer.length) {
      const held = this.#buffer[this.#bufferStart++] as HeldEntry;
      if (this.#bufferStart === this.#buffer.length) {
        this.#buffer = [];
        this.#bufferStart = 0;
      }
      this.#start(held);
    }
  }

  #start(held: HeldEntry): void {
    held.state = 'running';
    this.#running++;
    void this.#run(held);
  }

  async #run(held: HeldEntry): Promise<void> {
    const { handler, changed, maxFailures, retryBackoff } = this.#options;
    const message = held.message;
    if (!message) return;
    const startedAt = performance.now();
    let result: HandlerResult;
    let error: unknown;
    let hasFailed = false;
    try {
      result = await handler(message, new Context(held));
    } catch (thrown) {
      hasFailed = true;
      error = thrown;
    }
    this.#readAhead.measure(performance.now() - startedAt);
    this.#running--;
    held.state = 'settling';
    if (!hasFailed && (result === undefined || result === 'done')) {
      this.finished++;
      this.#acknowledger.push(held);
    } else if (hasFailed && held.abort?.signal.aborted) {
      // Cut off by the shutdown, which leaves it to others: no failure of its own.
      this.interrupted++;
      this.#forget(held);
    } else if (hasFailed && error instanceof PoisonTaskError) {
      this.failed++;
      void this.#bury(held, error.message);
    } else if (hasFailed) {
      this.failed++;
      this.#options.log?.warn('task failed', { entry_id: held.id, task_id: message.taskId, error });
      const delayMs = backoffMs(held.failures, retryBackoff.minMs, retryBackoff.maxMs);
      void this.#retry(held, delayMs, { maxFailures, cause: describeError(error) });
    } else if (typeof result === 'object' && 'bury' in result) {
      this.failed++;
      void this.#bury(held, result.bury);
    } else if (typeof result === 'object') {
      void this.#retry(held, result.retryInMs, undefined);
    }
    this.#pump();
    changed.notify();
  }

  /** Keeps the entry for another run; a failure too many buries it. */
  async #retry(held: HeldEntry, delayMs: number, failure: { maxFailures: number; cause: string } | undefined) {
    const { consumer, onEvent, onTrouble } = this.#options;
    if (failure) held.failures++;
    try {
      if (!this.#isOwn(held)) return void this.#lose(held);
      const answer = await consumer.retry(held.owner, held, failure !== undefined);
      if (answer === RETIRED) return this.#retire(held);
      if (answer === 'lost') return void this.#lose(held);
      held.failures = answer;
    } catch (error) {
      // The entry is in hand all the same; its run is only not counted where other workers could see it.
      onTrouble(error);
    }
    if (failure && held.failures >= failure.maxFailures) return this.#bury(held, failure.cause);
    if (!this.#isStarting) return this.#forget(held);
    this.#delay(held, delayMs);
    if (held.message) {
      onEvent({
        type: 'retrying',
        entryId: held.id,
        taskId: held.message.taskId,
        failures: held.failures,
        delayMs,
      });
    }
  }

  async #bury(held: HeldEntry, reason: string, attempt = 0): Promise<void> {
    const { consumer, onEvent, onTrouble, log } = this.#options;
    held.state = 'settling';
    held.burial = reason;
    try {
      if (!this.#isOwn(held)) return void this.#lose(held);
      const answer = await consumer.bury(held.owner, held, reason);
      if (answer === RETIRED) return this.#retire(held);
      if (answer === 'lost') return void this.#lose(held);
    } catch (error) {
      onTrouble(error);
      if (!this.#isStarting) return this.#forget(held);
      this.#delay(held, backoffMs(attempt, 500, 30_000), () => void this.#bury(held, reason, attempt + 1));
      return;
    }
    this.#forget(held);
    log?.warn('task buried', { entry_id: held.id, task_id: held.message?.taskId, reason });
    onEvent({ type: 'buried', entryId: held.id, taskId: held.message?.taskId, reason });
  }

  #delay(held: HeldEntry, delayMs: number, then?: () => void): void {
    held.state = 'delayed';
    this.#delayed++;
    held.cancelDelay = this.#options.clock.setTimeout(
      () => {
        held.cancelDelay = undefined;
        this.#delayed--;
        held.state = 'buffered';
        if (then) return then();
        this.#buffer.push(held);
        this.#pump();
      },
      Math.max(0, delayMs),
    );
  }

  async #sendAcks(batch: HeldEntry[]): Promise<void> {
    const name = this.#options.ownName();
    const own = batch.filter((held) => this.#isOwn(held) || this.#lose(held));
    if (own.length === 0) return;
    const lost = await this.#options.consumer.ack(name, own);
    if (lost === RETIRED) return this.#retire(...own);
    for (const held of own) {
      if (lost.length > 0 && lost.includes(held.id)) this.#lose(held);
      else this.#forget(held);
    }
  }

  #isOwn(held: HeldEntry): boolean {
    return held.owner === this.#options.ownName();
  }

  #retire(...entries: HeldEntry[]): void {
    const [first] = entries;
    for (const held of entries) this.#lose(held);
    if (first) this.#options.onRetired(first.owner);
  }

  /** @returns false, for filters */
  #lose(held: HeldEntry): false {
    this.#forget(held);
    this.#options.onEvent({ type: 'lost', entryId: held.id, taskId: held.message?.taskId });
    return false;
  }

  #forget(held: HeldEntry): void {
    if (held.cancelDelay) {
      held.cancelDelay();
      held.cancelDelay = undefined;
      this.#delayed--;
    }
    this.#inHand.delete(held.id);
    this.#options.changed.notify();
  }
}

class Context implements HandlerContext {
  readonly #held: HeldEntry;

  constructor(held: HeldEntry) {
    this.#held = held;
  }

  get entryId(): string {
    return this.#held.id;
  }

  get deliveries(): number {
    return this.#held.deliveries;
  }

  get failures(): number {
    return this.#held.failures;
  }

  /** Made when first asked for: most handlers are quicker than an AbortController. */
  get signal(): AbortSignal {
    return abortOf(this.#held).signal;
  }
}

function abortOf(held: HeldEntry): AbortController {
  held.abort ??= new AbortController();
  return held.abort;
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
