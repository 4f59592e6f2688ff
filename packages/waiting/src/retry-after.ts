/** Longest wait that anybody can ask for: a header must not park a task or a channel for a year. */
const LONGEST_MS = 24 * 3_600_000;

/** A header `Retry-After` (seconds or an HTTP date) as ms from `nowMs`, 0 to a day; undefined when absent or senseless. */
export function readRetryAfter(value: string | null | undefined, nowMs = Date.now()): number | undefined {
  const text = value?.trim() ?? '';
  if (text === '') return undefined;
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(0, Math.round(waitMs)), LONGEST_MS);
}
