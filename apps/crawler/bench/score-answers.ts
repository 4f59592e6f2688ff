import { currencyExponent } from '@goodshunter/contracts/money';
import type { PageProduct } from '../src/sources/page/parse.js';
import type { LabelledPage } from './labelled-pages.js';

/** What the reader says of a page, in the form of `ANSWERS`. */
export interface Answer {
  price: { amount: string; currency: string | null } | null;
  availability: string;
  confidence: number;
}

export const NO_ANSWER: Answer = { price: null, availability: 'unknown', confidence: 0 };

export function toAnswer({ price, confidence, ...product }: PageProduct): Answer {
  const availability = scoredState(product.availability);
  if (!price) return { price: null, availability, confidence };
  const exponent = currencyExponent(price.currency);
  const amount = (price.amountMinor / 10 ** exponent).toFixed(exponent);
  return { price: { amount, currency: price.currency }, availability, confidence };
}

export interface AnswerScore {
  pages: number;
  truePositives: number;
  falsePositives: number;
  falseNegatives: number;
  /** Of the right prices, those whose currency is right too; of those with a currency in the label. */
  rightCurrencies: number;
  currencies: number;
  rightStates: number;
  /** Pages whose label knows the state. */
  states: number;
  /** Of `states`, those that are preorder or out of stock, and how many of them are right. */
  rareStates: number;
  rightRareStates: number;
  /** A state where the label knows none. */
  uncalledStates: number;
  negatives: number;
  pricedNegatives: number;
}

export const isSameDecimal = (one: string, other: string): boolean => Number(one) === Number(other);

const STATES = new Set(['in_stock', 'out_of_stock', 'preorder']);

/** The scorer's three states: what can be ordered and is not there yet is one of them. */
const scoredState = (availability: string): string => (availability === 'backorder' ? 'preorder' : availability);

export type PriceVerdict = 'right' | 'wrong' | 'invented' | 'missing' | 'rightly none';

export function judgePrice({ prices = [] }: LabelledPage, { price }: Answer): PriceVerdict {
  const real = prices.filter((one) => one !== null);
  if (price) {
    if (real.some(({ amount }) => isSameDecimal(amount, price.amount))) return 'right';
    return prices[0] === null ? 'invented' : 'wrong';
  }
  return prices.includes(null) ? 'rightly none' : 'missing';
}

export type StateVerdict = 'right' | 'wrong' | 'missing' | 'uncalled' | 'not asked';

export function judgeState({ availabilities }: LabelledPage, { availability }: Answer): StateVerdict {
  const given = scoredState(availability);
  const isGiven = STATES.has(given);
  if (!STATES.has(availabilities[0] ?? ''))
    return isGiven && !availabilities.includes(given) ? 'uncalled' : 'not asked';
  if (!isGiven) return availabilities.includes('unknown') ? 'not asked' : 'missing';
  return availabilities.includes(given) ? 'right' : 'wrong';
}

/**
 * A wrong price is a false positive and a false negative, none where there is one a false negative, one where there is none a
 * false positive. No state counts as not right.
 */
export function scoreAnswers(pages: readonly LabelledPage[], answerOf: (page: LabelledPage) => Answer): AnswerScore {
  const score: AnswerScore = {
    pages: pages.length,
    truePositives: 0,
    falsePositives: 0,
    falseNegatives: 0,
    rightCurrencies: 0,
    currencies: 0,
    rightStates: 0,
    states: 0,
    rareStates: 0,
    rightRareStates: 0,
    uncalledStates: 0,
    negatives: 0,
    pricedNegatives: 0,
  };
  for (const page of pages) {
    if (page.prices === undefined) continue;
    const answer = answerOf(page);
    const verdict = judgePrice(page, answer);
    if (verdict === 'right') score.truePositives++;
    if (verdict === 'wrong' || verdict === 'invented') score.falsePositives++;
    if (verdict === 'wrong' || verdict === 'missing') score.falseNegatives++;
    if (verdict === 'right') scoreCurrency(page, answer, score);
    if (page.isNegative) {
      score.negatives++;
      if (answer.price) score.pricedNegatives++;
    }
    const state = judgeState(page, answer);
    if (state === 'uncalled') score.uncalledStates++;
    if (state === 'uncalled' || state === 'not asked') continue;
    score.states++;
    if (state === 'right') score.rightStates++;
    if (page.availabilities[0] === 'in_stock') continue;
    score.rareStates++;
    if (state === 'right') score.rightRareStates++;
  }
  return score;
}

function scoreCurrency({ prices = [] }: LabelledPage, { price }: Answer, score: AnswerScore): void {
  const named = prices.filter((one) => one?.currency !== undefined);
  if (named.length === 0) return;
  score.currencies++;
  if (named.some((one) => one?.currency === price?.currency)) score.rightCurrencies++;
}

export function ratesOf({
  truePositives,
  falsePositives,
  falseNegatives,
}: Pick<AnswerScore, 'truePositives' | 'falsePositives' | 'falseNegatives'>): {
  precision: number;
  recall: number;
  f1: number;
} {
  const precision = truePositives / (truePositives + falsePositives || 1);
  const recall = truePositives / (truePositives + falseNegatives || 1);
  return { precision, recall, f1: (2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives || 1) };
}
