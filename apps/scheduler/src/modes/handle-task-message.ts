import { isDatabaseUnavailable, isTemporary } from '@goodshunter/db';
import type { HandlerContext, HandlerResult, TaskMessage } from '@goodshunter/taskqueue';
import { jitter } from '@goodshunter/waiting';
import type { RunOutcome, RunTaskDeps, Turn } from '../pipeline/run-context.js';
import { runTask } from '../pipeline/run-task.js';
import type { WorkerPool } from '../pipeline/worker-pool.js';
import type { DatabaseGate } from './database-gate.js';

export interface MessageDeps {
  run: RunTaskDeps;
  pool: WorkerPool;
  gate: Pick<DatabaseGate, 'isOpen' | 'reportAway'>;
}

/** A run may be fenced off by an edit, and the next by another; then the tick takes over. */
const MOST_TURNS = 3;
const DATABASE_RETRY_MS = 500;

/**
 * What one entry of the stream leads to. The answer says what becomes of the entry: acknowledged, kept in hand for later, or buried.
 * An entry carries no truth: whether its task runs is decided by the claim.
 */
export async function handleTaskMessage(
  deps: MessageDeps,
  message: Pick<TaskMessage, 'taskId' | 'action' | 'correlationId'>,
  context: Pick<HandlerContext, 'signal'>,
): Promise<HandlerResult> {
  const { taskId, action, correlationId } = message;
  if (action === 'stop') {
    // Only a hint: the token was revoked by whoever asked, this merely spares the rest of the crawl.
    deps.run.running.abort(taskId, 'stopped');
    return 'done';
  }
  if (!deps.gate.isOpen) return { retryInMs: jitter(DATABASE_RETRY_MS) };
  const leave = await deps.pool.enter(context.signal);
  if (leave === undefined) return { retryInMs: 0 };
  try {
    const turn: Turn = { taskId, mode: 'redis_streams', ...(correlationId === undefined ? {} : { correlationId }) };
    return toResult(await takeTurns(deps.run, turn, context.signal));
  } catch (error) {
    if (!isTemporary(error)) throw error;
    if (isDatabaseUnavailable(error)) deps.gate.reportAway(error);
    return { retryInMs: jitter(DATABASE_RETRY_MS) };
  } finally {
    leave();
  }
}

/**
 * A task that was edited in the middle of its run is due again, and its announcement was dropped as a duplicate of this very entry: so
 * the entry serves once more.
 */
async function takeTurns(deps: RunTaskDeps, turn: Turn, signal: AbortSignal): Promise<RunOutcome> {
  let outcome = await runTask(deps, turn, signal);
  for (let turns = 1; outcome.status === 'fenced' && turns < MOST_TURNS && !signal.aborted; turns += 1) {
    const next = await runTask(deps, turn, signal);
    if (next.status === 'not_due') break;
    outcome = next;
  }
  return outcome;
}

function toResult(outcome: RunOutcome): HandlerResult {
  if (outcome.status === 'busy') return { retryInMs: outcome.retryInMs };
  if (outcome.status === 'parked') return { bury: outcome.reason };
  return 'done';
}
