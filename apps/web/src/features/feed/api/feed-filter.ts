import type { EventKind } from '@goodshunter/contracts/api';
import type { FeedEvent } from '../../../lib/api-types.js';

/** What the address of the feed says, as it is written there. */
export interface FeedFilter {
  kind?: string;
  task?: string;
  source?: string;
  words?: string;
  /** Minor units. */
  minPrice?: string;
  maxPrice?: string;
  currency?: string;
  /** Days, `2026-11-28`. */
  from?: string;
  to?: string;
}

export function kindsOf(filter: FeedFilter): string[] {
  return filter.kind?.split(',').filter((kind) => kind !== '') ?? [];
}

/** The filter with one kind more or less. */
export function toggleKind(filter: FeedFilter, kind: EventKind): FeedFilter {
  const kinds = kindsOf(filter);
  const next = kinds.includes(kind) ? kinds.filter((one) => one !== kind) : [...kinds, kind];
  return { ...filter, kind: next.join(',') };
}

/** How many filters beside the kinds are set. */
export function countFilters(filter: FeedFilter): number {
  const { kind: _kind, currency: _currency, ...others } = filter;
  return Object.values(others).filter((value) => value !== undefined && value !== '').length;
}

/** The query of the API: days become instants of this browser's zone. */
export function toQuery(filter: FeedFilter): Record<string, string | undefined> {
  const { from, to, ...others } = filter;
  return { ...others, from: startOfDay(from, 0), to: startOfDay(to, 1) };
}

function startOfDay(day: string | undefined, plusDays: number): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '');
  if (!match) return undefined;
  const [, year, month, date] = match.map(Number);
  const at = new Date(year ?? 0, (month ?? 1) - 1, (date ?? 1) + plusDays);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** Would the filtered feed show this event? As the API decides, for what the live stream brings. */
export function passes(event: FeedEvent, filter: FeedFilter): boolean {
  const kinds = kindsOf(filter);
  if (kinds.length > 0 && !kinds.includes(event.kind)) return false;
  if (filter.task && !filter.task.split(',').includes(String(event.taskId))) return false;
  if (filter.source && event.source !== undefined && filter.source !== event.source) return false;
  const words = filter.words?.toLocaleLowerCase().split(/\s+/u).filter(Boolean) ?? [];
  const title = event.item?.title.toLocaleLowerCase() ?? '';
  if (!words.every((word) => title.includes(word))) return false;
  const price = event.newPrice ?? event.item?.price ?? null;
  if ((filter.minPrice || filter.maxPrice) && price === null) return false;
  if (filter.minPrice && Number(price) < Number(filter.minPrice)) return false;
  if (filter.maxPrice && Number(price) > Number(filter.maxPrice)) return false;
  if (filter.currency && event.currency !== filter.currency) return false;
  // What happens now is not what happened until some day.
  return filter.to === undefined || filter.to === '' || event.createdAt < (toQuery(filter).to ?? '');
}
