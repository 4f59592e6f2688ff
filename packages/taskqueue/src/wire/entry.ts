import type { TaskMessage } from '../message.js';
import type { HandlerContext } from '../types/worker.js';

/** One delivery of one stream entry, and how far this worker got with it. It is what a handler sees as its context. */
export class Entry implements HandlerContext {
  readonly entryId: string;
  /** The payload; undefined when the entry has no single field `data`. */
  readonly data: string | undefined;
  /** 1 at first, one more for each worker that died with it. */
  readonly deliveries: number;
  /** Failed runs so far. */
  failures: number;
  /** The worker name it was delivered to. */
  owner = '';
  message: TaskMessage | undefined = undefined;
  state: 'buffered' | 'running' | 'delayed' | 'settling' = 'buffered';
  /** Why it is to be buried, once that is decided. */
  burial: string | undefined = undefined;
  cancelDelay: (() => void) | undefined = undefined;
  #abort: AbortController | undefined = undefined;

  constructor(entryId: string, data: string | undefined, deliveries: number, failures: number) {
    this.entryId = entryId;
    this.data = data;
    this.deliveries = deliveries;
    this.failures = failures;
  }

  /** Made when first asked for: most handlers are quicker than an AbortController. */
  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    return this.#abort.signal;
  }

  /** Tells the handler that its time is over, whether it has asked for the signal yet or not. */
  abort(): void {
    this.#abort ??= new AbortController();
    this.#abort.abort();
  }

  get isAborted(): boolean {
    return this.#abort?.signal.aborted === true;
  }
}
