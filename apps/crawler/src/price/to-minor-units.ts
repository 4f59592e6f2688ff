import { currencyExponent } from '@goodshunter/contracts/money';

/**
 * A plain decimal (`1234.5`, no grouping) as integer minor units of `currency`; of two decimals while it is null.
 * Null when it is no such number, has a fraction the currency does not know, or is beyond exact integers.
 */
export function toMinorUnits(decimal: string, currency: string | null): number | null {
  const match = /^(\d{1,15})(?:\.(\d{1,20}))?$/.exec(decimal.trim());
  if (!match) return null;
  const exponent = currencyExponent(currency);
  const fraction = match[2] ?? '';
  // Machines write 19.990000; a real fraction below the minor unit means that the reading is wrong.
  if (/[1-9]/.test(fraction.slice(exponent))) return null;
  const minor = Number(match[1] + fraction.slice(0, exponent).padEnd(exponent, '0'));
  return Number.isSafeInteger(minor) ? minor : null;
}
