import type { SourceName, Task, UpdateTask } from '@goodshunter/contracts/api';
import { InvalidInputError } from '../errors.js';
import type { TaskDefinition } from '../store/insert-tasks.js';

/** Fields whose change makes what was seen so far say nothing about what is new. */
const BASELINE_FIELDS = ['source', 'query', 'keyword'] as const;
/** Fields whose change a running run must not survive. */
const REVOKING_FIELDS = [
  ...BASELINE_FIELDS,
  'minPrice',
  'maxPrice',
  'currency',
  'excludeKeywords',
  'intervalSeconds',
] as const;

const FILTER_FIELDS = ['keyword', 'minPrice', 'maxPrice', 'currency', 'excludeKeywords'] as const;

export interface MergedDefinition {
  definition: TaskDefinition;
  isRevoking: boolean;
  isResettingBaseline: boolean;
  /** What a draft has seen is marked anew. */
  isRefitting: boolean;
}

/**
 * A stored task with a change laid over it. What is named but stays as it is counts as no change.
 * @throws {InvalidInputError} when the parts do not fit together, or `checkQuery` says so.
 */
export function mergeDefinition(
  task: Task,
  change: UpdateTask,
  checkQuery: (source: SourceName, query: unknown) => Record<string, unknown>,
): MergedDefinition {
  const definition: TaskDefinition & { source: SourceName } = {
    name: change.name ?? task.name,
    source: change.source ?? task.source,
    query: change.query ?? task.query,
    keyword: change.keyword ?? task.keyword,
    minPrice: change.minPrice === undefined ? task.minPrice : change.minPrice,
    maxPrice: change.maxPrice === undefined ? task.maxPrice : change.maxPrice,
    currency: change.currency === undefined ? task.currency : change.currency,
    excludeKeywords: change.excludeKeywords ?? task.excludeKeywords,
    notify: change.notify === undefined ? task.notify : change.notify,
    intervalSeconds: change.intervalSeconds ?? task.intervalSeconds,
  };
  for (const field of ['pricePlace', 'stockPlace'] as const) {
    if (change[field] === undefined) continue;
    if (definition.source !== 'page') {
      const message = `${field} is of pages of one product; this is a ${definition.source}`;
      throw new InvalidInputError([{ field, message }]);
    }
    definition.query = { ...definition.query, [field]: change[field] };
  }
  if ([change.source, change.query, change.pricePlace, change.stockPlace].some((part) => part !== undefined)) {
    definition.query = checkQuery(definition.source, definition.query);
  }
  const { minPrice, maxPrice } = definition;
  if (minPrice !== null && maxPrice !== null && minPrice > maxPrice) {
    throw new InvalidInputError([{ field: 'minPrice', message: 'minPrice is greater than maxPrice' }]);
  }
  const differs = (field: (typeof REVOKING_FIELDS)[number]) =>
    JSON.stringify(definition[field]) !== JSON.stringify(task[field]);
  const isAnotherPlace = differs('source') || differs('query');
  // Filters of a draft mark what it has seen; only another place makes it look again.
  const isDraft = task.state === 'draft';
  return {
    definition,
    isRevoking: isDraft ? isAnotherPlace : REVOKING_FIELDS.some(differs),
    isResettingBaseline: isDraft ? isAnotherPlace : BASELINE_FIELDS.some(differs),
    isRefitting: isDraft && !isAnotherPlace && FILTER_FIELDS.some(differs),
  };
}

/** What a task is called whose owner gave it no name: what it looks for, or where. */
export function nameTask(source: SourceName, query: Record<string, unknown>, keyword: string): string {
  if (keyword !== '') return keyword;
  const host = typeof query.url === 'string' && URL.canParse(query.url) ? new URL(query.url).host : undefined;
  // The first look finds a better one, and replaces this alone.
  if (source === 'link') return (host ?? source).slice(0, 200);
  const what = host ?? [query.q, query.query, query.seller, query.jan].find((words) => typeof words === 'string');
  return `${source} ${what ?? ''}`.trim().slice(0, 200);
}
