import { cleanAddress, unwrapLink } from './clean-address.js';
import type { EBAY_MARKETPLACES } from './source-queries.js';

/**
 * What an address says of itself, before anybody fetches it. `keyed`: an official API answers for it. `refused`: it is not read,
 * with the reason in a sentence. `link`: a crawler finds out what it is.
 */
export type RecognisedAddress =
  | { kind: 'keyed'; source: 'ebay' | 'yahoo-shopping-jp'; query: Record<string, unknown>; sentence: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'link'; url: string };

/** Places whose terms forbid programs to read their pages, and what else there is. */
const FORBIDDEN: readonly (readonly [RegExp, string, string?])[] = [
  [/(?:^|\.)amazon\.[a-z.]{2,6}$|(?:^|\.)amzn\.(?:to|eu)$/, 'Amazon'],
  [/(?:^|\.)(?:facebook\.com|fb\.com)$/, 'Facebook'],
  [/(?:^|\.)instagram\.com$/, 'Instagram'],
  [/(?:^|\.)mercari\.com$/, 'Mercari'],
  [/(?:^|\.)vinted\.[a-z.]{2,6}$/, 'Vinted'],
  [/(?:^|\.)craigslist\.org$/, 'Craigslist', 'A search there offers an RSS feed in some regions.'],
  [/(?:^|\.)linkedin\.com$/, 'LinkedIn'],
  [/(?:^|\.)kleinanzeigen\.de$/, 'Kleinanzeigen', 'It sends e-mails for saved searches.'],
  [/(?:^|\.)leboncoin\.fr$/, 'leboncoin', 'It sends e-mails for saved searches.'],
  [/(?:^|\.)(?:taobao|tmall|goofish)\.com$/, 'Taobao'],
  [/(?:^|\.)1688\.com$/, '1688.com'],
  [/(?:^|\.)stockx\.com$/, 'StockX'],
  [/(?:^|\.)ticketmaster\.[a-z.]{2,6}$/, 'Ticketmaster'],
  [/(?:^|\.)walmart\.com$/, 'Walmart'],
];

const EBAY_SITES: Readonly<Record<string, keyof typeof EBAY_MARKETPLACES>> = {
  'ebay.com': 'EBAY_US',
  'ebay.co.uk': 'EBAY_GB',
  'ebay.com.au': 'EBAY_AU',
  'ebay.com.hk': 'EBAY_HK',
  'ebay.com.sg': 'EBAY_SG',
  'befr.ebay.be': 'EBAY_BE',
  ...Object.fromEntries(
    ['at', 'be', 'ca', 'ch', 'de', 'es', 'fr', 'ie', 'it', 'nl', 'pl'].map((country) => [
      `ebay.${country}`,
      `EBAY_${country.toUpperCase()}` as keyof typeof EBAY_MARKETPLACES,
    ]),
  ),
};
const EBAY_CONDITIONS: Readonly<Record<string, string>> = {
  '1000': 'new',
  '1500': 'new',
  '2000': 'refurbished',
  '2010': 'refurbished',
  '2020': 'refurbished',
  '2030': 'refurbished',
  '2500': 'refurbished',
  '3': 'new',
  '4': 'used',
  '3000': 'used',
  '7000': 'for_parts',
};

/** Recognises an address as people paste it: cleaned of tracking, behind links that count clicks. Pure; never throws for a URL. */
export function recogniseAddress(pasted: string): RecognisedAddress {
  const address = cleanAddress(unwrapLink(new URL(pasted)));
  const host = address.hostname.toLowerCase().replace(/^(?:www|m)\./, '');
  const marketplace = EBAY_SITES[host];
  if (marketplace) return recogniseEbay(address, marketplace);
  if (host === 'shopping.yahoo.co.jp' || host === 'store.shopping.yahoo.co.jp') return recogniseYahoo(address, host);
  for (const [pattern, name, instead] of FORBIDDEN) {
    if (!pattern.test(host)) continue;
    const reason = `${name} does not allow programs to read its pages, so this address is not watched.`;
    return { kind: 'refused', reason: instead === undefined ? reason : `${reason} ${instead}` };
  }
  return { kind: 'link', url: address.href };
}

function recogniseEbay(address: URL, marketplace: keyof typeof EBAY_MARKETPLACES): RecognisedAddress {
  const { searchParams, pathname } = address;
  const q = (searchParams.get('_nkw') ?? '').replaceAll('*', ' ').trim().slice(0, 100);
  const category = searchParams.get('_sacat') ?? /\/sch\/(?:[^/]+\/)?(\d{2,15})\/i\.html/.exec(pathname)?.[1];
  if (q === '') {
    return {
      kind: 'refused',
      reason:
        'This eBay address holds no search words. Paste the address of a search, or use the source ebay with words of your own.',
    };
  }
  const conditions = [
    ...new Set((searchParams.get('LH_ItemCondition') ?? '').split('|').map((code) => EBAY_CONDITIONS[code])),
  ].filter((condition) => condition !== undefined);
  const isAuction = searchParams.get('LH_Auction') === '1';
  const isFixed = searchParams.get('LH_BIN') === '1';
  const minPrice = minorUnits(searchParams.get('_udlo'));
  const maxPrice = minorUnits(searchParams.get('_udhi'));
  return {
    kind: 'keyed',
    source: 'ebay',
    query: {
      q,
      marketplace,
      ...(category && /^[1-9]\d{0,14}$/.test(category) ? { category } : {}),
      ...(minPrice === undefined ? {} : { minPrice }),
      ...(maxPrice === undefined ? {} : { maxPrice }),
      ...(conditions.length > 0 ? { conditions } : {}),
      buyingOptions:
        isAuction && !isFixed ? ['auction'] : isFixed || !isAuction ? ['fixed_price'] : ['fixed_price', 'auction'],
    },
    sentence: `A search for “${q}” on eBay, by its official API.`,
  };
}

function recogniseYahoo(address: URL, host: string): RecognisedAddress {
  const { searchParams, pathname } = address;
  const query = searchParams.get('p')?.trim().slice(0, 200);
  const seller = host.startsWith('store.') ? /^\/([a-z0-9_-]{1,60})(?:\/|$)/i.exec(pathname)?.[1] : undefined;
  const category = /\/category\/(?:[^?]*\/)?(\d{1,15})(?:\/|$)/.exec(pathname)?.[1];
  if (!query && !seller && !category) {
    return { kind: 'refused', reason: 'This Yahoo! Shopping address holds no search words, category or store.' };
  }
  const minPrice = wholeNumber(searchParams.get('pf'));
  const maxPrice = wholeNumber(searchParams.get('pt'));
  return {
    kind: 'keyed',
    source: 'yahoo-shopping-jp',
    query: {
      ...(query ? { query } : {}),
      ...(seller ? { seller } : {}),
      ...(category ? { category } : {}),
      ...(minPrice === undefined ? {} : { minPrice }),
      ...(maxPrice === undefined ? {} : { maxPrice }),
      ...(searchParams.get('used') === '1'
        ? { condition: 'used' }
        : searchParams.get('used') === '2'
          ? { condition: 'new' }
          : {}),
    },
    sentence: 'A search on Yahoo! Shopping Japan, by its official API.',
  };
}

function minorUnits(written: string | null): number | undefined {
  const match = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(written?.trim() ?? '');
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0') || 0) : undefined;
}

function wholeNumber(written: string | null): number | undefined {
  return /^\d{1,9}$/.test(written ?? '') ? Number(written) : undefined;
}
