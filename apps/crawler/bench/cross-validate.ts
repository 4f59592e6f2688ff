import type { LabelledPage } from './labelled-pages.js';
import { type Answer, type AnswerScore, isSameDecimal, NO_ANSWER, scoreAnswers } from './score-answers.js';

/** What the one number that is fitted, the floor of confidence, is worth on sites it was not fitted on. */
export interface CrossValidation {
  folds: number;
  /** Scored with the floor that was best on the other sites. */
  heldOut: AnswerScore;
  /** Scored with the floor that is best on all. */
  fitted: AnswerScore;
}

const FOLDS = 5;
const FLOORS = [0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9];

/**
 * Leaves each fifth of the sites out in turn, chooses the floor of confidence on the others and scores the fifth with it. Pages of
 * one site stay together. What people decided (which rules there are, and their weights) cannot be left out this way.
 */
export function crossValidate(
  pages: readonly LabelledPage[],
  answers: ReadonlyMap<LabelledPage, Answer>,
): CrossValidation {
  const sites = [...new Set(pages.map(({ site }) => site))].sort();
  const foldOf = new Map(sites.map((site, index) => [site, index % FOLDS]));
  const floors = Array.from({ length: FOLDS }, (_, fold) =>
    bestFloor(
      pages.filter(({ site }) => foldOf.get(site) !== fold),
      answers,
    ),
  );
  const best = bestFloor(pages, answers);
  return {
    folds: FOLDS,
    heldOut: scoreAnswers(pages, (page) => above(answers.get(page), floors[foldOf.get(page.site) ?? 0] ?? best)),
    fitted: scoreAnswers(pages, (page) => above(answers.get(page), best)),
  };
}

function above(answer: Answer | undefined, floor: number): Answer {
  if (!answer) return NO_ANSWER;
  return answer.confidence >= floor ? answer : { ...answer, price: null };
}

function bestFloor(pages: readonly LabelledPage[], answers: ReadonlyMap<LabelledPage, Answer>): number {
  let best = { floor: FLOORS[0] ?? 0, value: -1 };
  for (const floor of FLOORS) {
    const { truePositives, falsePositives, falseNegatives } = scoreAnswers(pages, (page) =>
      above(answers.get(page), floor),
    );
    const value = (2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives || 1);
    if (value > best.value + 1e-9) best = { floor, value };
  }
  return best.floor;
}

/** Of the answers of each confidence, how many are right: what confidence is worth. */
export interface ReliabilityRow {
  from: number;
  to: number;
  given: number;
  right: number;
  /** The mean of what was said. */
  said: number;
}

const BINS = [0.55, 0.7, 0.8, 0.9, 0.95, 0.98, 1.001];

export function measureReliability(answers: ReadonlyMap<LabelledPage, Answer>): ReliabilityRow[] {
  return BINS.slice(0, -1).map((from, index) => {
    const to = BINS[index + 1] ?? 1;
    const given = [...answers].filter(([, { price, confidence }]) => price && confidence >= from && confidence < to);
    const right = given.filter(([{ prices = [] }, { price }]) =>
      prices.some((one) => one !== null && price !== null && isSameDecimal(one.amount, price.amount)),
    );
    const said = given.reduce((sum, [, { confidence }]) => sum + confidence, 0) / (given.length || 1);
    return { from, to: Math.min(1, to), given: given.length, right: right.length, said };
  });
}
