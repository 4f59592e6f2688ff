import type { Draft, Rules, SourceName, Task, TaskHealth } from '@goodshunter/contracts/api';
import type { Findings } from '@goodshunter/contracts/crawl';

/** Columns of a task as the API answers it; `is_running` is the database's word, whose clock alone counts. */
export const TASK_COLUMNS = `id, name, source, query, keyword, min_price, max_price, currency, exclude_keywords, notify,
  interval_s, state, due_at, failures, health, health_message, is_unhealthy, last_success_at, last_run_at, may_have_missed,
  created_at, updated_at, draft, draft_until, rules, muted_until, (lease_owner IS NOT NULL AND due_at > UTC_TIMESTAMP(3)) AS is_running`;

export interface TaskRow {
  id: number;
  name: string;
  source: SourceName;
  query: Record<string, unknown>;
  keyword: string;
  min_price: number | null;
  max_price: number | null;
  currency: string | null;
  exclude_keywords: string[];
  notify: number[] | null;
  interval_s: number;
  state: Task['state'];
  due_at: Date | null;
  failures: number;
  health: TaskHealth;
  health_message: string | null;
  is_unhealthy: number;
  last_success_at: Date | null;
  last_run_at: Date | null;
  may_have_missed: number;
  created_at: Date;
  updated_at: Date;
  /** As the crawler found it; text where the driver does not know the type. */
  draft: Findings | string | null;
  draft_until: Date | null;
  rules: Rules | string | null;
  muted_until: Date | null;
  /** NULL while `due_at` is. */
  is_running: number | null;
}

/** Silence is a column of its own, so that a link in a message can set it without knowing the rules. */
function toRules({ rules, muted_until }: TaskRow): Task['rules'] {
  if (rules === null && muted_until === null) return null;
  const known = typeof rules === 'string' ? (JSON.parse(rules) as Rules) : (rules ?? {});
  return { ...known, mutedUntil: toInstant(muted_until) };
}

export function toTask(row: TaskRow): Task {
  return {
    id: row.id,
    name: row.name,
    source: row.source,
    query: row.query,
    keyword: row.keyword,
    minPrice: row.min_price,
    maxPrice: row.max_price,
    currency: row.currency,
    excludeKeywords: row.exclude_keywords,
    notify: row.notify,
    rules: toRules(row),
    intervalSeconds: row.interval_s,
    state: row.state,
    isRunning: Boolean(row.is_running),
    health: row.health,
    healthMessage: row.health_message,
    isUnhealthy: Boolean(row.is_unhealthy),
    failures: row.failures,
    mayHaveMissed: Boolean(row.may_have_missed),
    lastRunAt: toInstant(row.last_run_at),
    lastSuccessAt: toInstant(row.last_success_at),
    nextRunAt: toInstant(row.due_at),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    ...(row.state === 'draft' ? { draft: toDraft(row) } : {}),
    ...(row.state === 'draft' && row.draft_until ? { expiresAt: row.draft_until.toISOString() } : {}),
  };
}

function toDraft({ draft, is_running, last_success_at, last_run_at }: TaskRow): Draft {
  const found: Findings = (typeof draft === 'string' ? JSON.parse(draft) : draft) ?? {};
  const { resolved, readings = [] } = found;
  return {
    state: is_running ? 'looking' : last_success_at ? 'ready' : last_run_at ? 'failed' : 'waiting',
    resolved: resolved ? { source: resolved.source, query: resolved.query, sentence: resolved.why } : null,
    readings,
    name: found.name ?? null,
    currency: found.currency ?? null,
    intervalSeconds: found.intervalSeconds ?? null,
    intervalReason: found.intervalReason ?? null,
    estimate: { last7Days: found.last7Days ?? null },
    redirectedTo: found.redirectedTo ?? null,
    candidates: found.candidates ?? [],
  };
}

export function toInstant(date: Date | null): string | null {
  return date === null ? null : date.toISOString();
}
