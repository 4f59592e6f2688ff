import { createMatcher, type Misfit } from '@goodshunter/matcher';
import type { Hunt, HuntItem } from '../../../lib/api-types.js';
import { minorUnits, parseMoney } from '../../../lib/format.js';
import type { Wish } from './parse-words.js';

/** What stands in the form beside the cards. */
export interface DraftForm {
  name: string;
  words: string[];
  without: string[];
  from: string;
  to: string;
  currency: string;
  interval: string;
  /** Channel ids; undefined: those that are on for new hunts. */
  channels: string[] | undefined;
  /** Which of several prices of a page is meant, by its place; undefined: the likeliest. */
  pricePlace: string | undefined;
  /** Which of the places that speak of the stock is meant; undefined: all of them, weighed. */
  stockPlace: string | undefined;
}

/** The form at first: what the draft says, and what a person asked for in words. */
export function toForm(draft: Hunt, wish: Wish | undefined, items: readonly HuntItem[]): DraftForm {
  const facts = draft.draft;
  const currency =
    wish?.currency ?? draft.currency ?? facts?.currency ?? items.find((item) => item.currency)?.currency ?? 'EUR';
  const amount = (minor: number | null) => (minor === null ? '' : String(minor / minorUnits(currency)));
  return {
    name: facts?.name ?? draft.name,
    words: (wish?.keyword || draft.keyword).split(/\s+/u).filter(Boolean),
    without: wish && wish.without.length > 0 ? wish.without : [...draft.excludeKeywords],
    from: wish?.from || amount(draft.minPrice),
    to: wish?.to || amount(draft.maxPrice),
    currency,
    interval: String(facts?.intervalSeconds ?? draft.intervalSeconds),
    channels: undefined,
    pricePlace: undefined,
    stockPlace: undefined,
  };
}

/** The bounds in minor units; undefined where what was typed is no price. */
export function boundsOf(form: DraftForm): { min: number | null | undefined; max: number | null | undefined } {
  return { min: parseMoney(form.from, form.currency), max: parseMoney(form.to, form.currency) };
}

/** Marks each item as the scheduler would: undefined is in, else why not. */
export function markItems(form: DraftForm, items: readonly HuntItem[]): (Misfit | undefined)[] {
  const { min, max } = boundsOf(form);
  const hasBounds = (min ?? null) !== null || (max ?? null) !== null;
  const matcher = createMatcher({
    keyword: form.words.join(' '),
    minPrice: min ?? null,
    maxPrice: max ?? null,
    currency: hasBounds ? form.currency : null,
    excludeKeywords: form.without,
  });
  return items.map((item) =>
    matcher.whyNot(
      item,
      item.price === null ? undefined : { amountMinor: item.price, currency: item.currency },
      item.availability === 'out_of_stock',
    ),
  );
}

/** What is sold out belongs to the hunt all the same. */
export const isIn = (mark: Misfit | undefined): boolean => mark === undefined || mark.reason === 'sold';

/** What is sent to keep it. */
export function toChange(form: DraftForm): Record<string, unknown> {
  const { min, max } = boundsOf(form);
  const hasBounds = (min ?? null) !== null || (max ?? null) !== null;
  return {
    name: form.name.trim(),
    keyword: form.words.join(' '),
    excludeKeywords: form.without,
    minPrice: min ?? null,
    maxPrice: max ?? null,
    currency: hasBounds ? form.currency : null,
    intervalSeconds: Number(form.interval),
    ...(form.channels === undefined ? {} : { notify: form.channels.map(Number) }),
    ...(form.pricePlace === undefined ? {} : { pricePlace: form.pricePlace }),
    ...(form.stockPlace === undefined ? {} : { stockPlace: form.stockPlace }),
  };
}

/** What was typed so far, for another reading of the same address: it begins as a draft of its own. */
export function toFilters(form: DraftForm | undefined): Record<string, unknown> {
  const { min, max } = form ? boundsOf(form) : { min: undefined, max: undefined };
  if (!form || min === undefined || max === undefined || form.name.trim() === '') return {};
  const { notify: _channels, pricePlace: _price, stockPlace: _stock, ...filters } = toChange(form);
  return filters;
}
