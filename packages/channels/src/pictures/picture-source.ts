import { setTimeout as sleep } from 'node:timers/promises';
import type { PictureSize } from '@goodshunter/contracts/crawl';
import { LRUCache } from 'lru-cache';
import type { PictureClient } from './picture-client.js';

/**
 * A listing's picture as a small JPEG, for services that cannot or should not fetch it at the shop. Never rejects and never takes longer
 * than it may: undefined, and the message goes without.
 * @param size longest side in pixels; default 640
 */
export type PictureSource = (url: string, size?: PictureSize) => Promise<Buffer | undefined>;

export interface PictureSourceOptions {
  /** Longest that a message waits for it, in ms. @default 2500 */
  maxWaitMs?: number;
}

const SIZE: PictureSize = 640;
/** Of the crawler; one that comes too late for this message is there for the next one of the same listing. */
const DEADLINE_MS = 8000;
const MAX_WAIT_MS = 2500;
/** 640 pixels of noise take some 400 kB. */
const MOST_BYTES = 1024 * 1024;
const CACHE_BYTES = 16 * 1024 * 1024;
const KEEP_MS = 10 * 60 * 1000;
const KEEP_MISSING_MS = 60 * 1000;
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/** Many are told of one listing at once: it is fetched once. */
export function createPictureSource(client: PictureClient, options: PictureSourceOptions = {}): PictureSource {
  const { maxWaitMs = MAX_WAIT_MS } = options;
  // An empty buffer stands for "there is none".
  const cache = new LRUCache<string, Buffer>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (picture, key) => picture.length + key.length + 200,
    ttl: KEEP_MS,
    fetchMethod: async (key, _stale, { options: entry }) => {
      const at = key.indexOf(' ');
      const size = Number(key.slice(0, at)) as PictureSize;
      const picture = await client
        .read({ url: key.slice(at + 1), size, format: 'jpeg', deadlineMs: DEADLINE_MS })
        .catch(() => undefined);
      if (picture && picture.length <= MOST_BYTES && picture.subarray(0, 3).equals(JPEG)) return picture;
      entry.ttl = KEEP_MISSING_MS;
      return Buffer.alloc(0);
    },
  });
  return async (url, size = SIZE) => {
    const late = new AbortController();
    try {
      const picture = await Promise.race([
        cache.fetch(`${size} ${url}`),
        sleep(maxWaitMs, undefined, { signal: late.signal, ref: false }),
      ]);
      return picture && picture.length > 0 ? picture : undefined;
    } catch {
      return undefined;
    } finally {
      late.abort();
    }
  };
}

/** The picture of one attempt, and what is left of its time. */
export async function takePicture(
  pictures: PictureSource | undefined,
  url: string | null | undefined,
  deadlineMs: number,
): Promise<{ picture: Buffer | undefined; leftMs: number }> {
  if (!pictures || !url) return { picture: undefined, leftMs: deadlineMs };
  const startedAt = performance.now();
  const picture = await pictures(url);
  return { picture, leftMs: Math.max(1, Math.round(deadlineMs - (performance.now() - startedAt))) };
}
