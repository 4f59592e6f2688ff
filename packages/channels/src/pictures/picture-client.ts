import { setTimeout as sleep } from 'node:timers/promises';
import type { PictureRequestInput } from '@goodshunter/contracts/crawl';

export interface PictureClientOptions {
  crawlerUrls: readonly string[];
  /** What crawlers ask for; empty: nothing. */
  secret: string;
}

/** Fetches and decodes pictures where no secret is: on the crawlers, behind their address guard. */
export interface PictureClient {
  /**
   * A picture in the asked size; undefined: there is none to be had at this address.
   * @throws {PicturesUnavailableError} while every crawler is full or away
   */
  read(request: PictureRequestInput & { deadlineMs: number }): Promise<Buffer | undefined>;
}

export class PicturesUnavailableError extends Error {
  override readonly name = 'PicturesUnavailableError';
  readonly code = 'PICTURES_UNAVAILABLE';
}

/** Given to a crawler beyond the deadline that it keeps itself. */
const MARGIN_MS = 1000;
/** Crawlers take few pictures at once and say at once that they are full. */
const FULL_PAUSE_MS = 200;

export function createPictureClient({ crawlerUrls, secret }: PictureClientOptions): PictureClient {
  let turn = 0;

  async function askOnce(request: PictureRequestInput, signal: AbortSignal): Promise<Buffer | 'none' | 'unavailable'> {
    turn += 1;
    for (let tried = 0; tried < crawlerUrls.length; tried += 1) {
      const origin = crawlerUrls[(turn + tried) % crawlerUrls.length];
      const answer = await fetch(new URL('/picture', origin), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(secret === '' ? {} : { authorization: `Bearer ${secret}` }),
        },
        body: JSON.stringify(request),
        signal,
      }).catch(() => undefined);
      if (answer?.status === 200) return Buffer.from(await answer.arrayBuffer());
      await answer?.body?.cancel();
      if (answer?.status === 404) return 'none';
    }
    return 'unavailable';
  }

  return {
    async read(request) {
      const signal = AbortSignal.timeout(request.deadlineMs + MARGIN_MS);
      const until = performance.now() + request.deadlineMs;
      for (;;) {
        const answer = await askOnce(request, signal);
        if (answer === 'none') return undefined;
        if (answer !== 'unavailable') return answer;
        if (performance.now() + FULL_PAUSE_MS >= until) {
          throw new PicturesUnavailableError('no crawler takes a picture now');
        }
        // A process that ends does not wait for a picture.
        await sleep(FULL_PAUSE_MS, undefined, { ref: false });
      }
    },
  };
}
