import { fileURLToPath } from 'node:url';
import { freePort, latch, startService, waitFor } from '@goodshunter/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { serve } from '../support/serve.js';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function start(env: Record<string, string>) {
  const port = await freePort();
  const crawler = await startService({
    name: 'crawler',
    entry: MAIN,
    env: { NODE_OPTIONS: '--conditions=@goodshunter/source --import tsx', CRAWLER_PORT: String(port), ...env },
    isReady: async () => (await fetch(`http://127.0.0.1:${port}/healthz`)).ok,
  });
  closers.push(() => crawler.kill());
  const crawl = (url: string, deadlineMs: number) =>
    fetch(`http://127.0.0.1:${port}/crawl`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ source: 'feed', query: { url }, deadlineMs }),
    });
  return { crawler, crawl, port };
}

describe('the crawler as a process', () => {
  it('finishes the crawl in hand after SIGTERM, takes no new one, and exits 0', async () => {
    const door = latch();
    const shop = await serve(async (_request, response) => {
      await door.opened;
      // Large enough for a thread.
      response.end(`<rss><channel><item><title>late</title></item></channel></rss>${' '.repeat(20_000)}`);
    });
    closers.push(shop.close);
    const { crawler, crawl } = await start({ FETCH_ALLOW_HOSTS: shop.host, APP_GRACE_MS: '100000' });
    const inHand = crawl(shop.url, 100_000);
    await waitFor(() => shop.asked.length === 2);
    const exited = crawler.kill('SIGTERM');
    await crawler.waitForLine('crawler stopping');
    await expect(crawl(shop.url, 1000)).rejects.toThrow('fetch failed');
    door.open();
    expect(await (await inHand).json()).toMatchObject({ status: 'ok', items: [{ title: 'late' }] });
    expect(await exited).toBe(0);
  });

  it('cuts off what outlasts the grace period, and exits 0', async () => {
    const shop = await serve(() => {});
    closers.push(shop.close);
    const { crawler, crawl } = await start({ FETCH_ALLOW_HOSTS: shop.host, APP_GRACE_MS: '200' });
    const inHand = crawl(shop.url, 100_000);
    inHand.catch(() => {});
    await waitFor(() => shop.asked.length === 2);
    expect(await crawler.kill('SIGTERM')).toBe(0);
    await expect(inHand).rejects.toThrow('fetch failed');
  });

  it('opens no address but those of its configuration', async () => {
    const shop = await serve((_request, response) => void response.end('secret'));
    closers.push(shop.close);
    const { crawl } = await start({});
    expect(await (await crawl(shop.url, 100_000)).json()).toMatchObject({ failure: { kind: 'forbidden_address' } });
    expect(shop.asked).toEqual([]);
  });
});
