import { currencyExponent } from '@goodshunter/contracts/money';

/** Minor units as people write them: `89.00 EUR`; of two decimals without a currency. */
export function formatAmount(amountMinor: number, currency: string | null): string {
  const digits = currencyExponent(currency);
  const amount = (amountMinor / 10 ** digits).toFixed(digits);
  return currency === null ? amount : `${amount} ${currency}`;
}
