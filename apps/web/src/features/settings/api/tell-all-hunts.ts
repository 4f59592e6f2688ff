import type { Page } from '@goodshunter/contracts/api';
import { get, withQuery } from '../../../lib/api-client.js';
import { ApiProblem } from '../../../lib/api-problem.js';
import type { Hunt } from '../../../lib/api-types.js';
import { actOnHunts, type BulkResult } from '../../../lib/hunt-api.js';
import { type ChannelChange, type KnownChannel, planChannelUse } from './plan-channel-use.js';

const HUNTS_AT_ONCE = 500;
/** Somebody who changes hunts at the same time is not overwritten: what they changed is looked at once more. */
const ROUNDS = 3;

export interface ToldByAll {
  /** Hunts that tell by it now. */
  count: number;
  refused: BulkResult['refused'];
  /** What was changed, to be taken back by {@link undoTellAll}. */
  changed: ChannelChange[];
}

/** Has all own hunts tell by a channel, too. */
export async function tellAllHunts(channel: KnownChannel): Promise<ToldByAll> {
  const told: ToldByAll = { count: 0, refused: [], changed: [] };
  for (let round = 1; round <= ROUNDS; round += 1) {
    const [hunts, channels] = await Promise.all([readAll<Hunt>('/api/tasks'), readAll<KnownChannel>('/api/channels')]);
    const { changes, already } = planChannelUse(hunts, channel, channels);
    const { done, refused } = await changeChannels(changes);
    told.changed.push(...done);
    told.refused = refused;
    told.count = already + done.reduce((sum, { ids }) => sum + ids.length, 0);
    if (!refused.some(({ problem }) => problem?.reason === 'channels_changed')) break;
  }
  return told;
}

/** Gives hunts back what they told by; those that were changed since stay as they are. Answers what was refused. */
export async function undoTellAll(changed: readonly ChannelChange[]): Promise<BulkResult['refused']> {
  const { refused } = await changeChannels(changed.map(({ from, to, ids }) => ({ from: to, to: from, ids })));
  return refused;
}

async function changeChannels(
  changes: readonly ChannelChange[],
): Promise<{ done: ChannelChange[]; refused: BulkResult['refused'] }> {
  const done: ChannelChange[] = [];
  const refused: BulkResult['refused'] = [];
  for (const { from, to, ids } of changes) {
    for (let start = 0; start < ids.length; start += HUNTS_AT_ONCE) {
      const result = await setChannels(ids.slice(start, start + HUNTS_AT_ONCE), from, to);
      if (result.done.length > 0) done.push({ from, to, ids: result.done });
      refused.push(...result.refused);
    }
  }
  return { done, refused };
}

/** What is wrong for these, such as one channel too many, keeps no others from it. */
async function setChannels(ids: readonly number[], from: Hunt['notify'], to: Hunt['notify']): Promise<BulkResult> {
  try {
    return await actOnHunts(ids, 'setChannels', to, from);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 422) throw error;
    return { done: [], refused: ids.map((id) => ({ id, reason: error.message, problem: error.problem })) };
  }
}

async function readAll<T>(path: string): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await get<Page<T>>(withQuery(path, { limit: 200, cursor }));
    all.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}
