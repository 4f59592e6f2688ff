import type { CrawledItem, Findings } from '@goodshunter/contracts/crawl';
import type { Reading } from './find-readings.js';

const DAY_MS = 24 * 3600 * 1000;
const LEAST_DATED = 3;

export interface ProposalFacts {
  items: readonly CrawledItem[];
  source: Reading['source'];
  /** The whole listing was seen. */
  complete: boolean;
  nowMs: number;
  cacheControl: string | undefined;
  /** What robots.txt asks for between requests, in ms. */
  crawlDelayMs: number | undefined;
}

/** How often the hunt is worth a look, how often it would have told in the last week, and in which currency. */
export function propose(
  facts: ProposalFacts,
): Pick<Findings, 'currency' | 'intervalSeconds' | 'intervalReason' | 'last7Days'> {
  const last7Days = countLastWeek(facts);
  const currency = mostCommon(facts.items.flatMap(({ price }) => (price?.currency ? [price.currency] : [])));
  return {
    ...(currency === undefined ? {} : { currency }),
    ...chooseInterval(facts, last7Days),
    ...(last7Days === undefined ? {} : { last7Days }),
  };
}

/** Listings published within 7 days; where the look ended earlier than that, as many as its pace would give. */
function countLastWeek({ items, complete, nowMs }: ProposalFacts): number | undefined {
  const ages = items
    .flatMap(({ publishedAt }) => (publishedAt === undefined ? [] : [nowMs - Date.parse(publishedAt)]))
    .filter((age) => age >= -DAY_MS);
  if (ages.length < LEAST_DATED) return undefined;
  const recent = ages.filter((age) => age <= 7 * DAY_MS).length;
  const oldest = Math.max(...ages);
  if (complete || oldest >= 7 * DAY_MS) return recent;
  return Math.round((ages.length * 7 * DAY_MS) / Math.max(oldest, 3600 * 1000));
}

function chooseInterval(
  { source, cacheControl, crawlDelayMs = 0 }: ProposalFacts,
  last7Days: number | undefined,
): { intervalSeconds: number; intervalReason: string } {
  const perDay = last7Days === undefined ? undefined : last7Days / 7;
  let seconds = source === 'page' ? 900 : 300;
  let reason = source === 'page' ? 'Prices of one product change seldom.' : 'A few minutes suit most lists.';
  if (perDay !== undefined) {
    seconds = perDay >= 20 ? 60 : perDay >= 2 ? 300 : 900;
    reason = `About ${perDay >= 1 ? Math.round(perDay) : perDay.toFixed(1)} new ones a day.`;
  }
  const maxAge = Number(/(?:s-maxage|max-age)\s*=\s*(\d{1,8})/i.exec(cacheControl ?? '')?.[1] ?? 0);
  if (maxAge > seconds) {
    seconds = Math.min(3600, maxAge);
    reason = `The site says that its answer holds for ${Math.round(maxAge / 60)} minutes.`;
  }
  const patience = Math.ceil((crawlDelayMs / 1000) * 10);
  if (patience > seconds) {
    seconds = Math.min(3600, patience);
    reason = 'Its robots.txt asks for patience.';
  }
  return { intervalSeconds: seconds, intervalReason: reason };
}

function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
