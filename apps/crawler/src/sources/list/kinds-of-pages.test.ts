import { cleanAddress } from '@goodshunter/contracts/sources';
import { describe, expect, it } from '@jest/globals';
import { WRITTEN_LISTS } from '../../../test/support/list-pages.js';
import { MORE_LISTS } from '../../../test/support/more-lists.js';
import { ODD_LISTS } from '../../../test/support/odd-lists.js';
import { PLATFORM_LISTS } from '../../../test/support/platform-lists.js';
import { parseList } from './parse-list.js';

describe('the list of a page', () => {
  it.each([...WRITTEN_LISTS, ...PLATFORM_LISTS, ...ODD_LISTS, ...MORE_LISTS])(
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
});
