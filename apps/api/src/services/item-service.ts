import type { ItemWithHistory } from '@goodshunter/contracts';
import type { Database } from '@goodshunter/db';
import type { Caller } from '../access/person.js';
import { NotFoundError } from '../errors.js';
import { readItem, readPriceHistory } from '../store/read-items.js';

export type ItemService = ReturnType<typeof createItemService>;

export function createItemService({ sql }: Pick<Database, 'sql'>) {
  return {
    /** @throws {NotFoundError} also for an item that only other users' tasks have seen. */
    async read({ userId }: Caller, itemId: number): Promise<ItemWithHistory> {
      const item = await readItem(sql, userId, itemId);
      if (!item) throw new NotFoundError(`There is no item ${itemId}.`);
      return { ...item, priceHistory: await readPriceHistory(sql, itemId) };
    },
  };
}
