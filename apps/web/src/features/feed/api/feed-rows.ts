import type { FeedEvent } from '../../../lib/api-types.js';

/** A line of the feed: the day, or what happened on it. */
export type FeedRow =
  | { type: 'day'; key: string; at: string; count: number }
  | { type: 'event'; key: string; event: FeedEvent };

/** Groups events, newest first, by the day of this browser's zone. Doubles, which a replay may bring, are dropped. */
export function toRows(events: readonly FeedEvent[]): FeedRow[] {
  const rows: FeedRow[] = [];
  const seen = new Set<number>();
  let day: Extract<FeedRow, { type: 'day' }> | undefined;
  for (const event of events) {
    if (seen.has(event.id)) continue;
    seen.add(event.id);
    const name = new Date(event.createdAt).toDateString();
    if (day?.key !== name) {
      day = { type: 'day', key: name, at: event.createdAt, count: 0 };
      rows.push(day);
    }
    day.count += 1;
    rows.push({ type: 'event', key: String(event.id), event });
  }
  return rows;
}
