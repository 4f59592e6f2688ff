const MAX_MS = 24 * 3_600_000;

/** `Retry-After` (seconds or an HTTP date) as ms from now, at most a day; undefined when absent or senseless. */
export function parseRetryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  const ms = /^\d{1,12}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isFinite(ms) ? Math.min(Math.max(0, Math.round(ms)), MAX_MS) : undefined;
}
