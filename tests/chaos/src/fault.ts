import type { RedisServer, Stack, StartStackOptions } from '@goodshunter/testing';
import type { Book } from './book.js';

/** What a fault may touch while the load goes on. */
export interface FaultContext {
  stack: Stack;
  redis: RedisServer;
  book: Book;
  /** Keeps the fault up for this long; the load goes on meanwhile. */
  hold(ms: number): Promise<void>;
  /** A figure for the report, such as `time to polling`. */
  measure(name: string, value: number | string): void;
}

export interface Fault {
  /** For `make chaos ONLY=name`. */
  name: string;
  title: string;
  /** What users are promised while it lasts and after it. */
  promise: string;
  /** Part of the short form that CI runs. */
  isShort?: boolean;
  /** A kill or pause between send and commit may repeat a message; then the count is reported, not failed. */
  mayRepeatSends?: boolean;
  /** The API itself is the victim: refused creations are counted, not failed. */
  mayRefuse?: boolean;
  stack?: StartStackOptions;
  /** Breaks something, keeps it broken for a while, and heals it. @throws when what it promises does not hold */
  run(context: FaultContext): Promise<void>;
}
