import { createGuard } from '@goodshunter/safe-fetch';
import { describe, expect, it } from '@jest/globals';
import { telling as anyTelling } from '../../test/support.js';
import type { News, Telling } from '../news.js';
import { createChannelRegistry } from '../registry.js';
import { renderWebhook } from './webhook.js';

const news: News = {
  taskId: 42,
  taskName: 'Leica M6',
  itemId: 7,
  item: { id: 7, title: 'Leica M6 Classic', url: 'https://shop.example/7', imageUrl: null },
  events: [{ kind: 'price_drop', oldPrice: 195000, newPrice: 172000, currency: 'EUR', message: null }],
  createdAt: '2026-11-28T14:02:11.000Z',
  correlationId: 'c-1',
};
const telling = (entries: News[], more: Partial<Telling> = {}): Telling =>
  anyTelling(
    entries.map((entry) => ({ news: entry, meanwhile: null })),
    more,
  );

describe('a webhook', () => {
  it('is byte for byte what receivers of the first version get', () => {
    expect(JSON.stringify(renderWebhook(telling([news])).payload)).toBe(
      '{"type":"item.event","timestamp":"2026-11-28T14:02:11.000Z","correlationId":"c-1","data":{"events":[{"kind":"price_drop","taskId":42,"taskName":"Leica M6","oldPrice":195000,"newPrice":172000,"currency":"EUR","message":null,"createdAt":"2026-11-28T14:02:11.000Z","item":{"id":7,"title":"Leica M6 Classic","url":"https://shop.example/7","imageUrl":null}}]}}',
    );
    const ofTask: News = {
      ...news,
      itemId: 0,
      item: null,
      correlationId: null,
      events: [{ kind: 'unhealthy', oldPrice: null, newPrice: null, currency: null, message: 'blocked' }],
    };
    expect(JSON.stringify(renderWebhook(telling([ofTask])).payload)).toBe(
      '{"type":"task.health","timestamp":"2026-11-28T14:02:11.000Z","correlationId":null,"data":{"events":[{"kind":"unhealthy","taskId":42,"taskName":"Leica M6","oldPrice":null,"newPrice":null,"currency":null,"message":"blocked","createdAt":"2026-11-28T14:02:11.000Z","item":null}]}}',
    );
  });

  it('tells of a test without events, so that no receiver takes it for news', () => {
    const { payload } = renderWebhook(telling([], { isTest: true, correlationId: 'trace' }));
    expect(payload).toMatchObject({ type: 'channel.test', correlationId: 'trace', data: { events: [] } });
  });

  it.each([
    [204, null, { status: 'sent', httpStatus: 204 }],
    [500, null, { status: 'retry' }],
    [404, null, { status: 'retry' }],
    [401, null, { status: 'retry' }],
    [429, '7', { status: 'wait', retryAfterMs: 7000 }],
    [410, null, { status: 'dead' }],
  ])('takes the answer %d, Retry-After %j, for %j', async (status, retryAfter, expected) => {
    const requests: unknown[] = [];
    const kinds = createChannelRegistry({
      signingKey: '',
      guard: createGuard(),
      fetcher: {
        async fetch(url, options) {
          requests.push({ url, ...options });
          return {
            status,
            headers: retryAfter === null ? {} : { 'retry-after': retryAfter },
            url: String(url),
            body: Buffer.alloc(0),
            redirects: [],
          };
        },
      },
    });
    const kind = kinds.get('webhook');
    const answer = await kind?.send(
      kind.render(telling([news]), {}),
      { url: 'https://hooks.example/x' },
      { secret: 'whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz', deadlineMs: 500 },
    );
    expect(answer).toMatchObject(expected);
    expect(requests).toMatchObject([
      { url: 'https://hooks.example/x', method: 'POST', maxRedirects: 0, timeoutMs: 500 },
    ]);
  });
});
