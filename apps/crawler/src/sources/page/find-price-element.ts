import type { MarkupElement } from '../../markup/element.js';
import type { CurrencyHints } from '../../price/currencies.js';
import { priceTextOf } from '../../price/price-text.js';
import { type FoundPrice, scanPrices } from '../../price/scan-prices.js';

/** An element whose whole text is a price or a little more, and the amounts in it. */
export interface PriceElement {
  element: MarkupElement;
  text: string;
  prices: readonly FoundPrice[];
}

const MAX_TEXT_LENGTH = 90;
/** A number in a longer text has its sign there, not in an element around it. */
const MAX_PIECE_LENGTH = 20;
const MAX_LEVELS = 4;
const PRICE_CLASS =
  /pri[cx]|prezzo|precio|preis|preco|preço|cena|ceny|tsena|prijs|\bpris|hinta|hind\b|kaina|\bar\b|fiyat|amount|betrag|montant|bedrag|cost|kwota/i;

/**
 * Finds the smallest element around a number whose text is a price: its sign may stand beside it in another element.
 * Made once per page: each element is answered once, and equal texts are read once.
 */
export function createPriceElementFinder(hints: CurrencyHints): (start: MarkupElement) => PriceElement | null {
  const seen = new Set<MarkupElement>();
  const known = new Map<string, readonly FoundPrice[]>();

  function scan(text: string): readonly FoundPrice[] {
    let prices = known.get(text);
    if (!prices) {
      prices = scanPrices(text, hints);
      known.set(text, prices);
    }
    return prices;
  }

  return (start) => {
    let bare: PriceElement | null = null;
    let lastText = '';
    let element: MarkupElement | null = start;
    for (let level = 0; level < MAX_LEVELS && element && element.name !== 'body'; level++, element = element.parent) {
      if (seen.has(element)) return null;
      const text = priceTextOf(element, MAX_TEXT_LENGTH) ?? spokenPrice(element);
      // Whole number or cents of something: neither is the amount.
      if (text === null) return null;
      if (text === '') break;
      if (text === lastText) continue;
      lastText = text;
      // The cents of what stands before this element.
      if (level + 1 < MAX_LEVELS && /^[.,] ?\d/.test(text)) continue;
      const prices = scan(text);
      const marked = prices.filter((price) => price.isMarked);
      if (marked.length > 0) {
        seen.add(element);
        const whole = level === 0 && marked.length === 1 ? withCents(element, marked[0]) : null;
        return whole ?? { element, text, prices: marked };
      }
      if (text.length > MAX_PIECE_LENGTH) break;
      if (!bare && prices.length === 1 && text.length < 20 && isPriceClass(element)) bare = { element, text, prices };
    }
    if (bare) seen.add(bare.element);
    return bare;
  };

  /** "€ 19" with raised cents beside it: the element around both holds the whole amount. */
  function withCents({ parent }: MarkupElement, own: FoundPrice | undefined): PriceElement | null {
    if (!parent || !own || own.amountMinor % 100 !== 0) return null;
    const text = priceTextOf(parent, 40) ?? '';
    const wider = text === '' ? [] : scan(text).filter((price) => price.isMarked);
    const [only] = wider;
    if (wider.length !== 1 || !only || only.amountMinor === own.amountMinor) return null;
    if (Math.floor(only.amountMinor / 100) !== Math.floor(own.amountMinor / 100)) return null;
    seen.add(parent);
    return { element: parent, text, prices: wider };
  }
}

/** What screen readers say of an element whose digits stand apart ("$", "119", "95"). */
function spokenPrice({ attributes }: MarkupElement): string | null {
  const spoken = attributes['aria-label'];
  return spoken !== undefined && spoken.length <= MAX_TEXT_LENGTH && /\d/.test(spoken) ? spoken : null;
}

function isPriceClass({ attributes, parent }: MarkupElement): boolean {
  const names = [attributes.class, attributes.id, attributes.itemprop, parent?.attributes.class];
  return PRICE_CLASS.test(names.filter(Boolean).join(' '));
}
