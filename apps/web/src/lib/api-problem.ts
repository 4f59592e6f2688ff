import type { Problem } from '@goodshunter/contracts/api';
import type { TFunction } from 'i18next';

/** What a page says a refusal by. */
export type SaidProblem = Pick<Problem, 'reason' | 'params' | 'errors'>;
type Fault = NonNullable<Problem['errors']>[number];

/** A refusal of the API. `message` is its sentence in English; a page says it by {@link sentenceOf}. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly problem: SaidProblem;

  constructor({ detail, status, code, reason, params, errors }: Problem) {
    super(detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.problem = { reason, params, errors };
  }
}

/** No answer, or none of ours: the network, a proxy, or an api that is starting. The same request may succeed later. */
export class ApiAwayError extends Error {
  override readonly name = 'ApiAwayError';
}

/** The sentence to show for whatever was thrown. */
export function sentenceOf(error: unknown, t: TFunction): string {
  return error instanceof ApiProblem ? sayProblem(error.message, error.problem, t) : t('away.short');
}

/** A refusal in the language of the page; `english` where it has no words for it. */
export function sayProblem(english: string, { reason, params, errors = [] }: SaidProblem, t: TFunction): string {
  if (errors.length > 0) return errors.map((fault) => nameFault(fault, t)).join(' ');
  return t(`refusal.${reason as 'internal'}`, { ...params, defaultValue: english });
}

/** What is wrong with each field, for those who show it where it was typed; empty for anything but a refusal of fields. */
export function faultsOf(error: unknown, t: TFunction): Record<string, string> {
  const faults = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
  return Object.fromEntries(faults.map((fault) => [fault.field, begin(sayFault(fault, t))]));
}

function sayFault({ code, params = {}, message }: Fault, t: TFunction): string {
  return t(`fault.${code as 'other'}`, { ...params, defaultValue: message });
}

const begin = (clause: string): string => clause.charAt(0).toLocaleUpperCase() + clause.slice(1);

/** With the label under which people know the field; without, where it is about the whole of what was sent. */
function nameFault(fault: Fault, t: TFunction): string {
  const { field } = fault;
  if (field === '') return begin(sayFault(fault, t));
  const key = LABELS[field.replace(/^(query|config)\./, '')];
  return t('fieldFault', { field: key === undefined ? field : t(key) }) + sayFault(fault, t);
}

const LABELS: Readonly<Record<string, 'hunt.name'>> = Object.fromEntries(
  Object.entries({
    name: 'hunt.name',
    url: 'newHunt.address',
    source: 'hunt.source',
    keyword: 'hunt.words',
    excludeKeywords: 'hunt.without',
    minPrice: 'filter.from',
    maxPrice: 'filter.to',
    currency: 'price.currency',
    intervalSeconds: 'hunt.lookEvery',
    notify: 'hunt.by',
    tags: 'hunt.tags',
    userName: 'share.person',
    role: 'share.may',
    email: 'letter.email',
    password: 'session.password',
    code: 'secondFactor.code',
    timeZone: 'me.timeZone',
    language: 'me.language',
  }).map(([field, key]) => [field, key as 'hunt.name']),
);

/** There is no such thing, or not for this person: the API answers both alike. */
export function isMissing(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 404;
}
