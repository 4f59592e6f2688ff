/** Minor units as people write them: `89.00 EUR`; of two decimals without a currency. */
export function formatAmount(amountMinor: number, currency: string | null): string {
  const digits = digitsOf(currency);
  const amount = (amountMinor / 10 ** digits).toFixed(digits);
  return currency === null ? amount : `${amount} ${currency}`;
}

function digitsOf(currency: string | null): number {
  if (currency === null) return 2;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return maximumFractionDigits;
}
