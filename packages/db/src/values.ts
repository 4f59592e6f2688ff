/** The database takes intervals as whole numbers (`INTERVAL ? MICROSECOND`); microseconds keep the milliseconds of short leases. */
export function toMicroseconds(ms: number): number {
  return Math.max(0, Math.round(ms * 1000));
}

/** The value of a JSON column. MariaDB gives it as text where its metadata does not reach the driver. */
export function parseJson<T>(value: unknown): T | null {
  if (value === null || value === undefined) return null;
  return (typeof value === 'string' ? JSON.parse(value) : value) as T;
}
