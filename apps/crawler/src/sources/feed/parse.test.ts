import { describe, expect, it } from '@jest/globals';
import { type FeedItem, parseFeed } from './parse.js';

const URL_OF_FEED = 'https://shop.example/feed.xml';

function itemsOf(xml: string, currencyHint?: string): FeedItem[] {
  const result = parseFeed(xml, URL_OF_FEED, currencyHint);
  if (result.status !== 'ok') throw new Error(result.reason);
  return result.items;
}
const KEY = 'shop.example/8a699c3384fdc2d733cc';
const rss = (items: string, head = '') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>T</title>${head}${items}</channel></rss>`;

describe('parseFeed', () => {
  it('reads RSS 2.0 with media, dates and a price of the Google vocabulary', () => {
    const [item] = itemsOf(
      rss(`<item><title>Red &amp;amp; blue lamp</title><link>/lamp?a=1&amp;b=2</link><guid isPermaLink="false">77</guid>
        <description>&lt;p&gt;Bright&lt;br&gt;lamp&lt;/p&gt;</description><pubDate>Sat, 13 Sep 2014 18:13:44 GMT</pubDate>
        <media:content url="https://cdn.example/lamp.jpg" medium="image"/><g:price>1299.50 SEK</g:price><g:availability>out of stock</g:availability></item>`),
    );
    expect(item).toEqual({
      key: `${KEY}:77`,
      formerKeys: ['shop.example:77', expect.any(String), expect.any(String)],
      title: 'Red & blue lamp',
      url: 'https://shop.example/lamp?a=1&b=2',
      description: 'Bright lamp',
      imageUrl: 'https://cdn.example/lamp.jpg',
      price: { amountMinor: 129950, currency: 'SEK' },
      availability: 'out_of_stock',
      publishedAt: '2014-09-13T18:13:44.000Z',
    });
  });

  it('reads Atom: alternate links, ids, content, relative addresses', () => {
    const items =
      itemsOf(`<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>tag:x,2020:1</id><title type="html">&lt;b&gt;One&lt;/b&gt;</title>
      <link rel="self" href="/self"/><link rel="alternate" type="text/html" href="/one"/><updated>2015-06-01T23:49:41+02:00</updated><content type="html">&lt;img src="/a.png"&gt;Text</content></entry></feed>`);
    expect(items).toEqual([
      {
        key: `${KEY}:tag:x,2020:1`,
        formerKeys: ['tag:x,2020:1', expect.any(String), expect.any(String)],
        title: 'One',
        url: 'https://shop.example/one',
        description: 'Text',
        imageUrl: 'https://shop.example/a.png',
        availability: 'unknown',
        publishedAt: '2015-06-01T21:49:41.000Z',
      },
    ]);
  });

  it('reads RDF with Dublin Core dates and rdf:about as the id', () => {
    const items =
      itemsOf(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dublin="http://purl.org/dc/elements/1.1/">
      <channel><title>C</title></channel><item rdf:about="https://shop.example/9"><title>Nine</title><link>https://shop.example/9</link><dublin:date>2017-06-21T11:33:12-07:00</dublin:date></item></rdf:RDF>`);
    expect(items).toMatchObject([
      { key: `${KEY}:shop.example/9`, title: 'Nine', publishedAt: '2017-06-21T18:33:12.000Z' },
    ]);
  });

  it('keeps entries that have a title, a link or a description, and drops those that have none', () => {
    const items = itemsOf(
      rss(
        '<item><guid isPermaLink="false">1</guid></item><item><title>Only title</title></item><item><link>https://shop.example/l</link></item><item><description>Oak table, hardly used. Pick up in Bath.</description></item>',
      ),
    );
    expect(items.map(({ title, url }) => [title, url])).toEqual([
      ['Only title', URL_OF_FEED],
      ['https://shop.example/l', 'https://shop.example/l'],
      ['Oak table, hardly used.', URL_OF_FEED],
    ]);
  });

  it('gives entries that share one guid keys of their own, and the same ones each time', () => {
    const xml = rss(
      '<item><title>A</title><guid>x</guid></item><item><title>B</title><guid>x</guid></item><item><title>A</title><guid>x</guid></item>',
    );
    const keys = itemsOf(xml).map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
    expect(itemsOf(xml).map(({ key }) => key)).toEqual(keys);
  });

  it.each([
    ['an HTML page', '<!doctype html><html><head><title>Moved</title></head><body><feed></feed></body></html>'],
    ['a fragment of a page', '<head><title>Moved</title></head>\n<body><h1>Moved</h1></body>'],
    ['nothing', ''],
    ['JSON', '{"items":[]}'],
    ['a sitemap', '<urlset><url><loc>https://a.example</loc></url></urlset>'],
  ])('does not recognise %s', (_name, text) => {
    expect(parseFeed(text, URL_OF_FEED).status).toBe('unrecognized');
  });

  it('reads what it can of broken XML', () => {
    const items = itemsOf(
      '<rss><channel><item><title>One & two <br> three</title><link>https://shop.example/1</link><item><title><![CDATA[Two]]></title><link>https://shop.example/2</link>',
    );
    expect(items.map(({ title }) => title)).toEqual(['One & two three', 'Two']);
  });

  it('expands no entities of a DTD and reads no files', () => {
    const items = itemsOf(
      `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b SYSTEM "file:///etc/passwd">]>${rss('<item><title>x&a;&b;y</title></item>').replace('<?xml version="1.0"?>', '')}`,
    );
    expect(items.map(({ title }) => title)).toEqual(['x&a;&b;y']);
  });

  it('lets no script, bidi or control character and no javascript link through', () => {
    const [item] = itemsOf(rss('<item><title>a\u202eb\u0007c</title><link>javascript:alert(1)</link></item>'));
    expect(item).toMatchObject({ title: 'abc', url: URL_OF_FEED });
  });

  it.each([
    ['Camera - $450', 45000],
    ['Road bike 56 cm - $420 (Harbour)', 42000],
    ['[€12] Lens', 1200],
    ['€12 Lens', 1200],
    ['Rain jacket now 89.00 EUR', 8900],
    ['Compass 19.00 EUR', 1900],
    ['Fahrrad für 250 €', 25000],
    ['Fine of $450', undefined],
    ['City saves $450', undefined],
    ['Start-up raises $5 million', undefined],
    ['$3 off everything', undefined],
    ['Lamp $20 or $30', undefined],
    ['Weather', undefined],
  ])('reads the price of the title %j by how it stands there, alone or among others', (title, amountMinor) => {
    const item = `<item><title>${title}</title></item>`;
    const others = '<item><title>Weather today</title></item><item><title>Sport</title></item>';
    for (const items of [item, item + others]) {
      expect(itemsOf(rss(items), 'USD').find((one) => one.title === title)?.price?.amountMinor).toBe(amountMinor);
    }
  });

  it('takes an amount in the middle of titles where nearly all hold one', () => {
    const title = 'WTS Camera $450 shipped with strap';
    const prices = (items: string) => itemsOf(rss(items), 'USD').map(({ price }) => price?.amountMinor);
    expect(prices(`<item><title>${title}</title></item><item><title>WTS Lens $90 boxed</title></item>`)).toEqual([
      45000, 9000,
    ]);
    expect(prices(`<item><title>${title}</title></item><item><title>Weather</title></item>`)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it.each([
    ['2026-11-01/2026-11-30', 1000],
    ['2026-11-27T10:00-0800/2026-11-29T10:00-0800', 1000],
    ['2026-11-28/2026-11-28', 1000],
    ['2026-11-01', 1000],
    ['2026-12-01/2026-12-02', 2000],
    ['2020-01-01/2020-01-02', 2000],
    ['soon', 2000],
  ])('takes the sale price in its time: %s', (period, amountMinor) => {
    const xml = rss(
      `<item><title>A</title><g:price>20 EUR</g:price><g:sale_price>10 EUR</g:sale_price><g:sale_price_effective_date>${period}</g:sale_price_effective_date></item>`,
    );
    const result = parseFeed(xml, URL_OF_FEED, undefined, { nowMs: Date.parse('2026-11-28T18:00:00Z') });
    expect(result).toMatchObject({ items: [{ price: { amountMinor, currency: 'EUR' } }] });
  });

  it('decodes named entities in prices and in its own title', () => {
    const result = parseFeed(
      rss('<item><title>A</title><g:price>12,50 &euro;</g:price></item>').replace('<title>T<', '<title>Caf&eacute;<'),
      URL_OF_FEED,
    );
    expect(result).toMatchObject({ title: 'Café', items: [{ price: { amountMinor: 1250, currency: 'EUR' } }] });
  });

  it('takes the page, not what is enclosed, wherever the enclosure is written', () => {
    const [item] = itemsOf(
      '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><link rel="enclosure">https://shop.example/a.mp3</link><link rel="alternate" href="/a"/></entry></feed>',
    );
    expect(item?.url).toBe('https://shop.example/a');
  });

  it.each([
    '[SOLD] Leica body $900',
    'Leica body (sold)',
    'SOLD: Leica body',
    'SOLD Leica body',
    '*** Sold *** Leica body',
    'Leica body - VERKAUFT',
    '[Vendu] Leica',
    '(VENDIDO) Leica',
    'Leica – venduto',
    '【売り切れ】Leica',
    '[판매완료] Leica',
    'ПРОДАНО! Leica',
    'Sprzedane: Leica',
    '[EXPIRED] Deal',
    'Lens (sold out)',
    'Leica M6 (verkauft am 3.11.)',
    '[SOLD to a friend] Leica',
    'Leica M6 body SOLD',
  ])('takes %j for something that is gone', (title) => {
    expect(itemsOf(rss(`<item><title>${title}</title></item>`))[0]?.availability).toBe('out_of_stock');
  });

  it.each([
    'Case sold separately',
    'Strap (sold separately)',
    'Socks [sold by the dozen]',
    'Best sold lamps of 2026',
    'SOLD AS SEEN: lamp',
    'Verkaufe Leica',
    'Closed-back headphones',
    'Soldering iron',
    'Gone Girl (DVD)',
  ])('takes %j for nothing of the kind', (title) => {
    expect(itemsOf(rss(`<item><title>${title}</title></item>`))[0]?.availability).toBe('unknown');
  });

  it('takes a category or flair "sold" for the same', () => {
    const of = (category: string) => itemsOf(rss(`<item><title>Leica</title>${category}</item>`))[0]?.availability;
    expect(of('<category>Sold</category>')).toBe('out_of_stock');
    expect(of('<category term="VERKAUFT"/>')).toBe('out_of_stock');
    expect(of('<category>Sold goods</category>')).toBe('unknown');
  });

  it('reads JSON Feed', () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Deals',
      home_page_url: 'https://shop.example/',
      items: [
        {
          id: 7,
          url: '/lamp',
          title: 'Lamp - $20',
          content_html: '<p>Bright</p><img src="/lamp.jpg">',
          date_published: '2026-11-27T10:00:00+01:00',
        },
        { id: 'b', content_text: 'Only text here.' },
        null,
      ],
    };
    expect(itemsOf(JSON.stringify(feed), 'USD')).toMatchObject([
      {
        key: `${KEY}:7`,
        title: 'Lamp - $20',
        url: 'https://shop.example/lamp',
        description: 'Bright',
        imageUrl: 'https://shop.example/lamp.jpg',
        price: { amountMinor: 2000, currency: 'USD' },
        publishedAt: '2026-11-27T09:00:00.000Z',
      },
      { key: `${KEY}:b`, title: 'Only text here.' },
    ]);
    expect(parseFeed('{"version":"2","items":[]}', URL_OF_FEED).status).toBe('unrecognized');
  });

  it('takes the newest of more than it reads, and gives the newest first', () => {
    const item = (day: number) => `<item><title>${day}</title><pubDate>2026-11-0${day}</pubDate></item>`;
    const read = (days: number[], maxItems: number) => {
      const result = parseFeed(rss(days.map(item).join('')), URL_OF_FEED, undefined, { maxItems });
      return result.status === 'ok' ? [result.items.map(({ title }) => title), result.isTruncated] : undefined;
    };
    expect(read([1, 2, 3, 4, 5], 2)).toEqual([['5', '4'], true]);
    expect(read([5, 4, 3, 2, 1], 2)).toEqual([['5', '4'], true]);
    expect(read([1, 2, 3], 9)).toEqual([['3', '2', '1'], false]);
  });

  it.each([
    'Bridge returned error 500! (19855)',
    'DealsBridge was unable to process: error 403',
    'HTTP 503 Service Unavailable',
    'Failed to fetch the page',
    'Your feed has expired',
    'Error while loading the feed',
  ])('leaves the report %j of a generator out, and fails where nothing else is there', (title) => {
    const report = `<item><title>${title}</title><guid>${title}</guid></item>`;
    expect(itemsOf(rss(`${report}<item><title>Lamp</title></item>`)).map((item) => item.title)).toEqual(['Lamp']);
    expect(parseFeed(rss(report), URL_OF_FEED)).toMatchObject({
      status: 'broken',
      reason: expect.stringContaining(title),
    });
  });

  it('takes things that speak of errors for what they are', () => {
    const titles = [
      'Error 404 T-shirt - $20',
      'Feed bag for horses',
      'Trial and Error (paperback)',
      'Print error stamp 1918',
    ];
    expect(itemsOf(rss(titles.map((title) => `<item><title>${title}</title></item>`).join('')))).toHaveLength(4);
  });

  it('stops at its limit and says so', () => {
    const result = parseFeed(
      rss('<item><title>a</title></item><item><title>b</title></item>'),
      URL_OF_FEED,
      undefined,
      { maxItems: 1 },
    );
    expect(result).toMatchObject({ status: 'ok', isTruncated: true, items: [{ title: 'a' }] });
  });
});
