import type { ItemPage, MarkItem, PricePoint } from '@goodshunter/contracts/api';
import type { Database } from '@goodshunter/db';
import type { Caller } from '../access/person.js';
import { NotFoundError } from '../errors.js';
import { type EventPage, listEvents } from '../store/list-events.js';
import { hostOf } from '../store/page/event-rows.js';
import { readItemHistory } from '../store/page/item-history.js';
import { markItem, readHuntsOfItem, readMark, readStock } from '../store/page/item-marks.js';
import { readItemStatistics } from '../store/page/item-statistics.js';
import type { PageRequest } from '../store/page-request.js';
import { readItem, readPriceHistory } from '../store/read-items.js';
import { hideNotices, showNotices } from '../store/telling/hide-notices.js';

export type ItemService = ReturnType<typeof createItemService>;

/** Everything here throws {@link NotFoundError} also for an item that only other users' tasks have seen. */
export function createItemService(database: Pick<Database, 'sql' | 'transaction'>) {
  const { sql } = database;
  async function require({ userId }: Caller, itemId: number) {
    const item = await readItem(sql, userId, itemId);
    if (!item) throw new NotFoundError(['no_item', { id: itemId }]);
    return item;
  }

  return {
    async read(caller: Caller, itemId: number): Promise<ItemPage> {
      const { userId } = caller;
      const item = await require(caller, itemId);
      const [priceHistory, statistics, tasks, mark, stock] = await Promise.all([
        readPriceHistory(sql, itemId),
        readItemStatistics(sql, itemId, item),
        readHuntsOfItem(sql, userId, itemId),
        readMark(sql, userId, itemId),
        readStock(sql, userId, itemId),
      ]);
      const page = { hasPicture: item.imageUrl !== null, host: hostOf(item.url), tasks, statistics, stock };
      return { ...item, priceHistory, ...page, ...mark };
    },

    /** @see readItemHistory */
    async history(caller: Caller, itemId: number, days: number | undefined): Promise<PricePoint[]> {
      await require(caller, itemId);
      return readItemHistory(sql, itemId, days);
    },

    async events(caller: Caller, itemId: number, page: PageRequest): Promise<EventPage> {
      await require(caller, itemId);
      return listEvents(sql, caller.userId, page, { itemId });
    },

    /** What is hidden is not told any more, and what waits of it is not told either; it waits again when it is shown again. */
    async mark(caller: Caller, itemId: number, mark: MarkItem): Promise<void> {
      await require(caller, itemId);
      await markItem(sql, caller.userId, itemId, mark);
      if (mark.isHidden === true) await hideNotices(sql, caller.userId, itemId);
      if (mark.isHidden === false) await showNotices(database, caller.userId, itemId);
    },
  };
}
