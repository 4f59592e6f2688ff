import { currencyExponent } from '@goodshunter/contracts/money';
import { dateFormat, numberFormat } from './formatters.js';

/** No-break space: figures and their units stay on one line. */
export const NBSP = '\u00a0';

const moneyFormat = (currency: string, locale: string) =>
  numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  } as Intl.NumberFormatOptions);

/** How many minor units one unit of a currency has: 100 for EUR, 1 for JPY. What no one knows has 100. */
export function minorUnits(currency: string | null): number {
  return 10 ** currencyExponent(currency);
}

/** An amount in minor units as people write it: `€1,720`. Without a currency it is a bare number. */
export function formatMoney(minor: number, currency: string | null, locale: string): string {
  const units = minor / minorUnits(currency);
  if (currency === null) return numberFormat(locale, { maximumFractionDigits: 2 }).format(units);
  try {
    return moneyFormat(currency, locale).format(units);
  } catch {
    return `${numberFormat(locale).format(units)}${NBSP}${currency}`;
  }
}

/** The change from one price to another in whole percent, with its sign: `−12 %`. Undefined where there is none to tell. */
export function formatChange(from: number | null, to: number | null, locale: string): string | undefined {
  if (from === null || to === null || from === 0 || from === to) return undefined;
  const percent = ((to - from) / from) * 100;
  const rounded = Math.abs(percent) < 1 ? Math.round(percent * 10) / 10 : Math.round(percent);
  if (rounded === 0) return undefined;
  const figure = numberFormat(locale, { maximumFractionDigits: 1 }).format(Math.abs(rounded));
  return `${rounded < 0 ? '−' : '+'}${figure}${NBSP}%`;
}

/** What a person typed as a price, in minor units; null for nothing, undefined for what is no price. */
export function parseMoney(text: string, currency: string | null): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const match = /^(\d{1,3}(?:([.,'  ])\d{3})*|\d+)(?:([.,])(\d{1,2}))?$/u.exec(trimmed);
  if (!match || (match[2] !== undefined && match[2] === match[3])) return undefined;
  const whole = Number((match[1] ?? '').replaceAll(/\D/g, ''));
  const fraction = Number(`0.${match[4] ?? '0'}`);
  return Math.round((whole + fraction) * minorUnits(currency));
}

export type AgeUnit = 's' | 'min' | 'h' | 'd';

/** How long something takes in the largest unit that fits: 95 s is 1 min. */
export function splitDuration(ms: number): { count: number; unit: AgeUnit } {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return { count: seconds, unit: 's' };
  if (seconds < 3600) return { count: Math.floor(seconds / 60), unit: 'min' };
  if (seconds < 48 * 3600) return { count: Math.floor(seconds / 3600), unit: 'h' };
  return { count: Math.floor(seconds / 86_400), unit: 'd' };
}

/** The instant in full, for hover. */
export function formatInstant(instant: string, locale: string, timeZone?: string): string {
  return dateFormat(locale, {
    dateStyle: 'full',
    timeStyle: 'medium',
    hourCycle: 'h23',
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(instant));
}

/** `28 Nov 2026, 14:02`. */
export function formatMoment(instant: string, locale: string): string {
  return dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }).format(new Date(instant));
}

/** `14:02`, with the day before it when it is not today. */
export function formatClock(instant: string, locale: string, now = new Date()): string {
  const at = new Date(instant);
  const sameDay = at.toDateString() === now.toDateString();
  return dateFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(sameDay ? {} : { day: 'numeric', month: 'short' }),
    ...(at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(at);
}

/** `14:02:31`, with the day before it when it is not today. */
export function formatSeconds(instant: string, locale: string, now = new Date()): string {
  const at = new Date(instant);
  const time = dateFormat(locale, { timeStyle: 'medium', hourCycle: 'h23' }).format(at);
  if (at.toDateString() === now.toDateString()) return time;
  return `${dateFormat(locale, { day: 'numeric', month: 'short' }).format(at)}, ${time}`;
}

/** `21 October`, with the year when it is another one. */
export function formatDay(instant: string, locale: string, now = new Date()): string {
  const at = new Date(instant);
  return dateFormat(locale, {
    day: 'numeric',
    month: 'long',
    ...(at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  }).format(at);
}

export function formatCount(count: number, locale: string): string {
  return numberFormat(locale).format(count);
}

/** An address that a link may lead to: http or https only, else undefined. Shops' texts are data. */
export function safeUrl(address: string | null | undefined): string | undefined {
  if (!address) return undefined;
  try {
    const { protocol, href } = new URL(address);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}

/** The host of an address without `www.`, or '' where there is none. */
export function hostOf(address: string | null | undefined): string {
  const url = safeUrl(address);
  return url ? new URL(url).host.replace(/^www\./, '') : '';
}

/** The letters of a round picture: `MK` for "Mika Klein". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toLocaleUpperCase();
}
