import type { Draft, Rules, SourceName, Task, TaskHealth } from '@goodshunter/contracts/api';
import type { Findings } from '@goodshunter/contracts/crawl';
import type { Columns } from '@goodshunter/db';

/** Columns of a task as the API answers it; `is_running` is the database's word, whose clock alone counts. */
export const TASK_COLUMNS = `id, name, source, query, keyword, min_price, max_price, currency, exclude_keywords, notify,
  interval_s, state, due_at, failures, health, health_message, is_unhealthy, last_success_at, last_run_at, may_have_missed,
  created_at, updated_at, draft, draft_until, rules, muted_until, (lease_owner IS NOT NULL AND due_at > UTC_TIMESTAMP(3)) AS is_running`;

export interface TaskRow
  extends Columns<
    'task',
    | 'id'
    | 'name'
    | 'source'
    | 'query'
    | 'keyword'
    | 'minPrice'
    | 'maxPrice'
    | 'currency'
    | 'excludeKeywords'
    | 'notify'
    | 'intervalS'
    | 'dueAt'
    | 'failures'
    | 'health'
    | 'healthMessage'
    | 'isUnhealthy'
    | 'lastSuccessAt'
    | 'lastRunAt'
    | 'mayHaveMissed'
    | 'createdAt'
    | 'updatedAt'
    | 'draft'
    | 'draftUntil'
    | 'rules'
    | 'mutedUntil'
  > {
  source: SourceName;
  query: Record<string, unknown>;
  excludeKeywords: string[];
  notify: number[] | null;
  state: Task['state'];
  health: TaskHealth;
  /** As the crawler found it; text where the driver does not know the type. */
  draft: Findings | string | null;
  rules: Rules | string | null;
  /** NULL while `due_at` is. */
  isRunning: number | null;
}

/** Silence is a column of its own, so that a link in a message can set it without knowing the rules. */
function toRules({ rules, mutedUntil }: TaskRow): Task['rules'] {
  if (rules === null && mutedUntil === null) return null;
  const known = typeof rules === 'string' ? (JSON.parse(rules) as Rules) : (rules ?? {});
  return { ...known, mutedUntil: toInstant(mutedUntil) };
}

export function toTask(row: TaskRow): Task {
  return {
    id: row.id,
    name: row.name,
    source: row.source,
    query: row.query,
    keyword: row.keyword,
    minPrice: row.minPrice,
    maxPrice: row.maxPrice,
    currency: row.currency,
    excludeKeywords: row.excludeKeywords,
    notify: row.notify,
    rules: toRules(row),
    intervalSeconds: row.intervalS,
    state: row.state,
    isRunning: Boolean(row.isRunning),
    health: row.health,
    healthMessage: row.healthMessage,
    isUnhealthy: Boolean(row.isUnhealthy),
    failures: row.failures,
    mayHaveMissed: Boolean(row.mayHaveMissed),
    lastRunAt: toInstant(row.lastRunAt),
    lastSuccessAt: toInstant(row.lastSuccessAt),
    nextRunAt: toInstant(row.dueAt),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    ...(row.state === 'draft' ? { draft: toDraft(row) } : {}),
    ...(row.state === 'draft' && row.draftUntil ? { expiresAt: row.draftUntil.toISOString() } : {}),
  };
}

function toDraft({ draft, isRunning, lastSuccessAt, lastRunAt }: TaskRow): Draft {
  const found: Findings = (typeof draft === 'string' ? JSON.parse(draft) : draft) ?? {};
  const { resolved, readings = [] } = found;
  return {
    state: isRunning ? 'looking' : lastSuccessAt ? 'ready' : lastRunAt ? 'failed' : 'waiting',
    resolved: resolved ? { source: resolved.source, query: resolved.query, sentence: resolved.why } : null,
    readings,
    name: found.name ?? null,
    currency: found.currency ?? null,
    intervalSeconds: found.intervalSeconds ?? null,
    intervalReason: found.intervalReason ?? null,
    estimate: { last7Days: found.last7Days ?? null },
    redirectedTo: found.redirectedTo ?? null,
    candidates: found.candidates ?? [],
    stockCandidates: found.stockCandidates ?? [],
    regions: found.regions ?? [],
    selected: found.selected ?? [],
  };
}

export function toInstant(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
