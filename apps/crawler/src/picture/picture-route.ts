import { pictureRequestSchema } from '@goodshunter/contracts/crawl';
import type { Logger } from '@goodshunter/logger';
import type { SafeFetcher } from '@goodshunter/safe-fetch';
import type { RequestHandler } from 'express';
import { sendProblem } from '../send-problem.js';
import { resizePicture } from './resize-picture.js';

/** Fetched and decoded at once: more would stand in the way of crawls. */
const AT_ONCE = 4;
const MAX_BYTES = 8 * 1024 * 1024;

export interface PictureRouteDeps {
  fetcher: Pick<SafeFetcher, 'fetch'>;
  log: Logger;
}

/** `POST /picture`: a shop's picture, small and decoded here, so that shops do not learn who looks at their goods. */
export function createPictureRoute({ fetcher, log }: PictureRouteDeps): RequestHandler {
  let underWay = 0;
  return async (request, response) => {
    const parsed = pictureRequestSchema.safeParse(request.body);
    if (!parsed.success) {
      const detail = 'The request is not a picture request.';
      return sendProblem(response, { status: 400, code: 'INVALID_REQUEST', detail });
    }
    if (underWay >= AT_ONCE) {
      response.set('Retry-After', '1');
      return sendProblem(response, { status: 503, code: 'FULL', detail: 'Enough pictures are under way.' });
    }
    underWay += 1;
    try {
      const { url, size, format, deadlineMs } = parsed.data;
      const answer = await fetcher.fetch(url, {
        timeoutMs: deadlineMs,
        maxBytes: MAX_BYTES,
        headers: { accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif' },
      });
      const picture = answer.status === 200 ? await resizePicture(answer.body, { size, format }) : undefined;
      if (picture) response.type(`image/${format}`).send(picture);
      else sendProblem(response, { status: 404, code: 'NO_PICTURE', detail: 'There is no picture at this address.' });
    } catch (error) {
      log.debug('picture not fetched', { error });
      sendProblem(response, { status: 404, code: 'NO_PICTURE', detail: 'The picture cannot be fetched.' });
    } finally {
      underWay -= 1;
    }
  };
}
