import { describe, expect, it } from '@jest/globals';
import {
  availabilitySchema,
  CRAWL_VERSION,
  type CrawlResponse,
  crawlRequestSchema,
  crawlResponseSchema,
  FAILURE_KINDS,
  translateAnswer,
} from '../src/crawl/index.js';
import { answerOfVersion1, requestOfVersion1 } from './crawl-version-1.js';

/** One answer for each word that a crawler of today may use. */
const found: CrawlResponse[] = availabilitySchema.options.map((availability) => ({
  status: 'ok',
  items: [{ key: 'a', title: 'A lens', url: 'https://shop.example/a', availability }],
  complete: true,
  mayHaveMissed: false,
  notModified: false,
  validators: {},
  requests: 1,
}));
const failed: CrawlResponse[] = FAILURE_KINDS.map((kind) => ({
  status: 'failed',
  failure: { kind, message: `it is ${kind}` },
  requests: 1,
}));

describe('an old scheduler and a new crawler', () => {
  it('who names no version is of the first', () => {
    const asked = { source: 'page', query: { url: 'https://shop.example' }, deadlineMs: 1000 };
    expect(crawlRequestSchema.parse(asked).version).toBe(1);
  });

  it.each([...found, ...failed])('reads %j, in its own words', (answer) => {
    expect(crawlResponseSchema.parse(answer)).toEqual(answer);
    const told = answerOfVersion1.safeParse(translateAnswer(answer, 1));
    expect(told.error?.issues ?? []).toEqual([]);
  });

  it('is told nothing that it would take for a sale or a return', () => {
    const [preorder] = found.filter(({ status }, index) => status === 'ok' && index === 1);
    expect(translateAnswer(preorder as CrawlResponse, 1)).toMatchObject({ items: [{ availability: 'unknown' }] });
  });
});

describe('a new scheduler and a new crawler', () => {
  it.each([...found, ...failed])('speak plainly: %j', (answer) => {
    expect(translateAnswer(answer, CRAWL_VERSION)).toBe(answer);
  });
});

describe('a new scheduler and an old crawler', () => {
  it('which reads the request but for its version, and answers in words that are still known', () => {
    const request = {
      version: CRAWL_VERSION,
      source: 'page',
      query: { url: 'https://shop.example' },
      deadlineMs: 1000,
    };
    const { version: _unknown, ...read } = request;
    expect(requestOfVersion1.parse(request)).toMatchObject(read);
    for (const answer of [...found, ...failed]) {
      const old = answerOfVersion1.parse(translateAnswer(answer, 1));
      expect(crawlResponseSchema.safeParse(old).success).toBe(true);
    }
  });
});
