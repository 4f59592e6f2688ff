export interface Figures {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Answers other than 2xx and broken connections. */
  refused: number;
}

/** What `latenciesMs` come to; sorts them. */
export function summarize(latenciesMs: number[], refused: number, seconds: number): Figures {
  latenciesMs.sort((a, b) => a - b);
  const quantile = (q: number) => latenciesMs[Math.ceil(q * latenciesMs.length) - 1] ?? Number.NaN;
  return { perSecond: (latenciesMs.length - refused) / seconds, p50Ms: quantile(0.5), p99Ms: quantile(0.99), refused };
}

/** The middle value of each figure, on its own; of what was refused the most. */
export function medianOf(rounds: readonly Figures[]): Figures {
  const median = (pick: (figures: Figures) => number) => {
    const sorted = rounds.map(pick).toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return {
    perSecond: median(({ perSecond }) => perSecond),
    p50Ms: median(({ p50Ms }) => p50Ms),
    p99Ms: median(({ p99Ms }) => p99Ms),
    refused: Math.max(...rounds.map(({ refused }) => refused)),
  };
}
