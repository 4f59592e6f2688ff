import { expect, it } from '@jest/globals';
import { parseFeed } from './parse.js';

function currencyOf(more: string, head = '', text = '') {
  const entry = (n: number, title: string, about = '') =>
    `<item><title>${title}</title><link>https://board.example/${n}</link><guid>${n}</guid>${about}</item>`;
  const feed = parseFeed(
    `<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Board</title><link>https://board.example/</link>${head}${entry(1, 'Canoe - $900', text)}${entry(2, 'Paddle - $40')}${more}</channel></rss>`,
    'https://board.example/feed',
  );
  return feed.status === 'ok' ? feed.items.find(({ title }) => title.startsWith('Canoe'))?.price : undefined;
}
const other = (title: string, fields = '') =>
  `<item><title>${title}</title><link>https://board.example/9</link><guid>9</guid>${fields}</item>`;

it.each([
  ['what the feed says of its prices', '', '<description>All prices in Canadian dollars</description>', '', 'CAD'],
  ['another entry', other('Tent - NZ$90'), '', '', 'NZD'],
  ['the field of another', other('Tent', '<g:price>90.00 AUD</g:price>'), '', '', 'AUD'],
  ['its own text', '', '', '<description>Pick up only. Price in CAD, cash.</description>', 'CAD'],
  ['its own text before others', other('Tent - NZ$90'), '', '<description>Price is USD.</description>', 'USD'],
  ['no two that differ', other('Tent - NZ$90') + other('Rope - CA$9'), '', '', null],
  ['no euro beside it', other('Tent - 90 EUR'), '', '', null],
  ['no mere name of a country', '', '<description>News from Canada</description>', '', null],
  ['nothing', '', '', '', null],
])('takes a dollar sign of a title for %s', (_name, more, head, text, currency) => {
  expect(currencyOf(more, head, text)).toEqual({ amountMinor: 90000, currency });
});
