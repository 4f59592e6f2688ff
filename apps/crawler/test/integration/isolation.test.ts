import { waitFor } from '@goodshunter/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { HOSTILE_DOCUMENTS } from '../support/hostile-documents.js';
import { serve } from '../support/serve.js';
import { startCrawler } from '../support/start-crawler.js';

const MISBEHAVING = {
  threads: 1,
  workerUrl: new URL('../support/misbehaving-worker.mjs', import.meta.url),
  // Plain JavaScript, so that a new thread is there long before the limit.
  execArgv: [],
};
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const SMALL = '<rss><channel><item><title>Lamp</title><link>/lamp</link></item></channel></rss>';
const LARGE = Buffer.from(`<!doctype html>${' '.repeat(50_000)}`);

const medianOf = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

describe('other crawls', () => {
  it('go on while hostile documents are parsed', async () => {
    const documents = HOSTILE_DOCUMENTS.map(({ build }) => Buffer.from(build(9_900_000)));
    const shop = await serve((request, response) => {
      const index = /^\/hostile\/(\d+)/.exec(request.url ?? '')?.[1];
      response.end(index === undefined ? SMALL : documents[Number(index)]);
    });
    const crawler = await startCrawler({ allowHosts: [shop.host], slots: 16 });
    closers.push(shop.close, crawler.close);
    const look = async () => {
      const startedAt = performance.now();
      const answer = await crawler.crawl({ source: 'feed', query: { url: `${shop.url}/feed` }, deadlineMs: 100_000 });
      expect(answer).toMatchObject({ status: 'ok', items: [{ title: 'Lamp' }] });
      return performance.now() - startedAt;
    };
    const lookOften = async () => {
      const times: number[] = [];
      for (let round = 0; round < 50; round++) times.push(...(await Promise.all([look(), look(), look(), look()])));
      return times;
    };
    await lookOften();
    const quiet = await lookOften();

    let isOver = false;
    let hostile = 0;
    const attack = async (first: number) => {
      for (let index = first; !isOver; index = (index + 2) % HOSTILE_DOCUMENTS.length) {
        const { source } = HOSTILE_DOCUMENTS[index] ?? { source: 'page' as const };
        const url = `${shop.url}/hostile/${index}`;
        await crawler.crawl({ source, query: { url }, deadlineMs: 100_000 });
        hostile += 1;
      }
    };
    const attacks = [attack(0), attack(1)];
    await waitFor(() => hostile > 1);
    const before = hostile;
    const attacked = await lookOften();
    isOver = true;
    await Promise.all(attacks);
    expect(hostile).toBeGreaterThan(before);
    // The promise is twice at the 99th of a hundred, and parse-bench measures it; here only what cannot come from a busy machine
    // is a failure. Parsed in place, the same documents hold nearly all of the others up, by seconds: hundreds of times.
    expect(medianOf(attacked)).toBeLessThan(20 * medianOf(quiet));
  });

  it('are answered while one is stuck, which fails at its limit', async () => {
    const shop = await serve((request, response) => void response.end(request.url === '/feed' ? SMALL : LARGE));
    const crawler = await startCrawler({
      allowHosts: [shop.host],
      parser: { ...MISBEHAVING, timeoutMs: 3000 },
    });
    closers.push(shop.close, crawler.close);
    const crawl = (source: 'page' | 'feed', path: string) =>
      crawler.crawl({ source, query: { url: shop.url + path }, deadlineMs: 100_000 });
    const stuck = crawl('page', '/endless');
    await waitFor(async () => (await readMetric(crawler.url, 'parse_threads_busy')) === 1);
    expect(await crawl('feed', '/feed')).toMatchObject({ status: 'ok' });
    expect(await stuck).toMatchObject({ status: 'failed', failure: { kind: 'timeout' } });
    expect(await crawl('page', '/bomb')).toMatchObject({ status: 'failed', failure: { kind: 'too_large' } });
    expect(await crawl('feed', '/feed')).toMatchObject({ status: 'ok' });
    expect(await readMetric(crawler.url, 'parses_killed_total{reason="timeout"}')).toBe(1);
    expect(await readMetric(crawler.url, 'parses_killed_total{reason="too_large"}')).toBe(1);
    expect(await readMetric(crawler.url, 'parse_seconds_count{kind="feed",place="inline"}')).toBe(2);
    expect(await readMetric(crawler.url, 'parse_threads')).toBe(1);
  });

  it('see their slot again when one ends at its deadline in the middle of a parse', async () => {
    const shop = await serve((_request, response) => void response.end(LARGE));
    const crawler = await startCrawler({ allowHosts: [shop.host], parser: MISBEHAVING });
    closers.push(shop.close, crawler.close);
    const answer = await crawler.crawl({ source: 'page', query: { url: `${shop.url}/endless` }, deadlineMs: 500 });
    expect(answer).toMatchObject({ status: 'failed', failure: { kind: 'timeout' } });
    expect(crawler.slots.busy).toBe(0);
  });
});

async function readMetric(url: string, name: string): Promise<number | undefined> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`goodshunter_${name} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}
