import type { Availability } from '@goodshunter/contracts/crawl';
import type { PageSelectors } from '@goodshunter/contracts/sources';
import { type MarkupElement, textOf } from '../../markup/element.js';
import { selectElements } from '../../markup/select-elements.js';
import type { CurrencyHints } from '../../price/currencies.js';
import type { ParsedPrice } from '../../price/parse-price.js';
import { cleanText } from '../../text/clean-text.js';
import { createOwnPriceReader } from '../list/read-own-price.js';
import { noteHits, type SelectorHits } from '../own/note-hits.js';
import { readOwnStock } from './read-own-stock.js';

/** What a person's own selectors read from a page. */
export interface OwnReading {
  title?: string;
  price?: ParsedPrice;
  availability?: Availability;
  hits: SelectorHits[];
  /** What a selector of those did not give, in a sentence; a price may be missing where nothing is left. */
  problems: Partial<Record<keyof PageSelectors, string>>;
}

const MOST_HITS = 50;
const SAYS_NOTHING = {
  title: 'no text',
  price: 'no amount that is surely one price',
  stock: 'nothing of the stock',
} as const;

/** The first element that each selector hits and that says something; what none says is a problem, never a guess. */
export function readOwn(selectors: PageSelectors, root: MarkupElement, hints: CurrencyHints): OwnReading {
  const own: OwnReading = { hits: [], problems: {} };
  const title = first('title', (element) => {
    const text = element.attributes.content ?? textOf(element, 2000);
    return cleanText(text, 500) || undefined;
  });
  const price = first('price', createOwnPriceReader(hints));
  const availability = first('stock', (element) => {
    const said = readOwnStock(element);
    return said === 'unknown' ? undefined : said;
  });
  return {
    ...own,
    ...(title === undefined ? {} : { title }),
    ...(price === undefined ? {} : { price }),
    ...(availability === undefined ? {} : { availability }),
  };

  function first<T>(name: keyof PageSelectors, read: (element: MarkupElement) => T | undefined): T | undefined {
    const selector = selectors[name];
    if (selector === undefined) return undefined;
    const elements = selectElements(root, selector, MOST_HITS);
    own.hits.push(noteHits(name, elements));
    for (const element of elements) {
      const value = read(element);
      if (value !== undefined) return value;
    }
    const what = elements.length === 0 ? 'nothing on the page' : SAYS_NOTHING[name];
    own.problems[name] = `The selector for the ${name} finds ${what}: ${selector.slice(0, 200)}`;
    return undefined;
  }
}
