/** Price and stock of a listing as the shop shows them. */
export interface Shown {
  priceMinor: number;
  isAvailable: boolean;
}

export type Kind = 'new' | 'price_drop' | 'price_rise' | 'sold' | 'back';

/** An event that must be there, once. */
export interface Expected {
  kind: Kind;
  oldPrice: number | null;
  newPrice: number;
  /** It says in words that the listing goes back and forth. */
  hasWords: boolean;
}

/** What people know of one listing. */
export interface Told {
  messages: number;
  states: Shown[];
  returns: number;
  /** The prices between which it goes back and forth; undefined: it does not. */
  band?: { low: number; high: number };
}

/** "At most six messages in any hour": a fault takes less than an hour. */
const MOST_MESSAGES = 6;
/** "More than 5 % below all it went between." */
const NEWS_SHARE = 0.95;

export const startTold = (shown: Shown, isNew: boolean): Told => ({
  messages: isNew ? 1 : 0,
  states: [shown],
  returns: 0,
});

/**
 * What docs/sources.md says is told of a change that every look sees, written apart from the scheduler's code. Nothing stays for an hour
 * here. Changes `told`.
 */
export function expectTold(told: Told, from: Shown, to: Shown): Expected[] {
  const kinds: Kind[] = [];
  if (to.priceMinor !== from.priceMinor) kinds.push(to.priceMinor < from.priceMinor ? 'price_drop' : 'price_rise');
  if (to.isAvailable !== from.isAvailable) kinds.push(to.isAvailable ? 'back' : 'sold');
  if (kinds.length === 0) return [];
  const tell = (kind: Kind, oldPrice = from.priceMinor, hasWords = false): Expected => ({
    kind,
    oldPrice,
    newPrice: to.priceMinor,
    hasWords,
  });
  if (told.band) return tellWithinBand(told, told.band, to, tell);

  const isReturn = told.states.some((one) => one.priceMinor === to.priceMinor && one.isAvailable === to.isAvailable);
  const isBackAndForth = isReturn && told.returns > 0;
  told.messages += 1;
  told.states.push(to);
  if (isReturn) told.returns += 1;
  if (!isBackAndForth && told.messages < MOST_MESSAGES) return kinds.map((kind) => tell(kind));
  const prices = told.states.map(({ priceMinor }) => priceMinor);
  told.band = { low: Math.min(...prices), high: Math.max(...prices) };
  return kinds.slice(0, 1).map((kind) => tell(kind, from.priceMinor, true));
}

function tellWithinBand(
  told: Told,
  band: { low: number; high: number },
  to: Shown,
  tell: (kind: Kind, oldPrice: number) => Expected,
): Expected[] {
  const { low } = band;
  band.low = Math.min(low, to.priceMinor);
  band.high = Math.max(band.high, to.priceMinor);
  if (told.messages >= MOST_MESSAGES || !to.isAvailable || to.priceMinor >= low * NEWS_SHARE) return [];
  told.messages += 1;
  return [tell('price_drop', low)];
}
