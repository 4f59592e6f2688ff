import type { CrawlResponse } from '@goodshunter/contracts/crawl';
import { inSlices } from '@goodshunter/waiting';
import type { Response } from 'express';

/** Up to here an answer is written at once. */
const FEW_ITEMS = 100;

/** Answers as JSON; a long listing is written in slices, so that its megabytes hold up no other crawl. */
export async function sendAnswer(response: Response, answer: CrawlResponse): Promise<void> {
  if (answer.status === 'failed' || answer.items.length <= FEW_ITEMS) {
    response.json(answer);
    return;
  }
  const { items, ...head } = answer;
  const parts = [Buffer.from(`${JSON.stringify(head).slice(0, -1)},"items":[`)];
  await inSlices(items, (item) => parts.push(Buffer.from(`${parts.length > 1 ? ',' : ''}${JSON.stringify(item)}`)));
  parts.push(Buffer.from(']}'));
  response.type('json').set('Content-Length', String(parts.reduce((sum, part) => sum + part.length, 0)));
  await inSlices(parts, (part) => response.write(part));
  response.end();
}
