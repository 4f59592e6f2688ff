import { expect, it } from '@jest/globals';
import type { FeedEvent } from '../../../lib/api-types.js';
import { addWaiting, MOST_WAITING, NOTHING_WAITS, readNews, withNews } from './waiting.js';

const events = (...ids: number[]) => ids.map((id) => ({ id }) as FeedEvent);
const down = (from: number, to: number) => events(...Array.from({ length: from - to + 1 }, (_, index) => from - index));
const idsOf = (list: readonly FeedEvent[]) => list.map(({ id }) => id);

/** A feed that answers with 60 at a time, newest first. */
function feedOf(all: readonly FeedEvent[]) {
  let asked = 0;
  return {
    asked: () => asked,
    readPage: async (cursor: string | undefined) => {
      asked += 1;
      const from = Number(cursor ?? 0);
      return { data: all.slice(from, from + 60), nextCursor: from + 60 < all.length ? String(from + 60) : null };
    },
  };
}

it('reads one page when little was missed, and as many as it takes when a laptop slept', async () => {
  const little = feedOf(down(1005, 1));
  expect(idsOf((await readNews(little.readPage, 1000, 940)).events)).toEqual(idsOf(down(1005, 946)));
  expect(little.asked()).toBe(1);
  const much = feedOf(down(1300, 1));
  const news = await readNews(much.readPage, 1000, 940);
  expect(news.isCut).toBe(false);
  expect(idsOf(news.events).filter((id) => id > 1000)).toEqual(idsOf(down(1300, 1001)));
  expect(much.asked()).toBe(6);
});

it('finds what became visible late, below what was known', async () => {
  const { readPage } = feedOf(down(1005, 1));
  expect(idsOf((await readNews(readPage, 1005, 940)).events)).toContain(999);
});

it('says so when more was missed than is read', async () => {
  const { readPage } = feedOf(down(9000, 1));
  expect((await readNews(readPage, 1000, 940)).isCut).toBe(true);
});

it('keeps the newest of very many, and says that there were more', () => {
  let waiting = NOTHING_WAITS;
  for (let id = 1; id <= 3600; id += 1) waiting = addWaiting(waiting, events(id, id), []);
  expect(waiting.events).toHaveLength(MOST_WAITING);
  expect(waiting.events[0]?.id).toBe(3600);
  expect(waiting.isCut).toBe(true);
  // What the list holds already is no loss.
  const full = addWaiting(NOTHING_WAITS, down(MOST_WAITING, 1), []);
  expect(addWaiting(full, events(5000), down(500, 1)).isCut).toBe(false);
});

it('puts each where it belongs, once', () => {
  const pages = [
    { data: events(100, 98), nextCursor: 'x' },
    { data: events(97, 95), nextCursor: null },
  ];
  expect(withNews(pages, events(102, 99, 96, 95)).map(({ data }) => idsOf(data))).toEqual([
    [102, 100, 99, 98],
    [97, 96, 95],
  ]);
});
