/** What a person hunts for, out of a sentence such as "leica m6 under 2000 eur without repair". */
export interface Wish {
  keyword: string;
  without: string[];
  /** As written; minor units come with the currency. */
  from: string;
  to: string;
  currency: string | null;
}

const CURRENCIES: Readonly<Record<string, string>> = {
  '€': 'EUR',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  $: 'USD',
  usd: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  '£': 'GBP',
  gbp: 'GBP',
  pounds: 'GBP',
  '¥': 'JPY',
  '￥': 'JPY',
  yen: 'JPY',
  jpy: 'JPY',
  円: 'JPY',
  元: 'CNY',
  cny: 'CNY',
  rmb: 'CNY',
  chf: 'CHF',
};
const AMOUNT = String.raw`([€$£¥￥]?)\s?(\d[\d.,]*)\s?(€|\$|£|¥|￥|円|元|euros?|eur|usd|dollars?|gbp|pounds|yen|jpy|cny|rmb|chf)?`;
const WORD_END = String.raw`(?=$|[\s,;])`;
const UNDER = new RegExp(
  String.raw`(?:^|\s)(?:under|below|up to|max\.?|less than|unter|bis|maximal|höchstens)\s+${AMOUNT}${WORD_END}`,
  'iu',
);
const OVER = new RegExp(
  String.raw`(?:^|\s)(?:over|above|from|min\.?|more than|über|ab|mindestens)\s+${AMOUNT}${WORD_END}`,
  'iu',
);
/** Where the amount comes first. */
const UNDER_AFTER = /([¥￥]?)(\d[\d.,]*)\s?(円|元|¥|￥)?\s?(?:以下|以内|以下的|まで)/u;
const OVER_AFTER = /([¥￥]?)(\d[\d.,]*)\s?(円|元|¥|￥)?\s?(?:以上)/u;
const WITHOUT = /(?:^|\s)(?:without|not|no|excluding|ohne|kein|keine|nicht)\s+(.+)$/iu;
const WITHOUT_CJK = /(?:除外|不要|排除)[:：]?\s*(.+)$/u;

/** Reads bounds, words that rule out, and what is left as the words that must occur. Nothing is guessed beyond that. */
export function parseWords(text: string): Wish {
  let rest = text.trim();
  let currency: string | null = null;

  function takeAmount(...patterns: RegExp[]): string {
    for (const pattern of patterns) {
      const match = pattern.exec(rest);
      if (!match) continue;
      rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
      const sign = (match[1] || match[3] || '').toLowerCase();
      currency = CURRENCIES[sign] ?? currency;
      return (match[2] ?? '').replace(/[.,]+$/, '');
    }
    return '';
  }

  const to = takeAmount(UNDER, UNDER_AFTER);
  const from = takeAmount(OVER, OVER_AFTER);
  let without: string[] = [];
  const out = WITHOUT.exec(rest) ?? WITHOUT_CJK.exec(rest);
  if (out) {
    rest = rest.slice(0, out.index);
    without = (out[1] ?? '')
      .split(/,|;|、|，|\s(?:and|or|und|oder)\s/iu)
      .map((word) => word.trim())
      .filter((word) => word !== '');
  }
  return { keyword: rest.replaceAll(/\s+/gu, ' ').trim(), without, from, to, currency };
}

/** Is it an address, perhaps without its `https://`? Then the whole address, else undefined. */
export function readLink(text: string): string | undefined {
  const trimmed = text.trim();
  const found = /https?:\/\/\S+/i.exec(trimmed)?.[0];
  const candidate =
    found ?? (/^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(:\d+)?(\/\S*)?$/iu.test(trimmed) ? `https://${trimmed}` : undefined);
  if (candidate === undefined) return undefined;
  try {
    return new URL(candidate).href;
  } catch {
    return undefined;
  }
}
