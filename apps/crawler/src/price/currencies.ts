const CODES: ReadonlySet<string> = new Set(
  `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
  CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF
  IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT
  MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
  SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND
  VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL`.split(/\s+/),
);

/** True for an ISO 4217 code of money in use (HRK stays readable: old pages show it). */
export function isCurrencyCode(code: string): boolean {
  return CODES.has(code);
}

const DOLLARS = [
  'USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BBD BMD BND BSD BZD CUP DOP FJD GYD JMD KYD LRD NAD SBD SRD TTD XCD',
];

/** How prices name their currency on pages, and what it can mean. The first is no default: see `DEFAULTS`. */
const SIGNS: ReadonlyArray<readonly [spellings: string, currencies: string]> = [
  ['€ euro euros eur. евро ευρώ', 'EUR'],
  ['£ ￡', 'GBP EGP LBP SYP GIP FKP SHP'],
  ['$ ＄', DOLLARS.join(' ')],
  ['us$ u$s $us us-$', 'USD'],
  ['a$ au$', 'AUD'],
  ['c$ ca$ cad$ cdn$', 'CAD'],
  ['nz$', 'NZD'],
  ['hk$', 'HKD'],
  ['s$ sg$', 'SGD'],
  ['nt$', 'TWD'],
  ['mx$ mex$', 'MXN'],
  ['ar$', 'ARS'],
  ['cl$ clp$', 'CLP'],
  ['col$', 'COP'],
  ['rd$', 'DOP'],
  ['j$ ja$', 'JMD'],
  ['bz$', 'BZD'],
  ['tt$', 'TTD'],
  ['bds$', 'BBD'],
  ['ec$', 'XCD'],
  ['n$', 'NAD'],
  ['fj$', 'FJD'],
  ['gy$', 'GYD'],
  ['r$', 'BRL'],
  ['¥ ￥', 'JPY CNY'],
  ['円 yen', 'JPY'],
  ['rmb 人民币', 'CNY'],
  ['元', 'CNY TWD HKD'],
  ['₩ ￦ 원', 'KRW'],
  ['₹', 'INR'],
  ['rs. rs ₨ rs: rupees', 'INR PKR LKR NPR MUR SCR'],
  ['₽ руб. руб рублей рубля рубль р. р rub.', 'RUB BYN'],
  ['б.р. б.р бел.руб.', 'BYN'],
  ['br', 'BYN ETB'],
  ['Br Br.', 'BYN ETB'],
  ['₴ грн. грн uah.', 'UAH'],
  ['₸ тг тг. тенге', 'KZT'],
  ['₺ tl', 'TRY'],
  ['₪ nis ש"ח ש״ח שח', 'ILS'],
  ['₫ đ vnđ', 'VND'],
  ['₱ ₱. php.', 'PHP'],
  ['฿ บาท', 'THB'],
  ['₦', 'NGN'],
  ['₵ gh₵', 'GHS'],
  ['₡', 'CRC'],
  ['₲', 'PYG'],
  ['₮', 'MNT'],
  ['₼', 'AZN'],
  ['₾', 'GEL'],
  ['৳', 'BDT'],
  ['₭', 'LAK'],
  ['៛', 'KHR'],
  ['֏', 'AMD'],
  ['zł zl zł.', 'PLN'],
  ['kč kc kč.', 'CZK'],
  ['Ft Ft. FT', 'HUF'],
  ['лв лв. lv lv.', 'BGN'],
  ['lei leu', 'RON MDL'],
  ['kn kn.', 'HRK'],
  ['din din. дин дин.', 'RSD'],
  ['ден ден. den.', 'MKD'],
  ['KM', 'BAM'],
  ['kr kr.', 'SEK NOK DKK ISK'],
  ['sfr. sfr', 'CHF'],
  ['fr. Fr', 'CHF'],
  ['R', 'ZAR'],
  ['rm', 'MYR'],
  ['rp rp.', 'IDR'],
  ['s/ s/.', 'PEN'],
  ['bs bs.', 'BOB VES'],
  ['ksh ksh. kshs', 'KES'],
  ['tsh', 'TZS'],
  ['ush', 'UGX'],
  ['fcfa cfa', 'XOF XAF'],
  ['dhs dhs. dh د.إ درهم', 'AED MAD'],
  ['DT د.ت', 'TND'],
  ['DA د.ج', 'DZD'],
  ['kd k.d. د.ك', 'KWD'],
  ['b.d. د.ب', 'BHD'],
  ['ر.ع. ر.ع', 'OMR'],
  ['ر.س ر.س.', 'SAR'],
  ['ريال', 'SAR QAR YER OMR'],
  ['ر.ق', 'QAR'],
  ['ج.م', 'EGP'],
  ['جنيه', 'EGP SDG'],
  // Ten rials, and no currency of ISO 4217: an amount without a code.
  ['تومان تومن', ''],
  ['e£', 'EGP'],
  ['Q', 'GTQ'],
];

/** Where everyone reads an ambiguous sign in one way unless something says otherwise. */
const DEFAULTS: Readonly<Record<string, string>> = {
  '£': 'GBP',
  '￡': 'GBP',
  '₽': 'RUB',
  جنيه: 'EGP',
  lei: 'RON',
  leu: 'RON',
};

/** Signs that are also words or units (feet, kilometres, "R 12"): read only where a hint expects that currency. */
const NEEDS_HINT: ReadonlySet<string> = new Set([
  'Ft',
  'FT',
  'Ft.',
  'KM',
  'R',
  'Q',
  'DA',
  'DT',
  'Fr',
  'fr.',
  'br',
  'р',
  'р.',
]);
/** Of those, the ones plain enough beside a number to be money even without a hint, where the currency then is the only one. */
const PLAIN: ReadonlySet<string> = new Set(['Ft', 'Ft.', 'DT', 'fr.', 'р.']);

/** A sign or code as found in a text. */
export interface CurrencySign {
  /** As written in the table: lower case unless case matters. */
  text: string;
  /** What it can mean; one entry when it is unambiguous. */
  currencies: readonly string[];
}

const BY_SPELLING = new Map<string, CurrencySign>();
for (const [spellings, currencies] of SIGNS) {
  for (const text of spellings.split(' '))
    BY_SPELLING.set(text, { text, currencies: currencies.split(' ').filter((code) => code !== '') });
}
/** Old or informal codes that shops write like ISO codes. */
const CODE_ALIASES: Readonly<Record<string, string>> = {
  NTD: 'TWD',
  RMB: 'CNY',
  BYR: 'BYN',
  RUR: 'RUB',
  NIS: 'ILS',
  STG: 'GBP',
  CNH: 'CNY',
};

const FIRST_CHARACTERS = new Set([...BY_SPELLING.keys()].map((spelling) => spelling.charAt(0)));
const LAST_CHARACTERS = new Set([...BY_SPELLING.keys()].map((spelling) => spelling.charAt(spelling.length - 1)));

/** Quick answer to whether a sign or code can begin with a character. */
export function canBeginSign(char: string): boolean {
  return FIRST_CHARACTERS.has(char) || FIRST_CHARACTERS.has(char.toLowerCase()) || isLatin(char);
}

/** Quick answer to whether a sign or code can end with a character. */
export function canEndSign(char: string): boolean {
  return LAST_CHARACTERS.has(char) || LAST_CHARACTERS.has(char.toLowerCase()) || isLatin(char);
}

function isLatin(char: string): boolean {
  return (char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z');
}

/** Longest spelling in the table. */
export const MAX_SIGN_LENGTH = 9;

/** The currency a spelling stands for, or nothing. Codes are found in upper, lower and title case. */
export function findSign(spelling: string): CurrencySign | undefined {
  const exact = BY_SPELLING.get(spelling) ?? BY_SPELLING.get(spelling.toLowerCase());
  if (exact) return exact;
  if (spelling.length !== 3) return undefined;
  const code = normalizeCurrencyCode(spelling);
  if (code === null) return undefined;
  // Words that are codes too ("all", "top", "try", "lak", "mop") count only as capitals.
  return spelling === spelling.toUpperCase() || COMMON_CODES.has(code) ? { text: code, currencies: [code] } : undefined;
}
/** Whether a code is also a word that headlines hold (TOP, ALL, TRY, PEN): in capitals among capitals it is that word. */
export const isUncommonCode = (code: string): boolean => CODES.has(code) && !COMMON_CODES.has(code);
const COMMON_CODES = new Set(
  'EUR USD GBP CHF SEK NOK DKK PLN CZK HUF RUB UAH INR PKR AUD NZD BRL MXN JPY CNY TWD HKD SGD AED SAR'.split(' '),
);

/** `eur`, `EUR ` and `RMB` as an ISO code; a sign that can mean one currency only, too; else null. */
export function normalizeCurrencyCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  const alias = CODE_ALIASES[code] ?? code;
  if (alias.length === 3 && CODES.has(alias)) return alias;
  const sign = BY_SPELLING.get(text.trim()) ?? BY_SPELLING.get(text.trim().toLowerCase());
  return sign?.currencies.length === 1 ? (sign.currencies[0] ?? null) : null;
}

/** What else is known about the place a price was found. Strongest first. */
export interface CurrencyHints {
  /** ISO code that markup or the task names. */
  currencyHint?: string | undefined;
  /** Currency of the country in the site's host name. */
  siteCurrency?: string | undefined;
  /** Currency of the region in the page's language tag. */
  localeCurrency?: string | undefined;
  /** Currency that the scripts of the page name; only ever chooses among a sign's meanings. */
  stateCurrency?: string | undefined;
  /** Currency that the page's language alone suggests (Swedish: SEK); only ever chooses among a sign's meanings. */
  languageCurrency?: string | undefined;
}

/** The one currency a sign means here; null when it stays ambiguous; undefined when it is then not a sign at all. */
export function resolveSign(
  sign: CurrencySign,
  hints: CurrencyHints,
  number: { decimal: string | null; grouping?: 'lakh' },
): string | null | undefined {
  const { currencies, text } = sign;
  const expected = [
    hints.currencyHint,
    hints.siteCurrency,
    hints.localeCurrency,
    hints.stateCurrency,
    hints.languageCurrency,
  ];
  for (const hint of expected) if (hint !== undefined && currencies.includes(hint)) return hint;
  // Kilometres are whole numbers or have one decimal.
  if (text === 'KM' && /\.\d\d$/.test(number.decimal ?? '')) return 'BAM';
  if (NEEDS_HINT.has(text) && !PLAIN.has(text)) return undefined;
  if (currencies.length === 1) return currencies[0];
  if (number.grouping === 'lakh' && text.startsWith('rs')) return 'INR';
  // A yen has no decimals, a yuan often shows them.
  if ((text === '¥' || text === '￥') && !number.decimal?.includes('.')) return 'JPY';
  return DEFAULTS[text] ?? (text.startsWith('руб') || text === 'р.' ? 'RUB' : null);
}
