import { describe, expect, it } from '@jest/globals';
import { findReadings } from './find-readings.js';
import { readLink } from './read-link.js';

const read = (text: string) => readLink(Buffer.from(text), { url: 'https://shop.example/x', contentType: 'text/html' });

describe('a document that may be a feed', () => {
  it.each([
    '<rss version="2.0"><channel/></rss>',
    '\ufeff<?xml version="1.0"?>\n<!-- made -- by hand -->\n<?xml-stylesheet href="x"?><!----><feed xmlns="x"/>',
    '<!-- a --> <!-- b --><atom:feed xmlns:atom="x"/>',
  ])('is one by how it begins: %s', (text) => {
    expect(read(text).kind).toBe('feed');
  });

  it.each([
    [
      '<rss><channel><title>Second &amp; Light</title><item><title>Lamp</title></item></channel></rss>',
      'Second & Light',
    ],
    [
      '<feed><title type="html"><![CDATA[Lamps & more]]></title><entry><title>Lamp</title></entry></feed>',
      'Lamps & more',
    ],
    ['<rss><channel><item><title>Lamp</title></item><title>Late</title></channel></rss>', ''],
    ['{"version":"https://jsonfeed.org/version/1.1","title":"All \\"lamps\\"","items":[]}', 'All "lamps"'],
    ['{"version":"https://jsonfeed.org/version/1.1","items":[{"title":"Lamp"}]}', ''],
  ])('has the name that it gives itself: %s', (text, name) => {
    expect(read(text).name).toBe(name);
  });

  it.each([
    ['comments', '<!---->'.repeat(550)],
    ['comments with spaces', '<!-- --> '.repeat(440)],
    ['instructions', '<?x?>'.repeat(790)],
    ['a comment without an end', `<!--${'<!--'.repeat(900)}`],
    ['declarations', '<?xml ?>'.repeat(490)],
  ])('takes no time to speak of where %s come before the page', (_what, start) => {
    // What took time without end at thirty of them would never come back.
    expect(read(`${start}<html><title>Lamp</title><body>12,00 €</body></html>`).kind).toBe('page');
  });
});

describe('a page that lists things', () => {
  const cards = Array.from(
    { length: 6 },
    (_, index) => `<li><a href="/lamp/${index}"><h3>Lamp number ${index}</h3></a><b>€${index + 10}.00</b></li>`,
  ).join('');
  const sentenceOf = (after: string) => {
    const content = read(`<html><main><h1>Lamps</h1><ul>${cards}</ul>${after}</main></html>`);
    return findReadings(content, 'https://shop.example/x', {})[0]?.why;
  };

  it('says how many, and whether it goes on', () => {
    expect(sentenceOf('')).toBe('A page that lists 6 things, 6 of them with prices: each is watched.');
    expect(sentenceOf('<a rel="next" href="/x?page=2">Next</a>')).toBe(
      'A page that lists 6 things, 6 of them with prices, and goes on: its next pages add to these, and all are watched.',
    );
  });
});
