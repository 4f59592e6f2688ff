import { currencyExponent } from '@goodshunter/contracts/money';

const formats = new Map<string, Intl.NumberFormat>();

/** Minor units as people of this language write them; cents that are none are left out. */
export function formatMoney(amount: number, currency: string | null, language: string): string {
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return (amount / 100).toFixed(2);
  const key = `${language} ${currency}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(language, {
      style: 'currency',
      currency,
      trailingZeroDisplay: 'stripIfInteger',
    } as object);
    formats.set(key, format);
  }
  return format.format(amount / 10 ** currencyExponent(currency));
}

/** `−12 %`; null where there is nothing to compare with. */
export function formatChange(oldPrice: number | null, newPrice: number | null, language: string): string | null {
  if (oldPrice === null || newPrice === null || oldPrice <= 0) return null;
  const percent = Math.round(((newPrice - oldPrice) / oldPrice) * 100);
  if (percent === 0) return null;
  const number = new Intl.NumberFormat(language).format(Math.abs(percent));
  return `${percent < 0 ? '−' : '+'}${number}\u00a0%`;
}

/** A day as people of this language and zone write it: `21 October`. */
export function formatDay(instant: string, language: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone }).format(new Date(instant));
}

/** Day and time of day. */
export function formatInstant(instant: string, language: string, timeZone: string): string {
  const options = {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  } as const;
  return new Intl.DateTimeFormat(language, options).format(new Date(instant));
}
