import { currencyExponent } from '@goodshunter/contracts/money';
import { expect, it } from '@jest/globals';
import { MARKETS_AND_TRAPS } from '../../../test/support/markets-and-traps.js';
import { PAGES_AT_RANDOM } from '../../../test/support/pages-at-random.js';
import { PAGES_BESIDE_SHOPS } from '../../../test/support/pages-beside-shops.js';
import { PAGES_OF_ALL_KINDS } from '../../../test/support/pages-of-all-kinds.js';
import { PAGES_WITHOUT_SALE } from '../../../test/support/pages-without-sale.js';
import { REGIONS_OF_SHOPS } from '../../../test/support/regions-of-shops.js';
import { SHOPS_AT_LARGE } from '../../../test/support/shops-at-large.js';
import { SHOPS_OF_ALL_SORTS } from '../../../test/support/shops-of-all-sorts.js';
import { SYSTEMS_OF_SHOPS } from '../../../test/support/systems-of-shops.js';
import { THEMES_OF_REGIONS } from '../../../test/support/themes-of-regions.js';
import { THEMES_OF_SHOPS } from '../../../test/support/themes-of-shops.js';
import { WAYS_OF_SELLING } from '../../../test/support/ways-of-selling.js';
import { parsePage } from './parse.js';

function read(url: string, lang: string, title: string, body: string): { price: string | null; state: string } {
  const result = parsePage(
    `<!doctype html><html lang="${lang}"><head><title>${title}</title></head><body><header><a href="/">Home</a></header><main>${body}</main><footer>© 2026</footer></body></html>`,
    url,
  );
  if (result.status !== 'ok') return { price: null, state: 'fail' };
  const { price, availability } = result.product;
  if (!price) return { price: null, state: availability };
  return {
    price: `${price.amountMinor / 10 ** currencyExponent(price.currency)} ${price.currency}`,
    state: availability,
  };
}

const LOTS = [
  ...[WAYS_OF_SELLING, REGIONS_OF_SHOPS, SYSTEMS_OF_SHOPS, PAGES_BESIDE_SHOPS, PAGES_OF_ALL_KINDS],
  ...[THEMES_OF_SHOPS, THEMES_OF_REGIONS, MARKETS_AND_TRAPS, PAGES_WITHOUT_SALE],
  ...[SHOPS_OF_ALL_SORTS, SHOPS_AT_LARGE, PAGES_AT_RANDOM],
];

it.each(LOTS.flat())('reads %s', (_name, url, lang, title, body, price, state) => {
  const answer = read(url, lang, title, body);
  if (state !== 'any') expect(answer.state).toBe(state);
  if (price === null) expect(answer.price).toBeNull();
  else {
    const [amounts = '', currency] = price.split(' ');
    expect(amounts.split('|').map((amount) => `${Number(amount)} ${currency}`)).toContain(answer.price);
  }
});
