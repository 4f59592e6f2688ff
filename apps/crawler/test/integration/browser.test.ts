import { execFileSync } from 'node:child_process';
import type { RequestListener } from 'node:http';
import { waitFor } from '@goodshunter/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { findBrowser } from '../../src/browser/find-browser.js';
import { serve } from '../support/serve.js';
import { startCrawler } from '../support/start-crawler.js';

const browserPath = findBrowser(process.env.PATH);
// Where there is no Chromium these are named as skipped.
const withBrowser = browserPath ? it : it.skip;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function setUp(listener: RequestListener, options: { hasRobots?: boolean } = {}) {
  const shop = await serve(listener, options);
  const crawler = await startCrawler({ allowHosts: [shop.host], browserPath });
  closers.push(shop.close, crawler.close);
  const look = (path: string, deadlineMs = 100_000) =>
    crawler.crawl({ source: 'page', query: { url: shop.url + path, render: 'browser' }, deadlineMs });
  return { shop, crawler, look };
}

/** Processes of Chromium that this test process started. */
function countBrowserProcesses(): number {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const processes = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter((match) => match !== null);
  const family = new Set([String(process.pid)]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [, pid = '', parent = ''] of processes) {
      if (family.has(parent) && !family.has(pid)) {
        family.add(pid);
        grown = true;
      }
    }
  }
  return processes.filter(([, pid = '', , args = '']) => family.has(pid) && /chrom/i.test(args)).length;
}

const scripted = (script: string) =>
  `<!doctype html><html><head><title>Lamp</title></head><body><h1>Lamp</h1><div id="price"></div><script>${script}</script></body></html>`;
const SHOW_PRICE = `
  const data = { '@context': 'https://schema.org', '@type': 'Product', name: 'Lamp', offers: { '@type': 'Offer', price: '49.90', priceCurrency: 'EUR' } };
  const script = document.createElement('script');
  script.type = 'application/ld+json';
  script.textContent = JSON.stringify(data);
  document.head.append(script);
  document.getElementById('price').textContent = '49,90 €';`;

describe('a page that needs a browser', () => {
  withBrowser('is read after its scripts have run', async () => {
    const { look } = await setUp((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(scripted(SHOW_PRICE));
    });
    expect(await look('/lamp')).toMatchObject({
      status: 'ok',
      items: [{ title: 'Lamp', price: { amountMinor: 4990, currency: 'EUR' } }],
      requests: 2,
    });
  });

  withBrowser(
    'reaches nothing that the guard does not open: fetches, frames, workers, sockets, pictures, redirects',
    async () => {
      const canary = await serve((_request, response) => void response.end('secret'), { hasRobots: true });
      closers.push(canary.close);
      const evil = `
        const to = (path) => 'http://127.0.0.1:${canary.port}/' + path;
        fetch(to('fetch'), { mode: 'no-cors' }).catch(() => {});
        fetch(to('fetch').replace('127.0.0.1', 'localhost'), { mode: 'no-cors' }).catch(() => {});
        fetch(to('fetch').replace('127.0.0.1', '[::ffff:127.0.0.1]'), { mode: 'no-cors' }).catch(() => {});
        fetch('/redirect', { mode: 'no-cors' }).catch(() => {});
        new WebSocket(to('socket').replace('http', 'ws'));
        new Worker(URL.createObjectURL(new Blob(['fetch("' + to('worker') + '", { mode: "no-cors" }).catch(() => {})'])));
        navigator.sendBeacon(to('beacon'));
        navigator.serviceWorker?.register('/sw.js').catch(() => {});
        new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${canary.port}' }] }).createDataChannel('x');
        const frame = document.createElement('iframe'); frame.src = to('frame'); document.body.append(frame);
        const image = document.createElement('img'); image.src = to('image'); document.body.append(image);
        const link = document.createElement('link'); link.rel = 'preconnect'; link.href = to(''); document.head.append(link);
        window.open(to('window'));`;
      const { look, shop } = await setUp((request, response) => {
        if (request.url === '/redirect')
          response.writeHead(302, { location: `http://127.0.0.1:${canary.port}/redirected` }).end();
        else if (request.url === '/away')
          response.writeHead(302, { location: `http://127.0.0.1:${canary.port}/away` }).end();
        else response.setHeader('content-type', 'text/html').end(scripted(evil + SHOW_PRICE));
      });
      expect(await look('/evil')).toMatchObject({ status: 'ok', items: [{ price: { amountMinor: 4990 } }] });
      expect(shop.asked).toContain('/redirect');
      expect(await look('/away')).toMatchObject({ status: 'failed', failure: { kind: 'forbidden_address' } });
      expect(canary.asked).toEqual([]);
    },
  );

  withBrowser(
    'is given up at the deadline with its whole process tree, and the next page has a new browser',
    async () => {
      const { look, crawler } = await setUp((request, response) => {
        const script = request.url === '/busy' ? 'for (;;) {}' : SHOW_PRICE;
        response.setHeader('content-type', 'text/html').end(scripted(script));
      });
      // The script has no end: that there is an answer shows that it was given up.
      expect(await look('/busy', 3000)).toMatchObject({ status: 'failed', failure: { kind: 'timeout' } });
      await waitFor(() => countBrowserProcesses() === 0, { what: 'all processes of the browser to end' });
      expect(await look('/lamp')).toMatchObject({ status: 'ok' });
      expect(countBrowserProcesses()).toBeGreaterThan(0);
      await closers.pop()?.();
      closers.push(async () => {});
      await waitFor(() => countBrowserProcesses() === 0);
      expect(crawler.slots.busy).toBe(0);
    },
  );

  withBrowser(
    'is not opened where robots.txt says no, and reported where a challenge stands in its place',
    async () => {
      const { look, shop } = await setUp(
        (request, response) => {
          if (request.url === '/robots.txt') response.end('User-agent: *\nDisallow: /private');
          else
            response
              .writeHead(403, { 'cf-mitigated': 'challenge', 'content-type': 'text/html' })
              .end('<title>Just a moment...</title>');
        },
        { hasRobots: true },
      );
      expect(await look('/private')).toMatchObject({ failure: { kind: 'robots' } });
      expect(shop.asked).toEqual(['/robots.txt']);
      expect(await look('/lamp')).toMatchObject({ failure: { kind: 'blocked', httpStatus: 403 } });
    },
  );
});
