import { cleanAddress } from '@goodshunter/contracts/sources';
import { describe, expect, it } from '@jest/globals';
import { FAR_LISTS } from '../../../test/support/far-lists/index.js';
import { WRITTEN_LISTS } from '../../../test/support/list-pages.js';
import { MORE_LISTS } from '../../../test/support/more-lists.js';
import { ODD_LISTS } from '../../../test/support/odd-lists.js';
import { PLATFORM_LISTS } from '../../../test/support/platform-lists.js';
import { parseList } from './parse-list.js';

describe('the list of a page', () => {
  it.each([...WRITTEN_LISTS, ...PLATFORM_LISTS, ...ODD_LISTS, ...MORE_LISTS, ...FAR_LISTS])(
    'is found: $name',
    ({ name, html, url, cards: wanted }) => {
      const { cards, status } = parseList(html, url);
      expect(
        cards.map(({ title, url: link, price }) => [
          title,
          link === undefined ? null : cleanAddress(new URL(link)).href,
          ...(price ? [[price.amountMinor, price.currency]] : []),
        ]),
      ).toEqual(
        wanted.map(([title, address, ...price]) => [
          title,
          address === null ? null : cleanAddress(new URL(address)).href,
          ...price,
        ]),
      );
      if (name.startsWith('an empty result')) expect(status).toBe('empty');
    },
  );

  it.each(FAR_LISTS)('goes on, is pictured and is sold as it says: $name', ({ html, url, next, pictures, sold }) => {
    const { cards, next: found } = parseList(html, url);
    if (next !== undefined) expect(found ?? null).toBe(next);
    if (pictures) expect(cards.map(({ imageUrl }) => imageUrl && new URL(imageUrl).pathname)).toEqual(pictures);
    const gone = cards.flatMap(({ availability }, index) => (availability === 'out_of_stock' ? [index] : []));
    if (sold) expect(gone).toEqual(sold);
  });
});
