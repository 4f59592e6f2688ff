/** A change of goods that exactly one event must tell. */
export interface Change {
  kind: 'new' | 'price_drop';
  shop: number;
  title: string;
}

/** What the load did and what the API answered: the account that the checker settles with the database. */
export interface Book {
  /** Ids of tasks whose creation was answered with 2xx. */
  acknowledged: Set<number>;
  /** Watching tasks by shop number, whose events are counted. */
  watchers: Map<number, number>;
  changes: Change[];
  /** Creations that got no 2xx, by status or error code. */
  refused: Map<string, number>;
  /** Of each answered creation, in ms, with when it was sent. */
  latencies: { sentAtMs: number; tookMs: number }[];
}

export function createBook(): Book {
  return { acknowledged: new Set(), watchers: new Map(), changes: [], refused: new Map(), latencies: [] };
}

/** The `q` quantile (0 to 1) by the nearest-rank method; NaN of nothing. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN;
}
