import type { Page } from '@goodshunter/contracts/api';
import { get, withQuery } from '../../../lib/api-client.js';
import { ApiProblem } from '../../../lib/api-problem.js';
import type { Hunt } from '../../../lib/api-types.js';
import { actOnHunts, type BulkResult } from '../../../lib/hunt-api.js';
import { type KnownChannel, planChannelUse } from './plan-channel-use.js';

const HUNTS_AT_ONCE = 500;

/** Has all own hunts tell by a channel, too. Answers how many do now, and what was refused. */
export async function tellAllHunts(channel: KnownChannel): Promise<{ count: number; refused: BulkResult['refused'] }> {
  const [hunts, channels] = await Promise.all([readAll<Hunt>('/api/tasks'), readAll<KnownChannel>('/api/channels')]);
  const { changes, already } = planChannelUse(hunts, channel, channels);
  let count = already;
  const refused: BulkResult['refused'] = [];
  for (const { notify, ids } of changes) {
    for (let start = 0; start < ids.length; start += HUNTS_AT_ONCE) {
      const result = await setChannels(ids.slice(start, start + HUNTS_AT_ONCE), notify);
      count += result.done.length;
      refused.push(...result.refused);
    }
  }
  return { count, refused };
}

/** What is wrong for these, such as one channel too many, keeps no others from it. */
async function setChannels(ids: readonly number[], notify: readonly number[]): Promise<BulkResult> {
  try {
    return await actOnHunts(ids, 'setChannels', notify);
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
