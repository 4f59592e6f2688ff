import { describe, expect, it } from '@jest/globals';
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
