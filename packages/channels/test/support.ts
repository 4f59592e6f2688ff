import { createGuard, createSafeFetcher, type SafeFetcher } from '@goodshunter/safe-fetch';
import type { Telling } from '../src/index.js';
import type { News, ToldNews } from '../src/news.js';

/** A fetcher to which these hosts are open. */
export function openFetcher(hosts: readonly string[]): { fetcher: SafeFetcher; guard: ReturnType<typeof createGuard> } {
  const guard = createGuard({ allowHosts: hosts });
  return { guard, fetcher: createSafeFetcher({ guard, userAgent: 'test' }) };
}

export const news = (change: Partial<News> = {}): News => ({
  taskId: 42,
  taskName: 'Leica M6',
  itemId: 7,
  item: {
    id: 7,
    title: 'Leica M6 Classic 0.72, black chrome',
    url: 'https://www.foto-brenner.example/7',
    imageUrl: null,
  },
  events: [{ kind: 'price_drop', oldPrice: 195_000, newPrice: 172_000, currency: 'EUR', message: null }],
  createdAt: '2026-11-28T14:02:11.000Z',
  correlationId: null,
  ...change,
});

export const told = (change: Partial<News> = {}, more: Partial<ToldNews> = {}): ToldNews => ({
  news: news(change),
  meanwhile: null,
  muteUrl: 'https://hunter.example/mute/abc',
  worth: {
    currency: 'EUR',
    lowest: 169_000,
    lowestAt: '2026-10-21T08:00:00.000Z',
    typical: 195_000,
    points: 41,
    days: 90,
  },
  ...more,
});

export const telling = (entries: readonly ToldNews[] = [told()], more: Partial<Telling> = {}): Telling => ({
  messageId: 'msg_42_5_7_1',
  entries,
  more: 0,
  held: null,
  language: 'en',
  timeZone: 'Europe/Berlin',
  publicUrl: 'https://hunter.example',
  isTest: false,
  correlationId: null,
  ...more,
});

/** A digest that comes though nothing happened. */
export const nothingTold = (change: Partial<NonNullable<News['nothing']>> = {}): ToldNews => ({
  news: news({
    taskId: 0,
    taskName: 'Lever machines, Desk lamps',
    itemId: 0,
    item: null,
    events: [],
    nothing: { looks: 1412, failed: 0, hunts: 2, blind: [], since: '2026-11-27T17:00:00.000Z', ...change },
  }),
  meanwhile: null,
});

const HOSTILE = `</b><script>alert(1)</script><!-- *_~\`|[x](javascript:alert(1)) <@123> @everyone <!channel> & "quotes" 'single' \u202e evil \u0000 \ud800 \n\n# head`;
const LONG = '📷🧪'.repeat(5000);
const ARABIC = 'كاميرا لايكا ام 6 كلاسيك سوداء';

/** Titles that no renderer may be hurt by. */
export const TITLES: [what: string, title: string][] = [
  ['hostile', HOSTILE],
  ['of 10,000 characters', LONG],
  ['that runs from right to left', ARABIC],
  ['empty', ''],
  ['of markup alone', '<<<>>>&&&'.repeat(200)],
];

/** A listing with this title, alone and among many of its like. */
export function tellingsOf(title: string, count: number): Telling[] {
  const entry = (itemId: number) =>
    told({
      itemId,
      taskName: title.slice(0, 200),
      item: {
        id: itemId,
        title,
        url: `https://shop.example/${itemId}?a=(b)|c`,
        imageUrl: `https://shop.example/${itemId}.jpg`,
      },
    });
  return [
    telling([entry(1)]),
    telling(
      Array.from({ length: count }, (_value, index) => entry(index + 1)),
      { more: 1234, held: 'quiet' },
    ),
  ];
}
