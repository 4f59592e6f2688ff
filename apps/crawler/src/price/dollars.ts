/** Currencies that are written with a bare `$`. */
const DOLLARS = new Set(
  'USD CAD AUD NZD SGD HKD TWD MXN CLP COP ARS UYU DOP NIO BBD BSD BZD FJD GYD JMD NAD SRD TTD XCD BMD KYD LRD SBD ZWL'.split(
    ' ',
  ),
);

export function isDollar(code: string): boolean {
  return DOLLARS.has(code);
}

const NAMES: readonly (readonly [code: string, words: string])[] = [
  ['USD', 'USD|US\\$|U\\.?S\\.? dollars?|American dollars?'],
  ['CAD', 'CAD|CA\\$|C\\$|Canadian dollars?|dollars? canadiens?'],
  ['AUD', 'AUD|AU\\$|A\\$|Australian dollars?'],
  ['NZD', 'NZD|NZ\\$|New Zealand dollars?'],
  ['SGD', 'SGD|S\\$|Singapore dollars?'],
  ['HKD', 'HKD|HK\\$|Hong Kong dollars?'],
  ['TWD', 'TWD|NT\\$|Taiwan dollars?'],
  ['MXN', 'MXN|MX\\$|pesos mexicanos|Mexican pesos?'],
  ['CLP', 'CLP|pesos chilenos'],
  ['COP', 'COP|pesos colombianos'],
  ['ARS', 'ARS|pesos argentinos'],
  ['UYU', 'UYU|pesos uruguayos'],
];
const NAMED = NAMES.map(([code, words]): [string, RegExp] => [
  code,
  new RegExp(`(?<![\\p{L}$])(?:${words})(?!\\p{L})`, 'iu'),
]);

/** A sentence about all prices of a page or feed, as far as it may name a currency. */
const OF_PRICES =
  /(?<!\p{L})(?:prices?|pricing|amounts|currency|prix|precios|all sales|charged|billed)(?!\p{L})[^.!?\n]{0,60}/giu;
const MAX_SENTENCES = 30;
/** An amount that says whose dollars it is in. */
const AMOUNTS =
  /(?<![\p{L}$])(?:(?:US|CA|AU|NZ|HK|NT|MX|[ACS])\$ ?\d|(?:USD|CAD|AUD|NZD|SGD|HKD|TWD|MXN) ?\$? ?\d|\$ ?\d[\d.,]{0,12} ?(?:USD|CAD|AUD|NZD|SGD|HKD|TWD|MXN)(?!\p{L}))/gu;

/** Signs of where a shop is. */
const PLACES: readonly (readonly [code: string, signs: RegExp])[] = [
  ['CAD', /\b[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d\b|\b(?:HST|GST\/HST)\b/],
  ['AUD', /\bABN:? ?\d{2} ?\d{3} ?\d{3} ?\d{3}\b|\+61[ (]\d|\b(?:NSW|VIC|QLD|TAS) \d{4}\b/],
  ['NZD', /\+64[ (]\d|\bNZBN\b/],
  ['SGD', /\bSingapore \d{6}\b|\+65 \d{4}/],
  ['HKD', /\+852 \d{4}/],
];

/**
 * Whose dollars a text says that its prices are: by a sentence about prices, or by signs of where its shop is. Undefined where it says none
 * or several. Linear in the text.
 */
export function dollarsNamedIn(text: string): { byPrices: string | undefined; byPlace: string | undefined } {
  const codes = new Set<string>();
  let sentences = 0;
  for (const [sentence] of [...text.matchAll(OF_PRICES), ...text.matchAll(AMOUNTS)]) {
    if (++sentences > MAX_SENTENCES) break;
    for (const [code, words] of NAMED) if (words.test(sentence)) codes.add(code);
  }
  const places = PLACES.filter(([, signs]) => signs.test(text)).map(([code]) => code);
  return { byPrices: only([...codes]), byPlace: codes.size === 0 ? only(places) : undefined };
}

function only(codes: readonly string[]): string | undefined {
  return codes.length === 1 ? codes[0] : undefined;
}
