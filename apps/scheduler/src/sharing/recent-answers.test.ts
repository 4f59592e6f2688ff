import type { CrawlSuccess } from '@goodshunter/contracts/crawl';
import { describe, expect, it } from '@jest/globals';
import { listing } from '../../test/support/items.js';
import { LiveBytes } from './live-bytes.js';
import { RecentAnswers } from './recent-answers.js';

function crawled(startedAt: number, characters = 0) {
  const response: CrawlSuccess = {
    status: 'ok',
    items: Array.from({ length: Math.ceil(characters / 10_000) }, (_, index) =>
      listing(`a${index}`, 1, { description: 'x'.repeat(10_000) }),
    ),
    complete: true,
    mayHaveMissed: false,
    notModified: false,
    validators: {},
    requests: 1,
  };
  return { response, startedAt, answeredAt: startedAt + 10 };
}

describe('RecentAnswers', () => {
  it('gives an answer for as long as it is kept, and to whom it is not too old', () => {
    const recent = new RecentAnswers();
    recent.put('a', crawled(100), 1000, 110);
    expect(recent.find('a', 100, 1109)?.startedAt).toBe(100);
    expect(recent.find('a', 101, 1109)).toBeUndefined();
    expect(recent.find('b', 0, 1109)).toBeUndefined();
    expect(recent.find('a', 100, 1110)).toBeUndefined();
    expect(recent.count).toBe(0);
  });

  it('holds no more than its bound, nor one that is very large', () => {
    const recent = new RecentAnswers();
    recent.put('huge', crawled(0, 3_000_000), 1000, 0);
    expect(recent.count).toBe(0);
    for (let index = 0; index < 100; index += 1) recent.put(`a${index}`, crawled(index, 1_000_000), 100_000, index);
    expect(recent.count).toBeLessThan(10);
    expect(recent.find('a99', 0, 100)).toBeDefined();
    expect(recent.find('a0', 0, 100)).toBeUndefined();
  });

  it('forgets what has expired when something comes', () => {
    const recent = new RecentAnswers();
    for (let index = 0; index < 50; index += 1) recent.put(`a${index}`, crawled(0), 1000, 0);
    recent.put('b', crawled(2000), 1000, 2010);
    expect(recent.count).toBe(1);
  });
});

describe('LiveBytes', () => {
  it('lets no more be stored at a time than its bound', () => {
    const live = new LiveBytes(100);
    expect([live.take(60, 1000, 0), live.take(50, 1000, 0), live.take(40, 2000, 500)]).toEqual([true, false, true]);
    expect([live.take(50, 1000, 999), live.take(60, 1000, 1000), live.take(1, 1, 1000)]).toEqual([false, true, false]);
  });
});
