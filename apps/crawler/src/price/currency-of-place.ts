import type { CurrencyHints } from './currencies.js';

const EURO_COUNTRIES = 'AD AT BE CY DE EE ES EU FI FR GR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK';
const COUNTRIES = `AE:AED AL:ALL AM:AMD AR:ARS AU:AUD AZ:AZN BA:BAM BD:BDT BG:EUR BH:BHD BO:BOB BR:BRL BY:BYN CA:CAD CH:CHF
CL:CLP CN:CNY CO:COP CR:CRC CZ:CZK DK:DKK DO:DOP DZ:DZD EG:EGP GB:GBP GE:GEL GH:GHS GT:GTQ HK:HKD HN:HNL HR:EUR HU:HUF
ID:IDR IL:ILS IN:INR IQ:IQD IR:IRR IS:ISK JM:JMD JO:JOD JP:JPY KE:KES KH:KHR KR:KRW KW:KWD KZ:KZT LB:LBP LI:CHF LK:LKR
MA:MAD MD:MDL MK:MKD MN:MNT MU:MUR MX:MXN MY:MYR NG:NGN NI:NIO NO:NOK NP:NPR NZ:NZD OM:OMR PA:PAB PE:PEN PH:PHP PK:PKR
PL:PLN PY:PYG QA:QAR RO:RON RS:RSD RU:RUB SA:SAR SE:SEK SG:SGD SN:XOF CI:XOF CM:XAF TH:THB TN:TND TR:TRY TW:TWD TZ:TZS
AF:AFN AO:AOA BB:BBD BN:BND BS:BSD BW:BWP BZ:BZD ET:ETB FJ:FJD GY:GYD HT:HTG KG:KGS LY:LYD MG:MGA MM:MMK MO:MOP MR:MRU MV:MVR MZ:MZN NA:NAD
RW:RWF SD:SDG SO:SOS SR:SRD SY:SYP TJ:TJS TM:TMT TT:TTD YE:YER UA:UAH UG:UGX UK:GBP US:USD UY:UYU UZ:UZS VE:VES VN:VND ZA:ZAR ZM:ZMW`;

const BY_COUNTRY = new Map<string, string>([
  ...EURO_COUNTRIES.split(' ').map((country): [string, string] => [country, 'EUR']),
  ...COUNTRIES.split(/\s+/).map((pair): [string, string] => [pair.slice(0, 2), pair.slice(3)]),
]);

const BY_LANGUAGE: Readonly<Record<string, string>> = {
  sv: 'SEK',
  da: 'DKK',
  no: 'NOK',
  nb: 'NOK',
  nn: 'NOK',
  is: 'ISK',
  ja: 'JPY',
  zh: 'CNY',
  hu: 'HUF',
  ur: 'PKR',
  ne: 'NPR',
  si: 'LKR',
  hi: 'INR',
  ro: 'RON',
  be: 'BYN',
  kk: 'KZT',
  am: 'ETB',
};

/** Country domains that are sold as words, so that they say nothing about a place. */
const GENERIC_DOMAINS = new Set(['CO', 'ME', 'EU', 'IO', 'TV', 'AI', 'CC', 'LI', 'SM', 'AD', 'AM', 'LA']);

/** What a page's address and its `lang` (`pt-BR`, `en_gb`) suggest about its currency. */
export function currencyOfPlace(url: string, language?: string): CurrencyHints {
  const hints: CurrencyHints = {};
  const site = currencyOfAddress(url);
  if (site) hints.siteCurrency = site;
  const [primary = '', ...rest] = (language ?? '').trim().split(/[-_]/);
  const region = rest.find((part) => /^[a-z]{2}$/i.test(part));
  const local = region && BY_COUNTRY.get(region.toUpperCase());
  if (local) hints.localeCurrency = local;
  const spoken = BY_LANGUAGE[primary.toLowerCase()];
  if (spoken) hints.languageCurrency = spoken;
  return hints;
}

function currencyOfAddress(url: string): string | undefined {
  let address: URL;
  try {
    address = new URL(url);
  } catch {
    return undefined;
  }
  const labels = address.hostname.toUpperCase().split('.');
  const top = labels.at(-1) ?? '';
  const second = labels.at(-2) ?? '';
  const country = top.length === 2 ? BY_COUNTRY.get(top) : undefined;
  // "co.uk" and "com.co" name a country; "shop.co" does not.
  if (country && (!GENERIC_DOMAINS.has(top) || second === 'COM')) return country;
  // International shops put the country into the path: /us/en/, /en-au/, /de_ch/.
  const [first = '', next = ''] = address.pathname.split('/').slice(1, 3);
  const pair = /^([a-z]{2})[-_]([a-z]{2})$/i.exec(first);
  if (pair?.[2]) return BY_COUNTRY.get(pair[2].toUpperCase());
  if (/^[a-z]{2}$/i.test(first) && /^[a-z]{2}$/i.test(next)) return BY_COUNTRY.get(first.toUpperCase());
  // A country as the first label: us.shop.example. "www" and names of brands have other lengths.
  return labels.length > 2 && /^[A-Z]{2}$/.test(labels[0] ?? '') && !LANGUAGE_LABELS.has(labels[0] ?? '')
    ? BY_COUNTRY.get(labels[0] ?? '')
    : undefined;
}

/** Two-letter first labels that are as likely a language as a country ("ca" is Catalan too). */
const LANGUAGE_LABELS = new Set([
  'AR',
  'CA',
  'EU',
  'MY',
  'ID',
  'NO',
  'IN',
  'GO',
  'ME',
  'IS',
  'CO',
  'PA',
  'SE',
  'ES',
  'MX',
]);
