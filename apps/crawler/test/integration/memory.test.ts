import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HOSTILE_DOCUMENTS } from '../support/hostile-documents.js';
import { serve, type TestShop } from '../support/serve.js';
import { FROM_SOURCE } from '../support/start-crawler.js';

const MEASURE = fileURLToPath(new URL('../memory/measure-crawl.ts', import.meta.url));
/** Those that grew most when all were measured, and those that grew most before what bounds them was there. */
const NAMES = ['page: nothing but digits', 'page: entities', 'page: millions of tags', 'page: deep nesting'].concat([
  'list: cards without end',
  'list: links in depth',
  'feed: long entries',
  'feed: namespaces without end',
  'shopify: nested arrays',
  'woocommerce: empty objects',
]);
const DOCUMENTS = HOSTILE_DOCUMENTS.filter(({ source, name }) => NAMES.includes(`${source}: ${name}`));
const LARGEST = 9_900_000;
const WARM_UP = '<!doctype html><title>Lamp</title><h1>Lamp</h1><p>12,34 €</p>';

let shop: TestShop;
beforeAll(async () => {
  shop = await serve((request, response) => {
    const url = new URL(request.url ?? '', 'http://shop');
    const [, name, size] = url.pathname.split('/');
    const document = DOCUMENTS[Number(name)];
    response.end(document ? document.build(LARGEST) : WARM_UP + ' '.repeat(Number(size)));
  });
});
afterAll(() => shop.close());

describe('memory', () => {
  it('is measured for all that are named', () => expect(DOCUMENTS).toHaveLength(NAMES.length));

  it.each(DOCUMENTS.map(({ source, name }, index) => [source, name, index] as const))(
    'grows by less than 64 MB over 10 MB of %s: %s',
    async (source, _name, index) => {
      const args = [...FROM_SOURCE, MEASURE, source, `${shop.url}/${index}`, `${shop.url}/warm-up`];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const { outcome, grownMb } = JSON.parse(await text(child.stdout));
      expect(outcome).toMatch(/^(ok|layout_changed|too_large)$/);
      expect(grownMb).toBeLessThan(64);
    },
  );
});
