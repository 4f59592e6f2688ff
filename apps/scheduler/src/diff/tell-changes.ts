import { formatAmount } from './format-amount.js';

/** `awaited`: it can be ordered, and is not there yet. */
export type Stock = 'in' | 'awaited' | 'out';

/** Price and stock of a listing, as far as people are told of them. */
export interface ToldState {
  price: number | null;
  currency: string | null;
  stock: Stock;
}

/** What was told of a listing lately. Instants are ms since the epoch. */
export interface Told {
  /** Messages of the last hour. */
  at: number[];
  /** States told within the last day, oldest first, and whether each was one told before. */
  states: [at: number, price: number | null, stock: Stock, isReturn: boolean][];
  /** It goes back and forth, and people were told so. */
  flapping?: {
    low: number | null;
    high: number | null;
    /** Stock came and went too. */
    hasStockChanged: boolean;
    /** When it changed last. */
    changedAt: number;
  };
}

export type ChangeKind = 'price_drop' | 'price_rise' | 'sold' | 'back';

export interface Telling {
  kinds: ChangeKind[];
  /** Of a listing that goes back and forth, or holds again. */
  message: string | null;
  /** In place of the state before, where that is not what people know. */
  oldPrice?: number | null;
  told: Told | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Most messages of one listing within an hour. */
export const MOST_PER_HOUR = 6;
/** How long a listing that went back and forth must stay as it is, until that is told. */
export const HOLD_MS = HOUR_MS;
/** Below the band it moves in by this share is news at once. */
const NEWS_SHARE = 0.05;
const MOST_STATES = 12;

/**
 * Decides what is told of a change. Each is, until the listing goes back and forth: at the second return within a day to a state told
 * before, or the sixth message within an hour, one message says between which prices it moves, and then nothing is said until it has
 * stayed as it is for an hour; that is told, whatever it is. A price well below all of these is told at once. Pure.
 * @param kinds what the change from the last look to this one is; none: no change
 */
export function tellChange(
  toldBefore: Told | null,
  before: ToldState,
  now: ToldState,
  kinds: ChangeKind[],
  nowMs: number,
): Telling {
  const told = notAfter(toldBefore, nowMs);
  const at = (told?.at ?? []).filter((time) => time > nowMs - HOUR_MS);
  if (told?.flapping) return tellFlapping(told, told.flapping, at, { now, kinds, nowMs });
  if (kinds.length === 0) return { kinds, message: null, told };

  const recent = (told?.states ?? []).filter(([time]) => time > nowMs - DAY_MS);
  const states: Told['states'] = recent.length > 0 ? recent : [[nowMs, before.price, before.stock, false]];
  const isReturn = states.some(([, price, stock]) => price === now.price && stock === now.stock);
  const hasReturned = states.some(([, , , wasReturn]) => wasReturn);
  const next: Told = {
    at: [...at, nowMs],
    states: [...states.slice(1 - MOST_STATES), [nowMs, now.price, now.stock, isReturn]],
  };
  if (!(isReturn && hasReturned) && next.at.length < MOST_PER_HOUR) return { kinds, message: null, told: next };
  const prices = next.states.flatMap(([, price]) => price ?? []);
  next.flapping = {
    low: prices.length > 0 ? Math.min(...prices) : null,
    high: prices.length > 0 ? Math.max(...prices) : null,
    hasStockChanged: next.states.some(([, , stock]) => stock !== now.stock),
    changedAt: nowMs,
  };
  return {
    kinds: kinds.slice(0, 1),
    message: sayFlapping(next.flapping, now.currency, isReturn || hasReturned),
    told: next,
  };
}

/**
 * Notes that a listing is told because it fits from now on, though neither price nor stock has changed; undefined: it is not, as it was told
 * within a day (its title comes and goes), or often enough within the hour. @param isAgain it fitted before, at another price
 */
export function noteFit(told: Told | null, now: ToldState, nowMs: number, isAgain: boolean): Told | undefined {
  const { at, states } = notAfter(told, nowMs) ?? { at: [], states: [] };
  const recent = states.filter(([time]) => time > nowMs - DAY_MS);
  const lately = at.filter((time) => time > nowMs - HOUR_MS);
  if ((recent.length > 0 && !isAgain) || lately.length >= MOST_PER_HOUR) return undefined;
  const state: Told['states'][number] = [nowMs, now.price, now.stock, false];
  return { at: [...lately, nowMs], states: [...recent.slice(1 - MOST_STATES), state] };
}

/** A clock that was set back leaves instants that are still to come: they would hold back what lasts until they are over. */
function notAfter(told: Told | null, nowMs: number): Told | null {
  if (told === null) return told;
  const { at, states, flapping } = told;
  const latest = Math.max(0, ...at, ...states.map(([time]) => time), flapping?.changedAt ?? 0);
  if (latest <= nowMs) return told;
  return {
    at: at.map((time) => Math.min(time, nowMs)),
    states: states.map(([time, ...state]) => [Math.min(time, nowMs), ...state]),
    ...(flapping ? { flapping: { ...flapping, changedAt: Math.min(flapping.changedAt, nowMs) } } : {}),
  };
}

function tellFlapping(
  told: Told,
  flapping: NonNullable<Told['flapping']>,
  at: number[],
  { now, kinds, nowMs }: { now: ToldState; kinds: ChangeKind[]; nowMs: number },
): Telling {
  const mayTell = at.length < MOST_PER_HOUR;
  if (kinds.length > 0) {
    const { low, high } = flapping;
    const isNews =
      mayTell && now.stock !== 'out' && now.price !== null && low !== null && now.price < low * (1 - NEWS_SHARE);
    const next: Told = {
      ...told,
      at: isNews ? [...at, nowMs] : at,
      flapping: {
        low: least(low, now.price),
        high: now.price === null ? high : Math.max(high ?? now.price, now.price),
        hasStockChanged: flapping.hasStockChanged || kinds.includes('sold') || kinds.includes('back'),
        changedAt: nowMs,
      },
    };
    return isNews
      ? { kinds: ['price_drop'], message: null, oldPrice: low, told: next }
      : { kinds: [], message: null, told: next };
  }
  if (!mayTell || nowMs - flapping.changedAt < HOLD_MS) return { kinds: [], message: null, told };
  const { kind, oldPrice } = settle(flapping, now);
  const states: Told['states'] = [[nowMs, now.price, now.stock, true]];
  return { kinds: [kind], oldPrice, message: saySettled(now), told: { at: [...at, nowMs], states } };
}

/** What it came to, as a change from where else it was. */
function settle(
  { low, high, hasStockChanged }: NonNullable<Told['flapping']>,
  { price, stock }: ToldState,
): { kind: ChangeKind; oldPrice: number | null } {
  if (stock === 'out') return { kind: 'sold', oldPrice: price };
  if (price !== null && low !== null && high !== null && low < high) {
    return price > low ? { kind: 'price_rise', oldPrice: low } : { kind: 'price_drop', oldPrice: high };
  }
  return { kind: hasStockChanged ? 'back' : 'price_drop', oldPrice: price };
}

function sayFlapping({ low, high }: NonNullable<Told['flapping']>, currency: string | null, isReturn: boolean): string {
  const later = 'You are told when it has stayed the same for an hour.';
  if (low === null || high === null || low === high) return `It sells out and comes back again and again. ${later}`;
  const amounts = `between ${formatAmount(low, currency)} and ${formatAmount(high, currency)}`;
  return isReturn ? `It goes back and forth ${amounts}. ${later}` : `It keeps changing, ${amounts} so far. ${later}`;
}

function saySettled({ price, currency, stock }: ToldState): string {
  if (stock === 'out') return 'It has been sold out for an hour.';
  const amount = price === null ? '' : ` at ${formatAmount(price, currency)}`;
  return `It has been ${stock === 'in' ? 'in stock' : 'open for orders'}${amount} for an hour.`;
}

function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
