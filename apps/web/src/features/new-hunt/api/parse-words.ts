import { amountPattern, readAmount, type WrittenAmount } from './read-amount.js';

/** What a person hunts for, out of a sentence such as "leica m6 under 2000 eur without repair". */
export interface Wish {
  keyword: string;
  without: string[];
  /** As written; minor units come with the currency. */
  from: string;
  to: string;
  currency: string | null;
}

const AMOUNT = amountPattern('');
const END = String.raw`(?=$|[\s,;。，、])`;

interface Rule {
  pattern: RegExp;
  bound: 'to' | 'from' | 'both';
  /** The words are parts of names as well ("Pro Max 256"): only a currency makes an amount of the number. */
  needsCurrency?: boolean;
}

/** Tried in this order; what one has read is gone for the next. */
const RULES: readonly Rule[] = [
  rule(
    'both',
    String.raw`(?:^|\s)(?:between|zwischen)\s+${amountPattern('Low')}\s+(?:and|und)\s+${amountPattern('High')}${END}`,
  ),
  rule(
    'both',
    String.raw`(?:^|\s)(?:from|von|ab)\s+${amountPattern('Low')}\s+(?:up to|to|bis(?: zu)?)\s+${amountPattern('High')}${END}`,
  ),
  rule('both', String.raw`(?:^|\s)${amountPattern('Low')}\s?(?:-|–|~|to|bis)\s?${amountPattern('High')}${END}`, true),
  rule(
    'both',
    String.raw`${amountPattern('Low')}\s?(?:-|–|~|〜|～|到|至|から)\s?${amountPattern('High')}(?:\s?(?:之间|の間|まで))?`,
    true,
  ),
  rule(
    'to',
    String.raw`(?:^|\s)(?:für |for )?(?:under|below|up to|at most|no more than|not more than|less than|cheaper than|unter|bis zu|höchstens|maximal|weniger als|günstiger als|nicht mehr als)\s+${AMOUNT}${END}`,
  ),
  rule('to', String.raw`(?:^|\s)(?:max\.?|bis)\s+${AMOUNT}${END}`, true),
  rule('from', String.raw`(?:^|\s)(?:at least|more than|mindestens|mehr als)\s+${AMOUNT}${END}`),
  rule('from', String.raw`(?:^|\s)(?:over|above|from|min\.?|über|ab|von)\s+${AMOUNT}${END}`, true),
  rule('to', String.raw`(?:^|\s)(?:<=?|≤)\s?${AMOUNT}${END}`),
  rule('from', String.raw`(?:^|\s)(?:>=?|≥)\s?${AMOUNT}${END}`),
  rule('to', String.raw`${AMOUNT}\s?(?:以下的?|以内的?|以內|未満|より安い|まで)`),
  rule('from', String.raw`${AMOUNT}\s?(?:以上的?|より高い)`),
  rule('to', String.raw`(?:不超过|不超過|不高于|低于|低於|少于|小于|最多|最高|至多)\s?${AMOUNT}`),
  rule('from', String.raw`(?:不低于|不少于|高于|高於|大于|超过|至少|最低|最少)\s?${AMOUNT}`),
];

function rule(bound: Rule['bound'], pattern: string, needsCurrency = false): Rule {
  return { bound, pattern: new RegExp(pattern, 'iu'), needsCurrency };
}

const SEPARATORS = /,|;|、|，|\s(?:and|or|nor|und|oder|noch)\s|和|或|と/iu;
/** "no" and "not" at the very beginning are a name's: "No Man's Sky". */
const WITHOUT =
  /(?:(?:^|[\s,;])(?:but )?(?:without|excluding|except|ohne|außer)|(?<=\S.*)[\s,;](?:but )?(?:not|no|kein(?:e[nrms]?)?|nicht))\s+(.+)$/iu;
const WITHOUT_CJK = /(?:除外|不要|不含|不想要|排除|除了|除去)[:：]?\s*(.+)$/u;
/** What rules out stands behind its word. */
const WITHOUT_BEHIND = /(?:^|[\s、，])([^\s、，]+?)(?:を?除く|を?除いて|以外|なし|抜き|不可|除外)(?=$|[\s、，])/gu;
const MINUS = /(?:^|\s)-(\p{L}[\p{L}\p{N}]*)/gu;

/** Reads bounds, words that rule out, and what is left as the words that must occur. Nothing is guessed beyond that. */
export function parseWords(text: string): Wish {
  let rest = text.trim();
  const isChinese = /\p{Script=Han}/u.test(rest) && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(rest);
  const bounds: Partial<Record<'from' | 'to', WrittenAmount>> = {};
  for (const { pattern, bound, needsCurrency } of RULES) {
    const match = pattern.exec(rest);
    const groups = match?.groups ?? {};
    if (!match || (bound === 'both' ? (bounds.from ?? bounds.to) : bounds[bound])) continue;
    const high = readAmount(groups, bound === 'both' ? 'High' : '', isChinese);
    const low = bound === 'both' ? readAmount(groups, 'Low', isChinese) : undefined;
    const currency = high.currency ?? low?.currency ?? null;
    if (needsCurrency && currency === null) continue;
    if (bound === 'both') {
      bounds.from = { text: low?.text ?? '', currency };
      bounds.to = { text: high.text, currency };
    } else bounds[bound] = high;
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
  }
  const without: string[] = [];
  const ruleOut = (words: string) => {
    for (const word of words.split(SEPARATORS)) {
      const clean = word.trim().replace(/^["“„«']|["”“»']$/gu, '');
      if (clean !== '') without.push(clean);
    }
  };
  for (const pattern of [MINUS, WITHOUT_BEHIND]) {
    rest = rest.replaceAll(pattern, (_whole, word: string) => {
      ruleOut(word);
      return ' ';
    });
  }
  const out = WITHOUT.exec(rest) ?? WITHOUT_CJK.exec(rest);
  if (out) {
    rest = rest.slice(0, out.index);
    ruleOut(out[1] ?? '');
  }
  return {
    keyword: rest
      .replaceAll(/[\s,;、，]+(?=\s|$)/gu, ' ')
      .replaceAll(/\s+/gu, ' ')
      .replaceAll(/^[\s,;、，]+|[\s,;、，]+$/gu, ''),
    without,
    from: bounds.from?.text ?? '',
    to: bounds.to?.text ?? '',
    currency: bounds.to?.currency ?? bounds.from?.currency ?? null,
  };
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
