import {
  type Evidence,
  type Findings,
  MAX_MEMORY_LENGTH,
  type SourceMemory,
  type Validators,
} from '@goodshunter/contracts/crawl';
import { type Columns, type Database, type Sql, type SqlParam, type Statement, toMicroseconds } from '@goodshunter/db';
import type { ListingDiff } from '../../diff/listing-diff.js';
import { RefusedSaveError } from '../../errors.js';
import { firstNews } from '../outbox/first-news.js';
import { type NewEvent, taskEvent } from '../outbox/insert-events.js';
import { storeEvents } from '../outbox/store-events.js';
import { NEXT_ON_GRID } from '../tasks/next-on-grid.js';
import type { ClaimedTask } from '../tasks/read-claimed-task.js';
import type { RunClaim } from '../tasks/run-claim.js';
import { insertRun } from './insert-run.js';
import { moveItems } from './move-items.js';
import { refitDraft } from './refit-draft.js';
import { saveEvidence } from './save-evidence.js';
import { writeItems } from './write-items.js';
import { noteListed, writeTaskItems } from './write-task-items.js';

/** A run that came to a good end. */
export interface RunResult {
  diff: ListingDiff;
  itemsSeen: number;
  mayHaveMissed: boolean;
  /** Null: keep those stored. */
  validators: Validators | null;
  /** The listing is much smaller than usual, or was at the last look that tells: it is looked at again sooner. */
  isDoubted: boolean;
  /** Undefined: keep what is stored. */
  memory?: SourceMemory | undefined;
  /** What the look found out beside its listings; a resolved source becomes the task's. */
  findings?: Findings | undefined;
  /** What an empty look saw instead. */
  evidence?: Evidence | undefined;
  /** The look, a baseline, ended at its few requests. */
  isBaselineCut: boolean;
  /** Items that this look showed and that had not been noted as listed for long. */
  listedAgain: readonly number[];
  /** When the crawler answered, by the database's clock. */
  observedAt: Date;
  worker: string;
  correlationId: string | null;
}

export interface Saved {
  /** What was told, in numbers by kind. */
  events: readonly NewEvent[];
  /** Whose channels have something to send. */
  told: readonly number[];
}

/** A doubted listing is looked at again after this long, or after the interval if that is shorter, in ms. */
const LOOK_AGAIN_MS = 15 * 60_000;

// Assignments run from left to right, so due_at takes the new planned_at. The first run moves the grid to a random phase, once.
const SAVE = `UPDATE task SET token = token + 1, lease_owner = NULL, attempt = 0, failures = 0,
  planned_at = IF(is_phased, ${NEXT_ON_GRID}, UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND),
  due_at = IF(state = 'draft', NULL, IF(?, LEAST(planned_at, UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND), planned_at)), is_phased = 1,
  is_baseline_cut = ?, health = ?, health_message = ?, doubt_since = IF(?, COALESCE(doubt_since, UTC_TIMESTAMP(3)), NULL),
  is_unhealthy = 0, last_success_at = UTC_TIMESTAMP(3), last_run_at = UTC_TIMESTAMP(3),
  baseline_at = COALESCE(baseline_at, UTC_TIMESTAMP(3)), may_have_missed = ?`;

/**
 * Stores all effects of a good run in one transaction, or none: items, price points, what the task has seen, events, the run, the next
 * due time, and the outbox. Its first statement is guarded by the token and locks the task's row.
 * @throws {RefusedSaveError} when the claim is lost; nothing is stored.
 */
export async function saveResult(db: Database, claim: RunClaim, task: ClaimedTask, result: RunResult): Promise<Saved> {
  // Between a tenth and the whole of an interval: never two looks in quick succession, never more than an interval apart.
  const phaseMs = task.intervalS * 1000 * (0.1 + 0.9 * Math.random());
  return db.transaction(async (sql) => {
    const { observedAt, worker, correlationId } = result;
    const { rules } = await saveTask(sql, claim, task, result, phaseMs);
    const first = firstNews(task, result.diff, rules);
    const diff = first.length === 0 ? result.diff : { ...result.diff, events: [...result.diff.events, ...first] };
    await insertRun(sql, claim, task, {
      outcome: 'ok',
      message: null,
      itemsSeen: result.itemsSeen,
      eventsCount: diff.events.length + (task.isUnhealthy ? 1 : 0),
      mayHaveMissed: result.mayHaveMissed,
      worker,
      correlationId,
    });
    const moved = await moveItems(sql, { taskId: claim.taskId, source: task.source }, diff.moves);
    await saveEvidence(sql, claim.taskId, result.evidence);
    if (task.isDraft) await refitDraft(sql, task, diff);
    const source = result.findings?.resolved?.source ?? task.source;
    const itemIds = await writeItems(sql, source, diff.items, observedAt);
    for (const change of diff.taskItems) {
      if (change.itemId === undefined) continue;
      change.itemId = moved.get(change.itemId) ?? change.itemId;
      itemIds.set(change.key, change.itemId);
    }
    await writeTaskItems(sql, claim.taskId, diff.taskItems, itemIds, observedAt);
    await noteListed(sql, claim.taskId, result.listedAgain, observedAt);
    const events = toEvents(diff, itemIds);
    if (task.isUnhealthy) events.push(taskEvent('recovered', 'It works again.'));
    const told = await storeEvents(sql, { claim, task, events, createdAt: observedAt, correlationId });
    return { events, told };
  });
}

/** @returns the rules of telling, as they stand, where the look is the first */
async function saveTask(
  sql: Sql,
  claim: RunClaim,
  task: ClaimedTask,
  result: RunResult,
  phaseMs: number,
): Promise<{ rules: unknown }> {
  const { validators, memory, findings, isBaselineCut, mayHaveMissed } = result;
  const doubted = result.isDoubted ? 1 : 0;
  const assignments = [SAVE];
  const params: SqlParam[] = [
    toMicroseconds(phaseMs),
    doubted,
    toMicroseconds(LOOK_AGAIN_MS),
    isBaselineCut ? 1 : 0,
    result.isDoubted ? 'looks_empty' : 'ok',
    describeDoubt(result),
    doubted,
    mayHaveMissed ? 1 : 0,
  ];
  const set = (column: string, value: SqlParam) => {
    assignments.push(`${column} = ?`);
    params.push(value);
  };
  if (validators !== null) set('validators', JSON.stringify(validators));
  const remembered = memory === undefined ? undefined : JSON.stringify(memory);
  if (remembered !== undefined && remembered.length <= MAX_MEMORY_LENGTH) set('source_memory', remembered);
  if (task.isDraft && findings) set('draft', JSON.stringify(findings));
  if (findings?.resolved) {
    const { source, query } = findings.resolved;
    set('source', source);
    // A name that nobody chose: the host, until it was known what is there.
    assignments.push('name = IF(name = ?, ?, name)');
    params.push(hostName(task.query), (findings.name ?? task.name).slice(0, 200));
    set('query', JSON.stringify(query));
  }
  const update = [
    `${assignments.join(', ')} WHERE id = ? AND token = ?`,
    [...params, claim.taskId, claim.token],
  ] satisfies Statement;
  if (task.baselineAt !== null) {
    const { affectedRows } = await sql.execute(...update);
    if (affectedRows === 0) throw new RefusedSaveError();
    return { rules: null };
  }
  const { written, rows } = await sql.executeAndQuery<Columns<'task', 'rules'>>(update, [
    'SELECT rules FROM task WHERE id = ?',
    [claim.taskId],
  ]);
  if (written.affectedRows === 0) throw new RefusedSaveError();
  return { rules: rows[0]?.rules };
}

/** For the task's owner. */
function describeDoubt({ isDoubted, diff: { doubt } }: RunResult): string | null {
  if (!isDoubted) return null;
  if (typeof doubt !== 'object') return 'The listing was much smaller than usual when it was last seen whole.';
  const { missing, of } = doubt;
  return `${missing} of ${of} listings that were there are missing at once. It is looked at again before they count as sold.`;
}

function hostName({ url }: Record<string, unknown>): string {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).host : '';
}

/** Whatever an event tells of has changed, so its TaskItem row is among the changes. */
function toEvents(diff: ListingDiff, itemIds: ReadonlyMap<string, number>): NewEvent[] {
  return diff.events.map(({ key, ...event }) => {
    const itemId = itemIds.get(key);
    if (itemId === undefined) throw new TypeError('an event tells of an item that this run did not write');
    return { ...event, itemId };
  });
}
