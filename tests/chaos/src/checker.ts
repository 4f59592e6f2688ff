import { waitFor } from '@goodshunter/testing';
import { type Evidence, type Finding, nothing } from './account/account.js';
import { settleGoods } from './account/settle-goods.js';
import { countRepeatedSends, settleMessages } from './account/settle-messages.js';
import { countEntriesInHand, settleItems, settleRuns } from './account/settle-runs.js';

export interface Verdict {
  /** What must be there and is not: acknowledged tasks, runs, events, price points, messages. */
  lost: string[];
  /** What is there and must not be: told or run twice, never shown by the shop, saved by a claim that was over, not signed. */
  doubled: string[];
  /** Messages taken more than once, by stable id. */
  repeatedSends: number;
}

const PARTS = [settleRuns, settleGoods, settleMessages, settleItems];

/** All parts of the account at this moment. `missing` may only be under way; `wrong` never heals. */
async function readAccount(evidence: Evidence, isWhole = true): Promise<Finding> {
  const whole = nothing();
  for (const settle of PARTS) {
    const { missing, wrong } = await settle(evidence);
    whole.missing.push(...missing);
    whole.wrong.push(...wrong);
    if (!isWhole && whole.missing.length > 0) break;
  }
  return whole;
}

/** Waits until nothing is missing any more, or something is wrong. @returns whether all is well */
export async function waitUntilSettled(evidence: Evidence, timeoutMs: number): Promise<boolean> {
  let finding = nothing();
  await waitFor(
    async () => {
      finding = await readAccount(evidence, false);
      return finding.missing.length === 0 || finding.wrong.length > 0;
    },
    { timeoutMs, everyMs: 300 },
  ).catch(() => {});
  return finding.missing.length === 0 && finding.wrong.length === 0;
}

/** Settles the books of load, shop and receivers with the database and the queue. */
export async function check(evidence: Evidence, timeoutMs: number): Promise<Verdict> {
  const { missing, wrong } = await readAccount(evidence);
  let inHand = 0;
  await waitFor(
    async () => {
      inHand = await countEntriesInHand(evidence);
      return inHand === 0;
    },
    { timeoutMs, everyMs: 20 },
  ).catch(() => missing.push(`${inHand} entries of the stream are never acknowledged`));
  return { lost: missing, doubled: wrong, repeatedSends: countRepeatedSends(evidence.book.listeners) };
}
