import { waitAtMost } from '@goodshunter/waiting';
import { BATCH } from '../scripts/script.js';
import type { Logger } from '../types/logger.js';
import type { CloseResult } from '../types/worker.js';
import type { Entry } from '../wire/entry.js';
import { type Consumer, RETIRED } from './consumer.js';
import type { Gate } from './gate.js';
import type { TaskRunner } from './task-runner.js';

/** How long aborted handlers have to let go, in ms. */
const ABORT_GRACE_MS = 250;

export interface FinishOptions {
  consumer: Consumer;
  runner: TaskRunner;
  /** The name this worker goes by at the moment. */
  name: () => string;
  /** Resolves when no read is under way. */
  endRead: () => Promise<void>;
  changed: Gate;
  log: Logger | undefined;
  /** How long running handlers may go on. */
  timeoutMs: number;
  commandTimeoutMs: number;
}

/** Empties the hands of a worker that reads no more: what has not begun goes back, what runs is finished or aborted. */
export async function finishRunning(options: FinishOptions): Promise<CloseResult> {
  const { runner, endRead, commandTimeoutMs, timeoutMs, changed } = options;
  const acknowledgedBefore = runner.acknowledged;
  const unstarted = runner.removeUnstarted();
  await waitAtMost(endRead(), commandTimeoutMs);
  // What the last read still brought is handed back as well.
  unstarted.push(...runner.removeUnstarted());
  await waitAtMost(handBack(unstarted, options), commandTimeoutMs);
  await waitForRunning(runner, changed, timeoutMs);
  await waitAtMost(runner.flush(), commandTimeoutMs);
  const left = runner.stats.inHand + runner.interrupted;
  return { finished: runner.acknowledged - acknowledgedBefore, handedBack: unstarted.length + left };
}

/** What was never begun is added anew; what has a history stays under this name, to be taken over with it. */
async function handBack(unstarted: readonly Entry[], { consumer, name, log }: FinishOptions): Promise<void> {
  const clean = unstarted.filter(
    ({ owner, deliveries, failures }) => owner === name() && deliveries === 1 && failures === 0,
  );
  try {
    for (let start = 0; start < clean.length; start += BATCH) {
      if ((await consumer.handBack(name(), clean.slice(start, start + BATCH))) === RETIRED) return;
    }
  } catch (error) {
    log?.warn('entries not handed back, others take them over', { count: unstarted.length, error });
  }
}

async function waitForRunning(runner: TaskRunner, changed: Gate, timeoutMs: number): Promise<void> {
  let isTimeUp = false;
  const done = async () => {
    while (runner.stats.running > 0 && !isTimeUp) await changed.wait();
  };
  await waitAtMost(done(), timeoutMs);
  if (runner.stats.running > 0) {
    runner.abort();
    await waitAtMost(done(), ABORT_GRACE_MS);
  }
  isTimeUp = true;
  changed.notify();
}
