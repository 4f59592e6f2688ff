import { createHash } from 'node:crypto';
import { MAX_ITEM_KEY_LENGTH } from '@goodshunter/contracts/crawl';

/** `shop:id`, unique over all shops of a source; too long a one keeps its host and hashes the rest. */
export function makeItemKey(shop: string, id: string): string {
  const key = `${shop}:${id}`;
  if (key.length <= MAX_ITEM_KEY_LENGTH) return key;
  const host = shop.slice(0, 100);
  return `${host}:sha256:${createHash('sha256').update(key).digest('hex')}`;
}
