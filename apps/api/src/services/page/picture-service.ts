import { type PictureClient, PicturesUnavailableError } from '@goodshunter/channels';
import type { PictureSize } from '@goodshunter/contracts/crawl';
import type { Database } from '@goodshunter/db';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../../access/person.js';
import { NotFoundError, UnavailableError } from '../../errors.js';
import { readItem } from '../../store/read-items.js';

const CACHE_BYTES = 64 * 1024 * 1024;
const KEEP_MS = 24 * 3600 * 1000;
/** What is missing today may be there tomorrow; asking each time a page opens helps nobody. */
const KEEP_MISSING_MS = 10 * 60 * 1000;
const DEADLINE_MS = 8000;

export interface PictureServiceOptions extends Pick<Database, 'sql'> {
  client: PictureClient;
}

export type PictureService = ReturnType<typeof createPictureService>;

/** Pictures of items from our own address. A crawler fetches and decodes them; this process never looks into a stranger's bytes. */
export function createPictureService({ sql, client }: PictureServiceOptions) {
  // An empty buffer stands for "there is none". Who asks for the same at the same time waits for the same answer.
  const cache = new LRUCache<string, Buffer>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (picture, key) => picture.length + key.length + 200,
    ttl: KEEP_MS,
    fetchMethod: async (key, _stale, { options }) => {
      const size = Number(key.slice(0, key.indexOf(' '))) as PictureSize;
      const url = key.slice(key.indexOf(' ') + 1);
      const picture = (await client.read({ url, size, deadlineMs: DEADLINE_MS })) ?? Buffer.alloc(0);
      if (picture.length === 0) options.ttl = KEEP_MISSING_MS;
      return picture;
    },
  });
  return {
    /** WebP; null where the shop has none, or none that we show. @throws {NotFoundError} @throws {UnavailableError} */
    async read({ userId }: Caller, itemId: number, size: PictureSize): Promise<Buffer | null> {
      const item = await readItem(sql, userId, itemId);
      if (!item) throw new NotFoundError(['no_item', { id: itemId }]);
      if (!item.imageUrl) return null;
      const picture = await cache.fetch(`${size} ${item.imageUrl}`).catch((error: unknown) => {
        if (!(error instanceof PicturesUnavailableError)) throw error;
        throw new UnavailableError(['no_crawler_for_picture'], error);
      });
      return picture && picture.length > 0 ? picture : null;
    },
  };
}
