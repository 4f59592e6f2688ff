const CURRENCIES: Readonly<Record<string, string>> = {
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  欧元: 'EUR',
  ユーロ: 'EUR',
  $: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  bucks: 'USD',
  美元: 'USD',
  ドル: 'USD',
  '£': 'GBP',
  gbp: 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
  pfund: 'GBP',
  英镑: 'GBP',
  ポンド: 'GBP',
  yen: 'JPY',
  jpy: 'JPY',
  円: 'JPY',
  日元: 'JPY',
  元: 'CNY',
  块: 'CNY',
  人民币: 'CNY',
  cny: 'CNY',
  rmb: 'CNY',
  yuan: 'CNY',
  chf: 'CHF',
  franken: 'CHF',
};
const TIMES: Readonly<Record<string, number>> = { k: 1000, 千: 1000, 万: 10_000, 萬: 10_000 };

const WORDS = Object.keys(CURRENCIES)
  .filter((word) => /\p{L}/u.test(word))
  .sort((a, b) => b.length - a.length)
  .join('|');
const SIGN = '[€$£¥￥]';

/** A number with what stands around it that says which money it is; named groups with `suffix` behind their names. */
export function amountPattern(suffix: string): string {
  return String.raw`(?<before${suffix}>${SIGN}|(?:eur|usd|gbp|chf|cny|rmb|jpy)\s)?\s?(?<number${suffix}>\d[\d.,']*)(?:,-|\.-)?\s?(?<times${suffix}>[千万萬]|k(?!\p{L}))?\s?(?<after${suffix}>${SIGN}|${WORDS})?`;
}

/** An amount as a person writes it into a field. */
export interface WrittenAmount {
  /** As written, but for what stands for thousands. */
  text: string;
  currency: string | null;
}

/** @param isChinese a yuan sign is one of China's there, else of Japan */
export function readAmount(
  groups: Readonly<Record<string, string | undefined>>,
  suffix: string,
  isChinese: boolean,
): WrittenAmount {
  const written = (groups[`number${suffix}`] ?? '').replace(/[.,']+$/, '');
  const times = TIMES[(groups[`times${suffix}`] ?? '').toLowerCase()];
  const sign = (groups[`before${suffix}`] ?? groups[`after${suffix}`] ?? '').trim().toLowerCase();
  const currency = /^[¥￥]$/.test(sign) ? (isChinese ? 'CNY' : 'JPY') : (CURRENCIES[sign] ?? sign.toUpperCase());
  return {
    text: times === undefined ? written : String(Math.round(Number(written.replace(',', '.')) * times)),
    currency: currency === '' ? null : currency,
  };
}
