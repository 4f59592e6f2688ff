import type { EventKind } from '@goodshunter/contracts/api';
import type { NewsEvent } from './news.js';

/** What of a hunt is told. Prices in minor units of the listing's currency. */
export interface TellRules {
  /** Null: what each channel's audience is told by default. */
  kinds: readonly EventKind[] | null;
  /** Only at this price or less. */
  atOrBelow: number | null;
  /** A drop is told from this many percent on, or from `dropAmount` on; where both are set, either is enough. */
  dropPercent: number | null;
  dropAmount: number | null;
  /** Only this many percent or more under the typical price of 90 days. */
  belowTypicalPercent: number | null;
  /** Only at or under the lowest price that was ever seen before. */
  lowestEver: boolean;
  /** A listing that was told is not told again for this long. */
  rearmHours: number | null;
  /** The first look is told too, instead of being what later looks are compared with. */
  firstLook: boolean;
}

export const DEFAULT_RULES: TellRules = {
  kinds: null,
  atOrBelow: null,
  dropPercent: null,
  dropAmount: null,
  belowTypicalPercent: null,
  lowestEver: false,
  rearmHours: null,
  firstLook: false,
};

/** People are told what they can act on, and once when a hunt cannot look; machines are told everything. */
export const QUIET_KINDS: readonly EventKind[] = ['new', 'price_drop', 'back', 'unhealthy', 'recovered'];

/** Below this many days of history nobody says what is typical. */
export const MIN_HISTORY_DAYS = 14;

/** Why an event is told to nobody. */
export const UNTOLD = [
  'muted',
  'hidden',
  'kind',
  'price',
  'no_price',
  'drop',
  'history',
  'typical',
  'lowest',
  'rearm',
] as const;
export type Untold = (typeof UNTOLD)[number];

/** What a rule may have to know of a listing. */
export interface Past {
  /** Time-weighted median of 90 days, before this event; null: unknown. */
  typical: number | null;
  /** Before this event; null: it was never seen with a price. */
  lowest: number | null;
  /** Since its first price. */
  days: number;
  /** Since the hunt last told of it; null: never. */
  toldHoursAgo: number | null;
}

export interface JudgeContext {
  rules: TellRules;
  audience: 'people' | 'machines';
  isMuted: boolean;
  /** This person hid the listing. @default false */
  isHidden?: boolean;
  /** Undefined: no rule that needs it is set, or there is none. */
  past?: Past | undefined;
}

/** Whether {@link judge} needs to know the past. */
export function needsPast({ belowTypicalPercent, lowestEver, rearmHours }: TellRules): boolean {
  return belowTypicalPercent !== null || lowestEver || rearmHours !== null;
}

const PRICED: ReadonlySet<EventKind> = new Set(['new', 'price_drop', 'price_rise', 'back']);

/** Why an event is not told; null: it is. The one place that decides. */
export function judge(
  event: NewsEvent,
  { rules, audience, isMuted, isHidden = false, past }: JudgeContext,
): Untold | null {
  if (isMuted) return 'muted';
  if (isHidden) return 'hidden';
  const { kind, oldPrice, newPrice } = event;
  // Silence about a hunt that cannot look would be taken for "nothing happened".
  if (kind === 'unhealthy' || kind === 'recovered') return null;
  const kinds = rules.kinds ?? (audience === 'machines' ? null : QUIET_KINDS);
  if (kinds !== null && !kinds.includes(kind)) return 'kind';
  // What is sold or cannot be looked at has no price to speak of.
  if (!PRICED.has(kind)) return null;
  const needsPrice = rules.atOrBelow !== null || rules.belowTypicalPercent !== null || rules.lowestEver;
  if (needsPrice && newPrice === null) return 'no_price';
  if (rules.atOrBelow !== null && newPrice !== null && newPrice > rules.atOrBelow) return 'price';
  if (kind === 'price_drop' && !isDeepEnough(oldPrice, newPrice, rules)) return 'drop';
  if (rules.belowTypicalPercent !== null && newPrice !== null) {
    if (past === undefined || past.typical === null || past.days < MIN_HISTORY_DAYS) return 'history';
    if (newPrice > past.typical * (1 - rules.belowTypicalPercent / 100)) return 'typical';
  }
  if (rules.lowestEver && newPrice !== null && past?.lowest != null && newPrice > past.lowest) return 'lowest';
  if (rules.rearmHours !== null && past?.toldHoursAgo != null && past.toldHoursAgo < rules.rearmHours) return 'rearm';
  return null;
}

function isDeepEnough(
  oldPrice: number | null,
  newPrice: number | null,
  { dropPercent, dropAmount }: TellRules,
): boolean {
  if (dropPercent === null && dropAmount === null) return true;
  if (oldPrice === null || newPrice === null || oldPrice <= 0) return false;
  const amount = oldPrice - newPrice;
  const isByPercent = dropPercent !== null && amount * 100 >= dropPercent * oldPrice;
  const isByAmount = dropAmount !== null && amount >= dropAmount;
  return isByPercent || isByAmount;
}

const SENTENCES: Record<Untold, string> = {
  muted: 'The hunt was muted.',
  hidden: 'You hid this listing.',
  kind: 'This kind of event is not told by this hunt.',
  price: 'The price is above what this hunt tells.',
  no_price: 'It has no price, and this hunt tells by price.',
  drop: 'The drop is smaller than this hunt tells.',
  history: `Below ${MIN_HISTORY_DAYS} days of history nobody can say what is typical.`,
  typical: 'The price is not far enough below the typical one.',
  lowest: 'It was cheaper before.',
  rearm: 'It was told a short time ago.',
};

/** The reason in a sentence; undefined: an unknown one, such as of a newer version. */
export function describeUntold(code: string): string | undefined {
  return Object.hasOwn(SENTENCES, code) ? SENTENCES[code as Untold] : undefined;
}
