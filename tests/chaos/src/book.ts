import type { WebhookReceiver } from '@goodshunter/testing';
import type { ShopModel } from './shop-model.js';

/** Somebody who is told, by a channel of his own. */
export interface Listener {
  channelId: number;
  receiver: WebhookReceiver;
}

/** What the load did, what the shop showed, and what the API answered: the account that the checker settles with the database. */
export interface Book {
  model: ShopModel;
  /** Ids of tasks whose creation was answered with 2xx. */
  acknowledged: Set<number>;
  /** Watching tasks by shop number, whose events are counted. */
  watchers: Map<number, number>;
  /** All who are told of what happens, the first of them healthy throughout. */
  listeners: Listener[];
  /** Creations that got no 2xx, by status or error code. */
  refused: Map<string, number>;
  /** Of each answered creation, in ms, with when it was sent. */
  latencies: { sentAtMs: number; tookMs: number }[];
}

export function createBook(model: ShopModel): Book {
  return {
    model,
    acknowledged: new Set(),
    watchers: new Map(),
    listeners: [],
    refused: new Map(),
    latencies: [],
  };
}

/** The `q` quantile (0 to 1) by the nearest-rank method; NaN of nothing. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}
