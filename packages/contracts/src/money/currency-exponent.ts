/** Decimals of the ISO 4217 currencies that do not have two. */
const EXPONENTS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
  CLF: 4,
  UYW: 4,
};

/**
 * Decimals of a currency's minor unit, as all of the house counts it; 2 for `null` and for what no one knows. Never ask `Intl`: it
 * tells how a currency is shown (12 990 Ft has no decimals, its minor unit has two), and another answer with each version.
 */
export function currencyExponent(currency: string | null): number {
  return currency === null ? 2 : (EXPONENTS[currency] ?? 2);
}
