import type { TaskMessage } from './message.js';

/** One delivery of one stream entry. */
export interface Entry {
  readonly id: string;
  /** The payload; undefined when the entry has no single field `data`. */
  readonly data: string | undefined;
  /** 1 at first, one more for each worker that died with it. */
  readonly deliveries: number;
  /** Failed runs so far. */
  failures: number;
}

/** An entry this worker owns, and how far it got. */
export interface HeldEntry extends Entry {
  /** The worker name it was delivered to. */
  owner: string;
  message: TaskMessage | undefined;
  state: 'buffered' | 'running' | 'delayed' | 'settling';
  /** Why it is to be buried, once that is decided. */
  burial: string | undefined;
  cancelDelay: (() => void) | undefined;
  abort: AbortController | undefined;
}

export function holdEntry(entry: Entry, owner: string): HeldEntry {
  const { id, data, deliveries, failures } = entry;
  return {
    id,
    data,
    deliveries,
    failures,
    owner,
    message: undefined,
    state: 'buffered',
    burial: undefined,
    cancelDelay: undefined,
    abort: undefined,
  };
}
