import { CommitUnknownError, isDatabaseUnavailable, isTemporary } from '@goodshunter/db';
import { jitter, sleep } from '@goodshunter/waiting';
import { RefusedSaveError } from '../errors.js';
import { isRunStored } from '../store/runs/insert-run.js';
import type { RunContext } from './run-context.js';

/**
 * Saves again and again while the database is away, takes no writes, or others are in the way: the crawl is done, and its result is good for as long as the token holds.
 * @returns undefined when an earlier try turns out to have been stored
 */
export async function untilStored<T>(
  { deps, claim }: Pick<RunContext, 'deps' | 'claim'>,
  signal: AbortSignal,
  save: () => Promise<T>,
): Promise<T | undefined> {
  let mayBeStored = false;
  for (let delayMs = 100; ; delayMs = Math.min(delayMs * 2, 2000)) {
    try {
      return await save();
    } catch (error) {
      if (error instanceof RefusedSaveError && mayBeStored && (await isRunStored(deps.db.sql, claim))) return undefined;
      const isUnknown = error instanceof CommitUnknownError;
      if (!isUnknown && !isTemporary(error)) throw error;
      mayBeStored ||= isUnknown;
      if (isDatabaseUnavailable(error)) deps.onDatabaseTrouble?.(error);
      signal.throwIfAborted();
      await sleep(jitter(delayMs), signal);
      signal.throwIfAborted();
    }
  }
}
