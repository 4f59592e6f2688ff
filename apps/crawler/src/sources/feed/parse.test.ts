import { describe, expect, it } from '@jest/globals';
import { type FeedItem, parseFeed } from './parse.js';

const URL_OF_FEED = 'https://shop.example/feed.xml';

function itemsOf(xml: string, currencyHint?: string): FeedItem[] {
  const result = parseFeed(xml, URL_OF_FEED, currencyHint);
  if (result.status !== 'ok') throw new Error(result.reason);
  return result.items;
}
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
      key: 'shop.example:77',
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
        key: 'tag:x,2020:1',
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
      { key: 'https://shop.example/9', title: 'Nine', publishedAt: '2017-06-21T18:33:12.000Z' },
    ]);
  });

  it('drops entries that have neither a title nor a link, and keeps those that have one of them', () => {
    const items = itemsOf(
      rss(
        '<item><guid isPermaLink="false">1</guid></item><item><title>Only title</title></item><item><link>https://shop.example/l</link></item>',
      ),
    );
    expect(items.map(({ title, url }) => [title, url])).toEqual([
      ['Only title', URL_OF_FEED],
      ['https://shop.example/l', 'https://shop.example/l'],
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

  it('takes prices from titles only where the feed does so as a habit', () => {
    const listing = itemsOf(
      rss(
        '<item><title>Camera - $450</title></item><item><title>€12 Lens</title></item><item><title>Tripod</title></item>',
      ),
      'USD',
    );
    expect(listing.map(({ price }) => price)).toEqual([
      { amountMinor: 45000, currency: 'USD' },
      { amountMinor: 1200, currency: 'EUR' },
      undefined,
    ]);
    const news = itemsOf(
      rss(
        '<item><title>Fine of $450</title></item><item><title>Weather</title></item><item><title>Sport</title></item>',
      ),
    );
    expect(news.some(({ price }) => price)).toBe(false);
  });

  it('leaves out a sale price that is limited in time', () => {
    const [item] = itemsOf(
      rss(
        '<item><title>A</title><g:price>20 EUR</g:price><g:sale_price>10 EUR</g:sale_price><g:sale_price_effective_date>2020-01-01/2020-01-02</g:sale_price_effective_date></item>',
      ),
    );
    expect(item?.price).toEqual({ amountMinor: 2000, currency: 'EUR' });
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
