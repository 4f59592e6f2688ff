import { sleep } from '@goodshunter/waiting';
import { QueueUnavailableError } from '../errors.js';
import type { OnEvent } from '../types/queue.js';
import { type Beat, type Consumer, RETIRED } from './consumer.js';
import type { Gate } from './gate.js';
import type { TaskRunner } from './task-runner.js';

/** A look that took longer says little about now: others may have beaten since. */
const STALE_LOOK_MS = 1000;
/** How long after the look Redis may still act on it. */
const ACT_WITHIN_MS = 500;

export interface SessionOptions {
  name: string;
  consumer: Consumer;
  runner: TaskRunner;
  leaseMs: number;
  changed: Gate;
  onEvent: OnEvent;
  /** Whether entries may be read and taken over. */
  mayRead: () => boolean;
  /** Ends a blocking read early. */
  unblock: () => void;
}

/** Why a session ended: asked to, the name was refused, or Redis cannot be used. */
export type SessionEnd = 'stopped' | typeof RETIRED | { error: unknown };

/**
 * One stretch of working under one name over connections that hold: a loop that reads, and one that beats and looks for dead
 * workers and lost replies. It ends at the first trouble; what is in hand outlives it.
 */
export class Session {
  readonly #options: SessionOptions;
  readonly #openedAtMs = performance.now();
  /** Retired names that may still hold entries, to be taken as handlers end. */
  readonly #leftovers = new Set<string>();
  #calmSinceMs = this.#openedAtMs;
  #end: SessionEnd | undefined;
  /** The last look, or what followed from it, came too late to act on. */
  #hasMissed = false;
  #isReading = false;
  /** Counts reads that have ended. */
  #reads = 0;
  /** Aborts with the end. */
  readonly #over = new AbortController();

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  get isOver(): boolean {
    return this.#end !== undefined;
  }

  /** Whether a read is under way. */
  get isReading(): boolean {
    return this.#isReading;
  }

  /** Runs until `end` is called. `look` is the beat that opened the session. */
  async run(look: Beat): Promise<SessionEnd> {
    await Promise.all([this.#readLoop(), this.#beatLoop(look)]);
    return this.#end ?? 'stopped';
  }

  end(why: SessionEnd): void {
    if (this.#end !== undefined) return;
    this.#end = why;
    this.#over.abort();
    this.#options.changed.notify();
    if (this.#isReading) this.#options.unblock();
  }

  async #readLoop(): Promise<void> {
    const { consumer, runner, name, changed, mayRead } = this.#options;
    while (!this.isOver) {
      try {
        if (mayRead() && this.#leftovers.size > 0 && runner.startable > 0) {
          await this.#takeLeftovers();
          continue;
        }
        const count = mayRead() && this.#leftovers.size === 0 ? runner.wanted : 0;
        if (count === 0) {
          await changed.wait();
          continue;
        }
        this.#isReading = true;
        const entries = await consumer.read(name, count);
        this.#isReading = false;
        this.#reads++;
        if (entries.length > 0) runner.accept(entries, name);
      } catch (error) {
        this.#isReading = false;
        this.end({ error });
      } finally {
        changed.notify();
      }
    }
  }

  async #beatLoop(first: Beat): Promise<void> {
    const { consumer, name, leaseMs } = this.#options;
    let look = first;
    let lastAskedAtMs = Number.NEGATIVE_INFINITY;
    let isFresh = true;
    while (!this.isOver) {
      try {
        await this.#findLostReplies(look);
        this.#hasMissed = !isFresh;
        if (isFresh) await this.#retireSilent(look);
        await sleep(Math.max(1, Math.min(leaseMs / 6, this.#nextLookMs(look))), this.#over.signal);
        if (this.isOver) return;
        const askedAtMs = performance.now();
        const answer = await consumer.beat(name, false);
        if (answer === RETIRED) return this.end(RETIRED);
        isFresh = performance.now() - askedAtMs < STALE_LOOK_MS;
        // The clock of Redis was set forward, or another server's counts now: by it everybody is silent until the next beat.
        const mostMs = performance.now() - lastAskedAtMs + leaseMs / 6;
        if (answer.now - look.now > mostMs) this.#calmSinceMs = performance.now();
        look = answer;
        lastAskedAtMs = askedAtMs;
      } catch (error) {
        // Full: reading and acknowledging go on. But nobody can beat, so everybody looks silent for a while afterwards.
        if (error instanceof QueueUnavailableError && error.reason === 'full') this.#calmSinceMs = performance.now();
        else this.end({ error });
        isFresh = false;
      }
    }
  }

  /** After a restart or a failover everybody looks silent: wait until the others have had time to beat. */
  get #mayRetire(): boolean {
    return performance.now() - this.#calmSinceMs >= this.#options.leaseMs / 2;
  }

  #nextLookMs({ nextSilenceMs, silent }: Beat): number {
    if (this.#hasMissed) return this.#options.leaseMs / 60;
    if (silent.length > 0 && !this.#mayRetire) {
      return this.#calmSinceMs + this.#options.leaseMs / 2 - performance.now() + 1;
    }
    return nextSilenceMs === undefined ? Number.POSITIVE_INFINITY : Math.max(5, nextSilenceMs + 1);
  }

  /** Entries that Redis says are ours, though they never arrived. */
  async #findLostReplies({ ownIds }: Beat): Promise<void> {
    const { consumer, runner, name, changed, unblock, onEvent, mayRead } = this.#options;
    const isMissing = (id: string) => !runner.holds(id);
    if (!mayRead() || !ownIds.some(isMissing)) return;
    // They may be in the answer of a read under way; when that has come, what is missing still was lost.
    const missing = ownIds.filter(isMissing);
    const readsBefore = this.#reads;
    if (this.#isReading) unblock();
    while (this.#isReading && this.#reads === readsBefore && !this.isOver) await changed.wait();
    const lost = missing.filter(isMissing);
    if (lost.length === 0 || this.isOver) return;
    const entries = await consumer.recall(name, lost);
    if (entries === RETIRED) return this.end(RETIRED);
    const found = entries.filter(({ entryId }) => isMissing(entryId));
    if (found.length === 0) return;
    runner.accept(found, name);
    onEvent({ type: 'recovered', count: found.length, from: name });
  }

  async #retireSilent({ now, leftovers, silent }: Beat): Promise<void> {
    const { name, mayRead, unblock } = this.#options;
    if (!mayRead()) return;
    for (const victim of this.#mayRetire ? [...leftovers, ...silent] : leftovers) {
      if (this.isOver) return;
      if (victim === name || this.#leftovers.has(victim)) continue;
      // While a read is under way, all lanes are promised to it.
      await this.#take(victim, this.#isReading ? 0 : this.#options.runner.startable, now + ACT_WITHIN_MS);
    }
    if (this.#leftovers.size === 0) return;
    if (this.#isReading) unblock();
    this.#options.changed.notify();
  }

  async #takeLeftovers(): Promise<void> {
    for (const victim of this.#leftovers) {
      const { startable } = this.#options.runner;
      if (startable <= 0 || this.isOver) return;
      // Retired for ever, so it cannot matter when this arrives.
      await this.#take(victim, startable, Number.MAX_SAFE_INTEGER);
    }
  }

  async #take(victim: string, room: number, notAfter: number): Promise<void> {
    const { consumer, runner, name, onEvent } = this.#options;
    const taken = await consumer.take(name, victim, room, notAfter);
    if (taken === RETIRED) return this.end(RETIRED);
    if (taken === 'late' || taken === 'alive' || !taken.isMore) this.#leftovers.delete(victim);
    else this.#leftovers.add(victim);
    if (taken === 'late') this.#hasMissed = true;
    if (typeof taken === 'string' || taken.entries.length === 0) return;
    runner.accept(taken.entries, name);
    onEvent({ type: 'recovered', count: taken.entries.length, from: victim });
  }
}
