import { cleanAddress } from '@goodshunter/contracts/sources';
import { describe, expect, it } from '@jest/globals';
import { WRITTEN_LISTS } from '../../../test/support/list-pages.js';
import { parseList } from './parse-list.js';

describe('the list of a page', () => {
  it.each(WRITTEN_LISTS)('is found: $name', ({ html, url, cards: wanted }) => {
    const { cards } = parseList(html, url);
    expect(
      cards.map(({ title, url: link, price }) => [
        title,
        link === undefined ? null : cleanAddress(new URL(link)).href,
        ...(price ? [[price.amountMinor, price.currency]] : []),
      ]),
    ).toEqual(wanted);
  });
});
