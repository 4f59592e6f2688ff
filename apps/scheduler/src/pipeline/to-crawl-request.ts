import type { KnownProduct } from '@goodshunter/contracts/crawl';
import { isKeyedSource } from '@goodshunter/contracts/sources';
import type { SeenItem } from '../diff/seen-item.js';
import type { CrawlOrder } from '../sharing/crawl-order.js';
import { isFullLook } from './full-look.js';
import type { RunContext } from './run-context.js';

const KNOWN_KEYS = 200;
const LONGEST_DEADLINE_MS = 120_000;

/** What a crawler is asked for this run, once its host has granted requests. */
export function toCrawlRequest(
  { deps, claim, task, correlationId }: RunContext,
  seen: readonly SeenItem[],
  knownProduct?: KnownProduct,
): CrawlOrder['request'] {
  const { crawlDeadlineMs, credentials } = deps.options;
  const key = isKeyedSource(task.source) ? credentials?.[task.source] : undefined;
  // These must see the listing itself: a 304 of its first page, or paging that stops at known items, would hide the rest.
  const isWhole = task.baselineAt === null || task.isBaselineCut || isFullLook(task.source, claim.taskId, claim.token);
  return {
    source: task.source,
    query: task.query,
    deadlineMs: Math.min(crawlDeadlineMs, LONGEST_DEADLINE_MS),
    validators: isWhole ? {} : (task.validators ?? {}),
    knownKeys: isWhole ? [] : seen.slice(0, KNOWN_KEYS).map(({ key }) => key),
    ...(task.currency === null ? {} : { currencyHint: task.currency }),
    ...(task.memory === null ? {} : { memory: task.memory }),
    ...(task.isDraft ? { wantsChoices: true } : {}),
    ...(knownProduct === undefined || task.baselineAt === null ? {} : { knownProduct }),
    correlationId,
    ...(key === undefined ? {} : { credentials: { ...key } }),
  };
}
