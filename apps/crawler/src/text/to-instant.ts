/** Years that RFC 3339 can write. */
const LEAST_MS = Date.parse('0001-01-01T00:00:00Z');
const MOST_MS = Date.parse('9999-12-31T23:59:59Z');

/** An instant as machines write it (ISO 8601, RFC 2822) in UTC; undefined for what is none. */
export function toInstant(written: string | undefined): string | undefined {
  const timeMs = Date.parse(written ?? '');
  return timeMs >= LEAST_MS && timeMs <= MOST_MS ? new Date(timeMs).toISOString() : undefined;
}
