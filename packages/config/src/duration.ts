const UNIT_MS = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
const PART = /(\d+(?:\.\d+)?)(ms|h|m|s)/y;

/** Reads a duration as Go writes it (`1m0s`, `1h30m`, `1.5s`, `250ms`) into whole milliseconds; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  let totalMs = 0;
  let at = 0;
  let lastUnitMs = Number.POSITIVE_INFINITY;
  while (at < text.length) {
    PART.lastIndex = at;
    const match = PART.exec(text);
    if (!match) return undefined;
    const unitMs = UNIT_MS[match[2] as keyof typeof UNIT_MS];
    // Each unit once, from large to small, so that a typing error is not silently added up.
    if (unitMs >= lastUnitMs) return undefined;
    lastUnitMs = unitMs;
    totalMs += Number(match[1]) * unitMs;
    at = PART.lastIndex;
  }
  return at === 0 ? undefined : Math.round(totalMs);
}

/** Writes milliseconds as Go does: `1m0s`, `168h0m0s`, `1.5s`, `250ms`, `0s`. */
export function formatDuration(durationMs: number): string {
  if (durationMs > 0 && durationMs < UNIT_MS.s) return `${durationMs}ms`;
  const hours = Math.floor(durationMs / UNIT_MS.h);
  const minutes = Math.floor((durationMs % UNIT_MS.h) / UNIT_MS.m);
  const seconds = (durationMs % UNIT_MS.m) / UNIT_MS.s;
  if (hours > 0) return `${hours}h${minutes}m${seconds}s`;
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`;
}
