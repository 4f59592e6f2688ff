import type { TellRules } from '@goodshunter/channels';
import { parseJson } from '@goodshunter/db';
import type { ItemEvent, ListingDiff } from '../../diff/listing-diff.js';
import type { ClaimedTask } from '../tasks/read-claimed-task.js';

/**
 * What a first look has to tell: nothing, as it is what later looks are compared with, unless the hunt's rules ask for it; then every
 * listing that fits and can be had is `new`.
 */
export function firstNews(
  task: Pick<ClaimedTask, 'baselineAt' | 'isDraft'>,
  { taskItems }: Pick<ListingDiff, 'taskItems'>,
  rules: unknown,
): ItemEvent[] {
  if (task.baselineAt !== null || task.isDraft) return [];
  if (parseJson<Partial<TellRules>>(rules)?.firstLook !== true) return [];
  return taskItems
    .filter(({ isMatch, availability }) => isMatch && availability !== 'out_of_stock')
    .map(({ key, price, currency }) => ({
      key,
      kind: 'new',
      oldPrice: null,
      newPrice: price,
      currency,
      message: null,
    }));
}
