import type { SourceMemory, SourceName, Validators } from '@goodshunter/contracts/crawl';
import { type Columns, parseJson, type Sql } from '@goodshunter/db';
import { DatabaseClock } from './database-clock.js';
import type { RunClaim } from './run-claim.js';

/** What a run needs to know of its task, as it stood when the run was claimed. */
export interface ClaimedTask {
  id: number;
  userId: number;
  name: string;
  source: SourceName;
  query: Record<string, unknown>;
  keyword: string;
  minPrice: number | null;
  maxPrice: number | null;
  currency: string | null;
  excludeKeywords: string[];
  /** Channel ids to tell; null: every enabled one. */
  notify: number[] | null;
  intervalS: number;
  /** Claims since the last run that came to an end, this one included. */
  attempt: number;
  /** Failed runs in a row. */
  failures: number;
  /** An `unhealthy` event was sent and no `recovered` yet. */
  isUnhealthy: boolean;
  /** Null: this look is the baseline. */
  baselineAt: Date | null;
  validators: Validators | null;
  /** What its source asked to be told again. */
  memory: SourceMemory | null;
  /** It looks once, tells nobody and is not due again. */
  isDraft: boolean;
  /** The baseline ended at its few requests: what lies behind it is not new. */
  isBaselineCut: boolean;
  correlationId: string | null;
  /** It has seen items before: there is something to compare with. */
  hasSeenItems: boolean;
  /** How long after its planned time it was claimed, in ms; negative when it was asked for earlier. */
  lateMs: number;
  /** How long ago it last saw something, in ms; null: never. */
  sinceSuccessMs: number | null;
  /** How long its listing has been doubted, in ms; null: it is not. */
  doubtedForMs: number | null;
  /** The database's clock, started when this was read. */
  clock: DatabaseClock;
}

export interface TaskRow
  extends Columns<
    'task',
    | 'userId'
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
    | 'attempt'
    | 'failures'
    | 'isUnhealthy'
    | 'baselineAt'
    | 'validators'
    | 'isBaselineCut'
    | 'correlationId'
  > {
  source: SourceName;
  memory: unknown;
  isDraft: number;
  hasSeenItems: number;
  lateUs: number;
  sinceSuccessUs: number | null;
  doubtedForUs: number | null;
  now: Date;
}

/** To be ended by the token. Values: the task's id, the token. */
export const SELECT_TASK = `SELECT user_id AS userId, name, source, query, keyword, min_price AS minPrice, max_price AS maxPrice, currency,
  exclude_keywords AS excludeKeywords, notify, interval_s AS intervalS, attempt, failures, is_unhealthy AS isUnhealthy,
  baseline_at AS baselineAt, validators, source_memory AS memory, state = 'draft' AS isDraft, is_baseline_cut AS isBaselineCut, correlation_id AS correlationId,
  EXISTS (SELECT 1 FROM task_item WHERE task_id = task.id) AS hasSeenItems,
  TIMESTAMPDIFF(MICROSECOND, planned_at, UTC_TIMESTAMP(3)) AS lateUs,
  TIMESTAMPDIFF(MICROSECOND, last_success_at, UTC_TIMESTAMP(3)) AS sinceSuccessUs,
  TIMESTAMPDIFF(MICROSECOND, doubt_since, UTC_TIMESTAMP(3)) AS doubtedForUs, UTC_TIMESTAMP(3) AS now
  FROM task WHERE id = ? AND token = `;

/** Reads the definition of a claimed task. Undefined: the claim is lost (edited, paused or deleted a moment ago). */
export async function readClaimedTask(sql: Sql, { taskId, token }: RunClaim): Promise<ClaimedTask | undefined> {
  const [row] = await sql.query<TaskRow>(`${SELECT_TASK}?`, [taskId, token]);
  return row && toClaimedTask(taskId, row);
}

/** @param row of {@link SELECT_TASK} */
export function toClaimedTask(taskId: number, row: TaskRow): ClaimedTask {
  const {
    lateUs,
    sinceSuccessUs,
    doubtedForUs,
    now,
    isUnhealthy,
    hasSeenItems,
    query,
    excludeKeywords,
    notify,
    validators,
    memory,
    isDraft,
    isBaselineCut,
    ...rest
  } = row;
  return {
    id: taskId,
    ...rest,
    query: parseJson<Record<string, unknown>>(query) ?? {},
    excludeKeywords: parseJson<string[]>(excludeKeywords) ?? [],
    notify: parseJson<number[]>(notify),
    validators: parseJson<Validators>(validators),
    memory: parseJson<SourceMemory>(memory),
    isDraft: isDraft !== 0,
    isBaselineCut: isBaselineCut !== 0,
    isUnhealthy: isUnhealthy !== 0,
    hasSeenItems: hasSeenItems !== 0,
    lateMs: lateUs / 1000,
    sinceSuccessMs: sinceSuccessUs === null ? null : sinceSuccessUs / 1000,
    doubtedForMs: doubtedForUs === null ? null : doubtedForUs / 1000,
    clock: new DatabaseClock(now),
  };
}
