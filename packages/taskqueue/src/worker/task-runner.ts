import { PoisonTaskError } from '../errors.js';
import { backoffMs } from '../link/backoff.js';
import { createDecoder, type TaskMessage } from '../message.js';
import type { Logger } from '../types/logger.js';
import type { OnEvent } from '../types/queue.js';
import type { HandlerResult, TaskHandler } from '../types/worker.js';
import type { Entry } from '../wire/entry.js';
import { Acknowledger } from './acknowledger.js';
import { type Consumer, RETIRED } from './consumer.js';
import type { Gate } from './gate.js';
import { MemoryQueue } from './memory-queue.js';
import { ReadAhead } from './read-ahead.js';

export interface TaskRunnerOptions {
  consumer: Consumer;
  handler: TaskHandler;
  concurrency: number;
  memoryQueue: number;
  maxDeliveries: number;
  maxFailures: number;
  retryBackoff: { minMs: number; maxMs: number };
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

/** What waits to be run, and how many are running: at most `concurrency`. */
interface Lanes {
  buffer: MemoryQueue<Entry>;
  running: number;
}

/** Of setTimeout: 24.8 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The memory queue and the handlers: what is in hand, until it is acknowledged, buried or lost. */
export class TaskRunner {
  readonly #options: TaskRunnerOptions;
  readonly #inHand = new Map<string, Entry>();
  readonly #readAhead: ReadAhead;
  readonly #acknowledger: Acknowledger;
  readonly #decode = createDecoder();
  readonly #tasks: Lanes = { buffer: new MemoryQueue(), running: 0 };
  readonly #stops: Lanes = { buffer: new MemoryQueue(), running: 0 };
  /** Entries on their way to be acknowledged. */
  #acknowledging = 0;
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
    return {
      inHand: this.#inHand.size,
      running: this.#tasks.running + this.#stops.running,
      buffered: this.#tasks.buffer.size + this.#stops.buffer.size,
      delayed: this.#delayed,
    };
  }

  get acknowledged(): number {
    return this.finished - this.#acknowledger.size;
  }

  /** How many more entries may be in hand; those whose acknowledgement is under way (at most 750) take no room. */
  get room(): number {
    const { concurrency, memoryQueue } = this.#options;
    return concurrency + memoryQueue - this.#inHand.size + this.#acknowledging;
  }

  /** How many to read now; 0 while enough is buffered, so that reads stay large. */
  get wanted(): number {
    const { target } = this.#readAhead;
    const { buffer, running } = this.#tasks;
    if (buffer.size > target / 2) return 0;
    const wanted = this.#options.concurrency + target - running - buffer.size;
    return Math.max(0, Math.min(this.room, wanted));
  }

  /**
   * How many could begin at once. No more are taken from the dead: what one of them died of must not be counted against entries that
   * only waited beside it, and a survivor with slow handlers must leave some to the others.
   */
  get startable(): number {
    const { buffer, running } = this.#tasks;
    return Math.max(0, Math.min(this.room, this.#options.concurrency - running - buffer.size));
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
    for (const held of entries) {
      const known = this.#inHand.get(held.entryId);
      if (known) {
        // Delivered once more while it is in hand, after the group was destroyed or the name changed: it is ours again.
        known.owner = owner;
        continue;
      }
      held.owner = owner;
      this.#inHand.set(held.entryId, held);
      try {
        held.message = this.#decode(held.data ?? '');
      } catch (error) {
        held.burial = `unreadable: ${error instanceof Error ? error.message : error}`;
      }
      if (held.deliveries > maxDeliveries) held.burial ??= `its workers died ${held.deliveries - 1} times`;
      if (held.burial !== undefined) void this.#bury(held, held.burial);
      else this.#lanesOf(held).buffer.push(held);
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
    for (const { buffer } of [this.#tasks, this.#stops]) buffer.keep((held) => this.#inHand.has(held.entryId));
  }

  /** Starts no more handlers, and gives out of hand what has not begun. */
  removeUnstarted(): Entry[] {
    this.#isStarting = false;
    const unstarted: Entry[] = [];
    for (const held of this.#inHand.values()) {
      if (held.state !== 'buffered' && held.state !== 'delayed') continue;
      unstarted.push(held);
      this.#forget(held);
    }
    this.#tasks.buffer.clear();
    this.#stops.buffer.clear();
    return unstarted;
  }

  /** Tells the running handlers that their time is over. */
  abort(): void {
    for (const held of this.#inHand.values()) if (held.state === 'running') held.abort();
  }

  /** Behind the tasks it is about, a stop would come too late: stops have lanes of their own. */
  #lanesOf({ message }: Entry): Lanes {
    return message?.action === 'stop' ? this.#stops : this.#tasks;
  }

  #pump(): void {
    for (const lanes of [this.#stops, this.#tasks]) {
      while (this.#isStarting && lanes.running < this.#options.concurrency) {
        const held = lanes.buffer.shift();
        if (!held) break;
        void this.#runFrom(held, lanes);
      }
    }
  }

  /** Runs one entry after the other, while there are any: one of at most `concurrency` such lanes. */
  async #runFrom(first: Entry, lanes: Lanes): Promise<void> {
    const { handler, changed } = this.#options;
    lanes.running++;
    let startedAt = performance.now();
    for (let held: Entry | undefined = first; held; ) {
      held.state = 'running';
      try {
        const result = await handler(held.message as TaskMessage, held);
        this.#settle(held, result);
      } catch (error) {
        this.#settleFailure(held, error);
      }
      const endedAt = performance.now();
      if (lanes === this.#tasks) this.#readAhead.measure(endedAt - startedAt);
      startedAt = endedAt;
      held = this.#isStarting ? lanes.buffer.shift() : undefined;
      if (lanes.buffer.size <= this.#readAhead.target / 2) changed.notify();
    }
    lanes.running--;
    changed.notify();
  }

  #settle(held: Entry, result: HandlerResult): void {
    held.state = 'settling';
    if (result === undefined || result === 'done') {
      this.finished++;
      this.#acknowledger.push(held);
    } else if ('bury' in result) {
      this.failed++;
      void this.#bury(held, result.bury);
    } else {
      void this.#retry(held, result.retryInMs, undefined);
    }
  }

  #settleFailure(held: Entry, error: unknown): void {
    const { log, maxFailures, retryBackoff } = this.#options;
    held.state = 'settling';
    if (held.isAborted) {
      // Cut off by the shutdown, which leaves it to others: no failure of its own.
      this.interrupted++;
      this.#forget(held);
      return;
    }
    this.failed++;
    if (error instanceof PoisonTaskError) {
      void this.#bury(held, error.message);
      return;
    }
    log?.warn('task failed', { entryId: held.entryId, taskId: held.message?.taskId, error });
    const delayMs = backoffMs(held.failures, retryBackoff.minMs, retryBackoff.maxMs);
    void this.#retry(held, delayMs, { maxFailures, cause: describeError(error) });
  }

  /** Keeps the entry for another run; a failure too many buries it. */
  async #retry(held: Entry, delayMs: number, failure: { maxFailures: number; cause: string } | undefined) {
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
        entryId: held.entryId,
        taskId: held.message.taskId,
        failures: held.failures,
        delayMs,
      });
    }
  }

  async #bury(held: Entry, reason: string, attempt = 0): Promise<void> {
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
    log?.warn('task buried', { entryId: held.entryId, taskId: held.message?.taskId, reason });
    onEvent({ type: 'buried', entryId: held.entryId, taskId: held.message?.taskId, reason });
  }

  #delay(held: Entry, delayMs: number, then?: () => void): void {
    // What a handler answers may be anything; a timer set to more than it can count goes off at once.
    const ms = Number.isNaN(delayMs)
      ? this.#options.retryBackoff.minMs
      : Math.min(Math.max(0, delayMs), LONGEST_TIMER_MS);
    held.state = 'delayed';
    this.#delayed++;
    const timer = setTimeout(() => {
      held.cancelDelay = undefined;
      this.#delayed--;
      held.state = 'buffered';
      if (then) return then();
      this.#lanesOf(held).buffer.push(held);
      this.#pump();
    }, ms);
    held.cancelDelay = () => clearTimeout(timer);
  }

  async #sendAcks(batch: Entry[]): Promise<void> {
    const name = this.#options.ownName();
    const own = batch.filter((held) => this.#isOwn(held) || this.#lose(held));
    if (own.length === 0) return;
    this.#acknowledging += own.length;
    try {
      const lost = await this.#options.consumer.ack(name, own);
      if (lost === RETIRED) return this.#retire(...own);
      for (const held of own) {
        if (lost.length > 0 && lost.includes(held.entryId)) this.#lose(held);
        else this.#forget(held);
      }
    } finally {
      this.#acknowledging -= own.length;
      this.#options.changed.notify();
    }
  }

  #isOwn(held: Entry): boolean {
    return held.owner === this.#options.ownName();
  }

  #retire(...entries: Entry[]): void {
    const [first] = entries;
    for (const held of entries) this.#lose(held);
    if (first) this.#options.onRetired(first.owner);
  }

  /** @returns false, for filters */
  #lose(held: Entry): false {
    this.#forget(held);
    this.#options.onEvent({ type: 'lost', entryId: held.entryId, taskId: held.message?.taskId });
    return false;
  }

  #forget(held: Entry): void {
    if (held.cancelDelay) {
      held.cancelDelay();
      held.cancelDelay = undefined;
      this.#delayed--;
    }
    this.#inHand.delete(held.entryId);
    if (this.room === 1) this.#options.changed.notify();
  }
}

function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
