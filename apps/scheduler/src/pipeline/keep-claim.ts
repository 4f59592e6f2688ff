import type { Sql } from '@goodshunter/db';
import { extendRun } from '../store/tasks/hold-run.js';
import type { RunClaim } from '../store/tasks/run-claim.js';

/**
 * Extends a claim at each half of its lease, which most runs never reach. A database that is away is no reason to give up: the token
 * tells at the save. @param onLost called once when the claim turns out to be lost
 * @returns stops it
 */
export function keepClaim(sql: Sql, claim: RunClaim, leaseMs: number, onLost: () => void): () => void {
  let isDone = false;
  let timer = setTimeout(beat, leaseMs / 2);

  function beat(): void {
    extendRun(sql, claim, leaseMs).then(
      (isHeld) => {
        if (isDone) return;
        if (isHeld) timer = setTimeout(beat, leaseMs / 2);
        else onLost();
      },
      () => {
        if (!isDone) timer = setTimeout(beat, leaseMs / 4);
      },
    );
  }

  return () => {
    isDone = true;
    clearTimeout(timer);
  };
}
