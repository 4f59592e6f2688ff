import { describe, expect, it } from '@jest/globals';
import { useShops } from '../support/start-shop.js';

const setUp = useShops();

const card = (index: number, tag = 'li', name = 'card') =>
  `<${tag} class="${name}"><a href="/item/${index}"><h3>Lamp number ${index}</h3></a><b>€${index}.50</b></${tag}>`;
const pageOf = (indexes: readonly number[], rest = '', tag = 'li', name = 'card') =>
  `<html><body><main>${indexes.map((index) => card(index, tag, name)).join('')}</main>${rest}</body></html>`;
const from = (first: number, count: number) => Array.from({ length: count }, (_, index) => first - index);

describe('list', () => {
  it('reads the pages that follow, to the end', async () => {
    const { shop, crawler } = await setUp((request, response) => {
      const page = Number(new URL(request.url ?? '', 'http://shop').searchParams.get('page') ?? 1);
      const next = page < 3 ? `<a href="/lamps?page=${page + 1}">Next</a>` : '';
      response.end(pageOf(from(40 - page * 10, 10), next));
    });
    const answer = await crawler.crawl({ source: 'list', query: { url: `${shop.url}/lamps` } });
    if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
    expect(answer).toMatchObject({ complete: true, mayHaveMissed: false, requests: 4 });
    expect(answer.items).toHaveLength(30);
    expect(answer.items[0]).toMatchObject({
      key: expect.stringContaining('/item/30'),
      title: 'Lamp number 30',
      url: `${shop.url}/item/30`,
      price: { amountMinor: 3050, currency: 'EUR' },
    });
    expect(shop.asked).toEqual(['/robots.txt', '/lamps', '/lamps?page=2', '/lamps?page=3']);
  });

  it('stops where known items begin', async () => {
    const { shop, crawler } = await setUp((_request, response) => {
      response.end(pageOf(from(30, 10), '<a rel="next" href="/lamps?page=2">2</a>'));
    });
    const first = await crawler.crawl({ source: 'list', query: { url: `${shop.url}/lamps` }, maxRequests: 2 });
    if (first.status !== 'ok') throw new Error(JSON.stringify(first));
    expect(first).toMatchObject({ complete: false, mayHaveMissed: true });
    const knownKeys = first.items.map(({ key }) => key);
    const second = await crawler.crawl({ source: 'list', query: { url: `${shop.url}/lamps` }, knownKeys });
    expect(second).toMatchObject({ status: 'ok', complete: false, mayHaveMissed: false });
  });

  it('knows a list of one card again, and one that says that it is empty', async () => {
    let html = pageOf(from(8, 8));
    const { shop, crawler } = await setUp((_request, response) => void response.end(html));
    const look = (memory?: Record<string, unknown>) =>
      crawler.crawl({ source: 'list', query: { url: `${shop.url}/lamps` }, ...(memory ? { memory } : {}) });
    const first = await look();
    if (first.status !== 'ok') throw new Error(JSON.stringify(first));
    expect(first.memory).toMatchObject({ signature: { name: 'li.card' } });
    html = pageOf([3]);
    expect(await look(first.memory)).toMatchObject({
      status: 'ok',
      items: [{ title: 'Lamp number 3' }],
      complete: true,
    });
    html = '<html><body><main><p>No results found.</p></main></body></html>';
    expect(await look(first.memory)).toMatchObject({ status: 'ok', items: [], complete: true });
  });

  it('learns a list that is built anew if it shows what was known, and believes no other', async () => {
    let html = pageOf(from(8, 8));
    const { shop, crawler } = await setUp((_request, response) => void response.end(html));
    const query = { url: `${shop.url}/lamps` };
    const first = await crawler.crawl({ source: 'list', query });
    if (first.status !== 'ok') throw new Error(JSON.stringify(first));
    const known = { memory: first.memory ?? {}, knownKeys: first.items.map(({ key }) => key) };
    html = pageOf(from(9, 8), '', 'div', 'tile').replace('<main>', '<section><main>');
    const second = await crawler.crawl({ source: 'list', query, ...known });
    expect(second).toMatchObject({ status: 'ok', memory: { signature: { name: 'div.tile' } } });
    html = pageOf(from(900, 8), '', 'article', 'promo').replaceAll('/item/', '/magazine/story-');
    expect(await crawler.crawl({ source: 'list', query, ...known })).toMatchObject({
      status: 'failed',
      failure: { kind: 'layout_changed', message: expect.stringContaining('built differently') },
    });
    html = '<html><body><h1>We are moving house</h1></body></html>';
    expect(await crawler.crawl({ source: 'list', query, ...known })).toMatchObject({
      status: 'failed',
      failure: { kind: 'layout_changed', message: expect.stringContaining('no longer found') },
    });
  });

  it('reads the following pages as the first', async () => {
    const rows = (first: number) =>
      from(first, 8)
        .map((index) => `<dt><a href="/item/${index}">Lamp number ${index}</a></dt><dd>€${index}.50</dd>`)
        .join('');
    const { shop, crawler } = await setUp((request, response) => {
      const isSecond = request.url?.includes('page=2');
      const next = isSecond ? '' : '<a href="/lamps?page=2">Next</a>';
      response.end(`<html><body><main><dl>${rows(isSecond ? 20 : 30)}</dl></main>${next}</body></html>`);
    });
    const answer = await crawler.crawl({ source: 'list', query: { url: `${shop.url}/lamps` } });
    if (answer.status !== 'ok') throw new Error(JSON.stringify(answer));
    expect(answer.items).toHaveLength(16);
    for (const { title, price } of answer.items)
      expect(price?.amountMinor).toBe(Number(/\d+$/.exec(title)?.[0]) * 100 + 50);
  });

  it('reads what own selectors mean, under keys of their own, and says what is the matter with them', async () => {
    const { shop, crawler } = await setUp((_request, response) => void response.end(pageOf(from(30, 10))));
    const url = `${shop.url}/lamps`;
    const look = (selectors: object) => crawler.crawl({ source: 'list', query: { url, selectors } });
    const plain = await crawler.crawl({ source: 'list', query: { url } });
    const own = await look({ item: 'li:nth-child(even)', title: 'h3', price: 'b' });
    if (plain.status !== 'ok' || own.status !== 'ok') throw new Error(JSON.stringify([plain, own]));
    expect(own.items).toHaveLength(5);
    expect(own.findings?.selected).toMatchObject([
      { name: 'item', hits: 5 },
      { name: 'title', hits: 5, text: 'Lamp number 29' },
      { name: 'price', hits: 5, text: '€29.50' },
    ]);
    const plainKeys = new Set(plain.items.map(({ key }) => key));
    for (const { key } of own.items) expect(plainKeys.has(key)).toBe(false);
    for (const [selectors, words] of [
      [{ item: '.gone' }, 'The selector for the items finds nothing'],
      [{ item: 'li', title: '.gone' }, 'The selector for the title finds nothing in any of the 10'],
      [{ item: 'li', price: '.gone' }, 'The selector for the price finds nothing in any of the 10'],
    ] as const) {
      expect(await look(selectors)).toMatchObject({
        status: 'failed',
        failure: { kind: 'layout_changed', message: expect.stringContaining(words) },
      });
    }
    expect(await look({ item: 'li:hover' })).toMatchObject({
      status: 'failed',
      failure: { kind: 'invalid_query', message: expect.stringContaining(':hover') },
    });
  });

  it('names the lists of a page, and goes on with the one that a person chose', async () => {
    const stories = [1, 2, 3, 4, 5].map(
      (index) => `<article><a href="/story/${index}">How lamp ${index} is made by hand</a></article>`,
    );
    let rest = `<div class="stories">${stories.join('')}</div>`;
    const { shop, crawler } = await setUp((_request, response) => void response.end(pageOf(from(30, 10), rest)));
    const url = `${shop.url}/lamps`;
    const first = await crawler.crawl({ source: 'list', query: { url }, wantsChoices: true });
    if (first.status !== 'ok') throw new Error(JSON.stringify(first));
    expect(first.findings?.regions).toMatchObject([
      { isChosen: true, cards: 10, priced: 10, titles: ['Lamp number 30', 'Lamp number 29', 'Lamp number 28'] },
      {
        isChosen: false,
        cards: 5,
        priced: 0,
        titles: [expect.stringContaining('made by hand'), expect.anything(), expect.anything()],
      },
    ]);
    const region = first.findings?.regions?.[1]?.region;
    const query = { url, region };
    const second = await crawler.crawl({ source: 'list', query });
    if (second.status !== 'ok') throw new Error(JSON.stringify(second));
    expect(second.items.map(({ title }) => title)).toContain('How lamp 3 is made by hand');
    expect(second.items).toHaveLength(5);
    expect(second.items[0]?.key).toMatch(/#region=[0-9a-f]{16}$/);
    const known = { memory: second.memory ?? {}, knownKeys: second.items.map(({ key }) => key) };
    rest = `<div class="stories">${stories[4]}</div>`;
    expect(await crawler.crawl({ source: 'list', query, ...known })).toMatchObject({
      status: 'ok',
      items: [{ title: 'How lamp 5 is made by hand' }],
    });
    rest = '';
    expect(await crawler.crawl({ source: 'list', query, ...known })).toMatchObject({
      status: 'failed',
      failure: { kind: 'layout_changed', message: expect.stringContaining('choose it again') },
    });
  });

  it('says so when there is no list', async () => {
    const { shop, crawler } = await setUp((_request, response) => void response.end('<h1>Hello</h1><p>World</p>'));
    expect(await crawler.crawl({ source: 'list', query: { url: shop.url } })).toMatchObject({
      status: 'failed',
      failure: { kind: 'layout_changed', message: expect.stringContaining('No list was found') },
    });
  });
});
