import type { Problem } from '@goodshunter/contracts/api';

/** A refusal of the API. `message` is its sentence for people. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  /** What is wrong with which field. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.fields = Object.fromEntries((problem.errors ?? []).map(({ field, message }) => [field, message]));
  }
}

/** No answer, or none of ours: the network, a proxy, or an api that is starting. The same request may succeed later. */
export class ApiAwayError extends Error {
  override readonly name = 'ApiAwayError';
}

/** The sentence to show for whatever was thrown. */
export function sentenceOf(error: unknown, away: string): string {
  if (error instanceof ApiProblem) return error.message;
  return away;
}

/** There is no such thing, or not for this person: the API answers both alike. */
export function isMissing(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 404;
}
