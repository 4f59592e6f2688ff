import {
  type CurrencyHints,
  type CurrencySign,
  canBeginSign,
  canEndSign,
  findSign,
  isUncommonCode,
  MAX_SIGN_LENGTH,
  resolveSign,
} from './currencies.js';
import { FREE_SHIPPING, IN_PARTS } from './phrases-before-amounts.js';
import { readNumbers, type WrittenNumber } from './read-number.js';
import { toMinorUnits } from './to-minor-units.js';

/** What the words around an amount make of it. `other`: an amount, and not what this thing costs (a deposit, a value, a threshold). */
export type PriceKind = 'plain' | 'from' | 'old' | 'discount' | 'instalment' | 'unit' | 'shipping' | 'range' | 'other';

/** An amount found in a text. */
export interface FoundPrice {
  /** Where the amount and its sign stand in the normalised text. */
  start: number;
  end: number;
  amountMinor: number;
  currency: string | null;
  /** A currency sign or code stands beside it, or a sign that only prices have (`12,-`). */
  isMarked: boolean;
  kind: PriceKind;
}

const MAX_TEXT_LENGTH = 2000;
const MAX_BARE_TEXT_LENGTH = 24;

/** Spaces of all kinds, digits of other scripts and wide forms as ASCII; "1.837, 32 €" and "$119. 95" without their space. */
export function normalizePriceText(text: string): string {
  const head = joinPoint(toPlainText(text.length > MAX_TEXT_LENGTH ? text.slice(0, MAX_TEXT_LENGTH) : text));
  if (SPACED_GROUP.test(head)) return head.replace(', ', ',');
  return SPACED_CENTS.test(head) ? head.replace(CENTS_BEFORE_SIGN, '$1$2').replace(CENTS_AFTER_SIGN, '$1$2') : head;
}

/** "19 ,99 €" and "119 . 95": the space before a point of cents. */
function joinPoint(text: string): string {
  return SPACED_POINT.test(text) ? text.replace(SPACED_POINTS, '$1') : text;
}

const SPACED_POINT = /\d [.,] ?\d\d(?!\d)/;
const SPACED_POINTS = /(?<=\d) ([.,](?= ?\d\d(?![\d.,])))/g;
/** "$1, 119.95" and "₹ 1,24, 999" as a whole text: in a longer one the comma may part two things. */
const SPACED_GROUP = /^ *(?:\p{Sc}|[A-Z]{3}\b) ?\d{1,3}(?:,\d{2,3}){0,2}, \d{3}(?:\.\d{1,2})? *$/u;
const SPACED_CENTS = /\d[.,] \d\d(?!\d)/;
/** A list ("36, 38, 40 €") has another number before it. */
const CENTS_BEFORE_SIGN =
  /((?<![.,] ?\d{0,3})\b\d[\d.']{0,11}[.,]) (\d\d)(?= ?(?:\p{Sc}|z[lł]|k[cč]|tl\b|lei|ft\b|kr\b|руб|р\.|грн|лв|kn\b|din|[A-Z]{3}\b|eur))/giu;
const CENTS_AFTER_SIGN = /((?:\p{Sc}|\b[A-Z]{3}) ?\d[\d.,']{0,11}[.,]) (\d\d)(?=$| {2}| *[)\]|*])/gu;

function toPlainText(head: string): string {
  if (/^[\x20-\x7e£€¥]*$/.test(head)) return head;
  return head
    .replace(/[\s\u00a0\u2000-\u200b\u202f\u205f\u3000\u2060]/g, ' ')
    .replace(/[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/g, (digit) => String((digit.charCodeAt(0) & 15) % 16))
    .replaceAll('，', ',')
    .replaceAll('．', '.');
}

const BEFORE: ReadonlyArray<readonly [PriceKind, RegExp]> = [
  [
    'old',
    /(?:(?<!\p{L})(?:was|were|rrp|r\.r\.p\.?|msrp|srp|mrp|m\.r\.p\.?|list(?: price)?|regular(?: price)?|orig(?:inal(?:ly)?|\.)?(?: price)?|old price|compare at|instead of|starting (?:price|bid)|opening bid|startpreis|mise à prix|statt|uvp|vorher|früher|ehemals|bisher|avant|au lieu de|prix (?:barré|conseillé|public)|antes|precio anterior|pvpr?|invece di|anziché|prima|listino|prezzo (?:di listino|precedente)|van|adviesprijs|tidligere|tidigare|før|ord(?:inarie|\.)?(?: ?pris)?|rek(?:\.|ommenderat)? ?pris|původn[ěí](?: cena)?|dříve|było|cena regularna|najniższa cena|w:?przed|30[ -](?:tage|days?|jours|días|dias|giorni|dagen|dni|dagar|dage|dní|nap|zile)(?!\p{L})[^\d]{0,22})|стар(?:ая|а) цена|раньше|было|原價|原价|定価|定價|定价|参考価格|市價|市价|市场价|市場價|吊牌价|专柜价|專櫃價|建议零售价|建議售價|메이커 ?소비자가|정가)[\s:.(]*$/u,
  ],
  [
    'discount',
    /(?:(?<!\p{L})(?:save|you save|saving|discount|sparen|spare|rabatt|ersparnis|sie sparen|économi(?:e|sez|e de)|remise|ahorr[ae]s?|descuento|risparmi[oa]?|sconto|bespaar|korting|spar|du sparar|ušetříte|sleva|oszczędzasz|rabat|cashback|voucher|coupon|gutschein|off)|скидка|экономия|выгода|現省|割引|할인)[\s:.(]*(?:up to|bis zu)?[\s:]*$|(?:^|[\s(])[-−–]$/u,
  ],
  [
    'shipping',
    /(?:(?<!\p{L})(?:shipping|postage|p&p|delivery|versand(?:kosten)?|lieferung|livraison|frais de port|env[ií]o|gastos de envío|spedizione|consegna|verzend(?:kosten|ing)|frakt|porto|doprava|dostawa|wysyłka|frete|szállítás|kuljetus|orders over|orders(?: of| above)?|spend|over|above|ab einem bestellwert von)|доставка|доставки|送料(?:別|込み?)?|運費|배송비)(?: (?:costs?|fee|from|ab|is|:))?[\s:.+(]*$/u,
  ],
  [
    'instalment',
    /(?:\d+ ?[x×*] ?(?:of|de|à|a)?|(?<!\p{L})(?:instal?lments? of|payments? of|raten (?:zu|à|von)|mensualités de|cuotas de|rate da|rate od|parcelas de|em até|monthly|monatlich|měsíčně|mesečno|mesačne|финансирање))[\s:]*$/u,
  ],
  ['instalment', IN_PARTS],
  ['shipping', FREE_SHIPPING],
  // "21 gifts under $50"
  [
    'other',
    /(?<!\p{L})(?:under|below|less than|up to|unter|bis zu|moins de|menos de|meno di|onder(?: de)?|minder dan|poniżej|mniej niż|дешевле|до)[\s:]*$/u,
  ],
  // "2 for $30" says nothing about one.
  ['unit', /(?:^|[^\d.,])\d{1,2} (?:for|für|pour|por|per|voor|för|za)[\s:]*$/],
  [
    'from',
    /(?:(?<!\p{L})(?:from|starting at|as low as|ab|partir de|dès|desde|a partire da|a partir de|da|vanaf|fra|från|od|cena od|alkaen|tól|as from)|от|від|από)[\s:]*$/u,
  ],
];

const AFTER: ReadonlyArray<readonly [PriceKind, RegExp]> = [
  ['other', /^ ?(?:booking|service|processing|handling|administration|recycling|environmental)? ?fees?(?!\p{L})/u],
  // On terms: not what everybody pays.
  [
    'other',
    /^ ?(?:after|with|using|mit|avec|con|met|com|z|with your|after your) (?:the |a |an |\w{1,12} )?(?:coupons?|codes?|voucher|promo(?: code)?|rebate|mail-in|trade-?in|gutschein|rabattcode|code promo|cup[oó]n|c[oó]digo|codice|kortingscode|cupom|kodem|eligible)/u,
  ],
  [
    'other',
    /^ ?(?:gift )?(?:vouchers?|gutscheine?|gift cards?|store credit|bon d'achat|bons d'achat|buono|cashback)(?!\p{L})/u,
  ],
  ['discount', /^ ?(?:off\b|rabatt\b|discount|korting|de remise|de descuento|di sconto|sparen|gespart|скидк)/],
  [
    'instalment',
    /^[ *]*(?:(?:\/|per|pro|al|par|por|a|im|mth)? ?(?:months?|mo\b|mth|monat\w*|mtl\b|mois|mes\b|mese|mies|měs|mån|måned|maand|kuukausi|hó\b|luna|lună|мес|міс|月)|p\.? ?m\.?(?![a-z])|x \d|[x×] ?\d{1,2}\b|×\s*$)/,
  ],
  [
    'unit',
    /^ ?(?:\/|per|pro|al|par|por|je|za|the) ?(?:1|10|100|1000)? ?(?:kg|g|gr|kilo|lb|oz|ml|cl|dl|l|liter|litre|litro|m²|㎡|m2|m³|m3|met(?:er|re|ro)|m|qm|kvm|sqm|sq\.? ?ft|gb|кг|м²|м2|л)(?![\p{L}\d])/u,
  ],
  [
    'unit',
    /^ ?(?:\/|per|pro|par|por|al|alla) ?(?:day|night|hour|week|tag|nacht|stunde|woche|jour|nuit|heure|semaine|día|noche|hora|giorno|notte|ora|settimana)(?!\p{L})/u,
  ],
  // What a service costs each month for each of those who use it.
  ['instalment', /^ ?(?:\/|per|pro|par|por) ?(?:user|seat|agent|editor|nutzer|benutzer|utilisateur|usuario)(?!\p{L})/u],
  [
    'shipping',
    /^ ?(?:shipping|delivery|postage|p&p|versand|livraison|de envío|spedizione|frakt|for delivery)(?! ?(?:available|possible|included|free|möglich|kostenlos|gratis|ink[li]|disponib|inclu|gratuit|offert|possibil|compres|finns|ingår))/,
  ],
  ['old', /^ ?(?:rrp|uvp)\b/],
  // What it costs those who take several.
  [
    'other',
    /^ ?(?:each )?(?:when (?:you )?(?:buy|mix|order)\p{L}*|if you (?:buy|take|mix)|for \d+ or more|bei (?:abnahme|kauf) von|à partir de \d+ (?:pièces|achetés|bouteilles))/u,
  ],
  [
    'other',
    /^ ?(?:minimum|mindest|order|bestellwert|einkaufswert|mbw|d'achats?|de compras?|di spesa|order value)(?!\p{L})/u,
  ],
  // What one is paid, or pays, each year.
  [
    'instalment',
    /^ ?(?:(?:a|per|\/|pro|par|por|al|all'|je|im) ?(?:year|annum|yr|jahr|an|año|ano|anno|jaar)(?!\p{L})|p\.? ?a\.?(?!\p{L}))/u,
  ],
  ['from', /^ ?(?:[~～〜]|부터|起|から|円から|~から|-tól|-től|<)/],
];

/**
 * Every amount in a text with its currency and what the words around it make of it. Amounts without a sign are
 * reported too (`isMarked: false`), so that callers decide where a bare number can be a price. Linear in the text.
 */
export function scanPrices(rawText: string, hints: CurrencyHints = {}): FoundPrice[] {
  const text = normalizePriceText(rawText);
  const numbers = readNumbers(text);
  if (numbers.length === 0) return [];
  const lower = text.toLowerCase();
  const found: FoundPrice[] = [];
  let last: { price: FoundPrice; number: WrittenNumber } | undefined;
  let consumedTo = 0;
  for (const [index, number] of numbers.entries()) {
    if (number.start < consumedTo) continue;
    if (hasLooseCents(text, number)) break;
    const nextStart = numbers[index + 1]?.start ?? text.length;
    const read = readPriceAt(text, number, consumedTo, nextStart, hints);
    if (!read) continue;
    // Bare numbers in longer texts are never taken for prices, whatever stands beside them.
    const isWorthIt = read.isMarked || text.length <= MAX_BARE_TEXT_LENGTH;
    if (isWorthIt) read.kind = kindAt(lower, read, found);
    const price = { price: read, number };
    if (last && RANGE.test(lower.slice(last.price.end, read.start)) && isRange(last.price, read, number))
      makeRange(last, price);
    found.push(read);
    last = price;
    consumedTo = read.end;
  }
  return found;
}

const RANGE = /^ ?(?:-|–|—|~|to|bis|a|à|do|до|til|-től|hasta|jusqu'à|fino a|até|tot|up to) ?$/;

/** "Camera 12 - $300" and "Lens 2 - 600 €" end with a model's number: a range has its sign before both or behind the last, and ends lie near. */
function isRange(low: FoundPrice, high: FoundPrice, { start }: WrittenNumber): boolean {
  if (low.isMarked || !high.isMarked) return low.isMarked;
  return (
    high.start === start && low.amountMinor < high.amountMinor && high.amountMinor <= low.amountMinor * WIDEST_RANGE
  );
}

const WIDEST_RANGE = 20;

/** "10 - 20 €": a sign at one end counts for both. */
function makeRange(
  low: { price: FoundPrice; number: WrittenNumber },
  high: { price: FoundPrice; number: WrittenNumber },
): void {
  for (const [one, other] of [
    [low, high],
    [high, low],
  ] as const) {
    one.price.kind = 'range';
    if (one.price.isMarked || !other.price.isMarked) continue;
    const amountMinor = amountOf(one.number, other.price.currency);
    if (amountMinor !== null) Object.assign(one.price, { amountMinor, currency: other.price.currency, isMarked: true });
  }
}

function kindAt(
  lower: string,
  { start, end, currency }: Omit<FoundPrice, 'kind'>,
  found: readonly FoundPrice[],
): PriceKind {
  const lastMarked = found.findLast((other) => other.isMarked)?.end ?? 0;
  const before = lower.slice(Math.max(lastMarked, start - 40), start);
  // "17,20 €* / 1 l": the mark of a footnote says nothing of the amount.
  const after = lower
    .slice(end, end + 26)
    .replace(FOOTNOTE, '')
    .slice(0, 24);
  // "de R$ 249,90", the new price in another element.
  if (currency === 'BRL' && lastMarked === 0 && /^\s*de:? $/.test(before)) return 'old';
  return findKind(before, after, lastMarked === 0);
}

const FOOTNOTE = /^ ?(?:\*{1,3}|[¹²³⁴†‡])/;

/** `isFirst`: no amount stands before it, which the words between could belong to. */
function findKind(before: string, after: string, isFirst: boolean): PriceKind {
  const [isBareBefore, isBareAfter] = [before.trim() === '', after.trim() === ''];
  if (isBareBefore && isBareAfter) return 'plain';
  // Portuguese: "De R$ 100 por R$ 80".
  if (/(?<!\p{L})de:? ?$/u.test(before) && /^ ?por(?!\p{L})/u.test(after)) return 'old';
  if (!isBareAfter) for (const [kind, words] of AFTER) if (words.test(after)) return kind;
  if (!isBareBefore) for (const [kind, words] of BEFORE) if (words.test(before)) return kind;
  // "No interest on $149+": what begins there is something else than the price.
  if (isFirst && /^ ?\+/.test(after) && /\p{L}/u.test(before))
    return /(?:pri[cxs]e?s?|preis|precio|prezzo|preço|prijs|cena|цена)[\s:]*$/u.test(before) ? 'from' : 'other';
  return 'plain';
}

/** What the words that follow an amount in another element make of it: per month, per m², off; null when nothing. */
export function kindAfter(text: string): PriceKind | null {
  const kind = findKind('', ` ${text.toLowerCase().trimStart()}`.slice(0, 24), true);
  return kind === 'instalment' || kind === 'unit' || kind === 'discount' || kind === 'other' ? kind : null;
}

/** Endings that only amounts have: 12,- / 12.– / 1 299:- / 500/- */
const ENDING = /^(?:[.,:]?(?:-{1,2}|–|—)|\/-|=)(?![\d\p{L}])/u;

function readPriceAt(
  text: string,
  number: WrittenNumber,
  from: number,
  to: number,
  hints: CurrencyHints,
): FoundPrice | null {
  if (number.decimal === null) return null;
  const ending = number.end < text.length ? (ENDING.exec(text.slice(number.end, number.end + 4))?.[0] ?? '') : '';
  // "10 - 20" is a range, not an ending.
  const hasEnding = ending !== '' && ending !== '=';
  const numberEnd = number.end + (hasEnding ? ending.length : 0);
  const prefix = signBefore(text, number.start, from, hints, number);
  const suffix = signAfter(text, numberEnd, to, prefix !== null, hints, number);
  if (!prefix && number.start > 0 && isOfWord(text, number.start - 1)) {
    // "価格4,980円": scripts without spaces put words and amounts side by side.
    if (!suffix || !UNSPACED.test(text.charAt(number.start - 1))) return null;
  }
  if (
    !suffix &&
    numberEnd < text.length &&
    /^(?:[\p{L}\d_]| ?[%¢￠]|\d|°|″|")/u.test(text.slice(numberEnd, numberEnd + 2))
  )
    return null;
  const currency = combine(prefix, suffix, hints);
  if (currency === undefined) return null;
  const isSwedish = hasEnding && ending === ':-' && currency === null;
  const code = isSwedish ? 'SEK' : currency;
  const isMarked = prefix !== null || suffix !== null || hasEnding;
  const effective = code ?? (prefix === null && suffix === null ? localCurrency(number, hints) : null);
  const cents = prefix === null && suffix ? centsBehind(text, number, suffix.end) : '';
  const amountMinor = amountOf(
    cents === '' ? number : { ...number, decimal: `${number.decimal}.${cents.trim()}` },
    effective,
  );
  if (amountMinor === null || amountMinor === 0) return null;
  return {
    start: prefix?.start ?? number.start,
    end: suffix ? suffix.end + cents.length : numberEnd,
    amountMinor,
    currency: effective,
    isMarked,
    kind: 'plain',
  };
}

/** A number behind it is a part of a name. */
function isOfWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code !== 32 && /[\p{L}\d_#№]$/u.test(text.charAt(at));
}

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}ー]/u;

/** What a number without any sign is of: what markup or the task names, else the currency of the place, if it has such decimals. */
function localCurrency(number: WrittenNumber, hints: CurrencyHints): string | null {
  if (hints.currencyHint !== undefined) return hints.currencyHint;
  const local = hints.siteCurrency ?? hints.localeCurrency ?? null;
  return local !== null && amountOf(number, local) !== null ? local : null;
}

/** "€ 68 50", "USD 24 95" at the end of a text: cents, or another number. Neither reading is sure, and the tail is none. */
function hasLooseCents(text: string, { start, end, decimal }: WrittenNumber): boolean {
  if (
    decimal === null ||
    text.length - end !== 3 ||
    decimal.includes('.') ||
    !/(?:\p{Sc}|\b[A-Z]{3}) ?$/u.test(text.slice(Math.max(0, start - 5), start))
  )
    return false;
  return /^ \d\d$/.test(text.slice(end));
}

/** "19€99" and "19€ 99": the sign in the place of the point. */
function centsBehind(text: string, { decimal, threeDigits }: WrittenNumber, signEnd: number): string {
  if (decimal === null || decimal.includes('.') || threeDigits) return '';
  const rest = text.slice(signEnd, signEnd + 7);
  return (
    /^\d{2}(?![\d.,]| ?[\p{L}\p{Sc}])/u.exec(rest)?.[0] ??
    /^ \d{2}(?![\d.,%]| ?[\p{L}\p{Sc}%]| \d)/u.exec(rest)?.[0] ??
    ''
  );
}

/** Currencies whose third decimal is written out; dinars of Iraq are not. */
const POINT_IS_DECIMAL = new Set(['KWD', 'BHD', 'OMR', 'JOD', 'TND', 'LYD']);
const COMMA_IS_DECIMAL = new Set(['TND', 'LYD']);

function amountOf({ decimal, threeDigits }: WrittenNumber, currency: string | null): number | null {
  if (decimal === null) return null;
  if (threeDigits && currency !== null && POINT_IS_DECIMAL.has(currency)) {
    // "1,250 KWD" may be either: no reading is better than a wrong one.
    if (threeDigits.separator !== '.' && !COMMA_IS_DECIMAL.has(currency)) return null;
    return toMinorUnits(threeDigits.asDecimal, currency);
  }
  return toMinorUnits(decimal, currency);
}

interface PlacedSign extends CurrencySign {
  start: number;
  end: number;
  currency: string | null;
}

function place(
  sign: CurrencySign | undefined,
  start: number,
  end: number,
  hints: CurrencyHints,
  number: WrittenNumber,
): PlacedSign | null {
  if (!sign) return null;
  const currency = resolveSign(sign, hints, number);
  return currency === undefined ? null : { text: sign.text, currencies: sign.currencies, start, end, currency };
}

function signBefore(
  text: string,
  numberStart: number,
  from: number,
  hints: CurrencyHints,
  number: WrittenNumber,
): PlacedSign | null {
  let end = numberStart;
  while (
    end > from &&
    (text[end - 1] === ' ' || (text[end - 1] === ':' && end === numberStart)) &&
    numberStart - end < 3
  )
    end--;
  if (end <= from || !canEndSign(text.charAt(end - 1)) || isLongWord(text, end - 1, -1)) return null;
  for (let length = Math.min(MAX_SIGN_LENGTH, end - from); length > 0; length--) {
    const start = end - length;
    const spelling = text.slice(start, end);
    if (spelling.startsWith(' ') || spelling.endsWith(' ')) continue;
    const isWord = /^[\p{L}]/u.test(spelling);
    if (isWord && start > 0 && /[\p{L}\d]/u.test(text[start - 1] ?? '')) continue;
    // "DIN 7991" is a norm; dinars stand behind their amount.
    const isNoSign = isHeadlineWord(text, start, end) || spelling.toLowerCase() === 'din';
    const sign = isNoSign ? null : place(findSign(spelling), start, end, hints, number);
    if (sign) return withCodeBeside(text, sign, from, hints, number);
  }
  return null;
}

/** "COLLECTION 05 TOP": a code that is a word too, among words in capitals. */
function isHeadlineWord(text: string, start: number, end: number): boolean {
  if (end - start !== 3 || !isUncommonCode(text.slice(start, end))) return false;
  return /(?<!\p{L})\p{Lu}{4,}(?!\p{Ll})/u.test(text.slice(Math.max(0, start - 40), end + 40));
}

/** A word of more letters than any sign has; most words beside numbers are. */
function isLongWord(text: string, start: number, step: -1 | 1): boolean {
  for (let length = 0; length <= LONGEST_WORD; length++) {
    const code = text.charCodeAt(start + step * length) | 32;
    if (!(code >= 97 && code <= 122)) return false;
  }
  return true;
}

/** "rupees" */
const LONGEST_WORD = 6;

/** "US $11.99", "EUR €12", "CAD $5": a code before the sign settles what the sign means. */
function withCodeBeside(
  text: string,
  sign: PlacedSign,
  from: number,
  hints: CurrencyHints,
  number: WrittenNumber,
): PlacedSign {
  const before = /(?:^|[^\p{L}])([A-Z]{1,3}) ?$/u.exec(text.slice(Math.max(from, sign.start - 5), sign.start));
  const code = before?.[1];
  if (!code) return sign;
  const named = place(findSign(code.length < 3 ? `${code}${sign.text}` : code), 0, 0, hints, number);
  if (!named?.currency || !(sign.currencies.includes(named.currency) || code.length < 3)) return sign;
  const start = sign.start - (before[0].length - before[0].indexOf(code));
  return { text: sign.text, currencies: [named.currency], start, end: sign.end, currency: named.currency };
}

function signAfter(
  text: string,
  numberEnd: number,
  to: number,
  hasPrefix: boolean,
  hints: CurrencyHints,
  number: WrittenNumber,
): PlacedSign | null {
  let start = numberEnd;
  while (start < to && text[start] === ' ' && start - numberEnd < 2) start++;
  if (start >= to || !canBeginSign(text.charAt(start)) || isLongWord(text, start, 1)) return null;
  for (let length = Math.min(MAX_SIGN_LENGTH, text.length - start, to - start); length > 0; length--) {
    const end = start + length;
    const spelling = text.slice(start, end);
    if (/^ | $/.test(spelling)) continue;
    if (/[\p{L}]$/u.test(spelling) && /[\p{L}\d]/u.test(text[end] ?? '')) continue;
    const sign = isHeadlineWord(text, start, end) ? undefined : findSign(spelling);
    if (!sign) continue;
    // "1-9  $6.50": it stands at the next number.
    if (start > numberEnd && /^\d[\d.,']*[.,]\d/.test(text.slice(end, end + 12)) && /\p{Sc}$/u.test(spelling))
      return null;
    // "€ 10 € 20": the second sign belongs to the second number.
    if (hasPrefix && /^ ?\d/.test(text.slice(end, end + 2))) return null;
    return place(sign, start, end, hints, number);
  }
  return null;
}

/** The currency both signs allow; undefined when they contradict each other. */
function combine(
  prefix: PlacedSign | null,
  suffix: PlacedSign | null,
  hints: CurrencyHints,
): string | null | undefined {
  if (!prefix || !suffix) return (prefix ?? suffix)?.currency ?? null;
  const shared = prefix.currencies.filter((code) => suffix.currencies.includes(code));
  if (shared.length === 0) return undefined;
  if (shared.length === 1) return shared[0];
  return shared.includes(hints.currencyHint ?? '') ? hints.currencyHint : prefix.currency;
}
