import type { RedisServer, Stack, StartStackOptions, WebhookReceiver } from '@goodshunter/testing';
import type { Book } from './book.js';
import type { Neighbour } from './neighbour.js';

/** What a fault may touch while the load goes on. */
export interface FaultContext {
  stack: Stack;
  redis: RedisServer;
  book: Book;
  /** Receivers beside the book's own, as many as the fault asked for. */
  receivers: readonly WebhookReceiver[];
  /** The server that the fault brought along. */
  neighbour: Neighbour | undefined;
  /** Keeps the fault up for this long; the load goes on meanwhile. */
  hold(ms: number): Promise<void>;
  /** A figure for the report, such as `time to polling`. */
  measure(name: string, value: number | string): void;
  /** Runs after the account is settled, before the house ends. */
  onEnd(end: () => Promise<void>): void;
}

export interface Fault {
  /** For `make chaos ONLY=name`. */
  name: string;
  title: string;
  /** What users are promised while it lasts and after it. */
  promise: string;
  /** A kill or pause between send and commit may repeat a message; then the count is reported, not failed. */
  mayRepeatSends?: boolean;
  /** The API itself is the victim: these answers (status, or error of a call that got none) are counted, not failed. @default none */
  mayRefuse?: readonly string[];
  /** Further receivers that are told of everything. @default 0 */
  receivers?: number;
  /** A web server of its own that crawls may reach. */
  openNeighbour?: () => Promise<Neighbour>;
  /** Why this machine cannot show it, in words; then it is left out, and said so. */
  findObstacle?: () => Promise<string | undefined>;
  stack?: StartStackOptions;
  /** Breaks something, keeps it broken for a while, and heals it. @throws when what it promises does not hold */
  run(context: FaultContext): Promise<void>;
}
