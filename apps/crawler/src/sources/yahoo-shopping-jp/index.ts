import { API_HOSTS, HOST_MIN_GAPS_MS } from '@goodshunter/contracts/sources';
import type { ApiAnswer } from '../../fetch/shop-session.js';
import { classifyApiAnswer, readKey } from '../api-answer.js';
import { parseJson } from '../parse-json.js';
import { percentSpaces } from '../percent-spaces.js';
import { readPages } from '../read-listing.js';
import type { Source } from '../source.js';
import { buildSearchUrl } from './build-url.js';
import { parseError, parseItemSearch } from './parse.js';

const YAHOO = { source: 'yahoo-shopping-jp', name: 'Yahoo! Shopping' } as const;
const GAP_MS = HOST_MIN_GAPS_MS[API_HOSTS['yahoo-shopping-jp']];

export interface YahooShoppingOptions {
  /** `https://shopping.yahooapis.jp`, or where a double of it is. */
  apiUrl: string;
}

/** Yahoo! Shopping Japan by its official item search, with the operator's own application id. */
export function createYahooShoppingSource({ apiUrl }: YahooShoppingOptions): Source<'yahoo-shopping-jp'> {
  return {
    name: 'yahoo-shopping-jp',
    async crawl(query, context) {
      const { appId } = readKey(YAHOO, context.credentials);
      return readPages(
        {
          buildUrl: (page) => buildSearchUrl(apiUrl, query, page),
          // It cannot be sorted by date: a known item says nothing about what follows it.
          isNewestFirst: false,
          async readPage(url, page) {
            const keyed = new URL(url);
            keyed.searchParams.set('appid', appId);
            const answer = await context.session.callApi(percentSpaces(keyed), {
              headers: { accept: 'application/json' },
              ...(GAP_MS === undefined ? {} : { gapMs: GAP_MS }),
            });
            const failure = classifyApiAnswer(answer, YAHOO, readError(answer, appId));
            if (failure) throw failure;
            return parseItemSearch(parseJson(answer.text), page);
          },
        },
        context,
      );
    },
  };
}

/** What the API says of it. The key is part of the address, which an API that explains itself may repeat. */
function readError({ status, text }: ApiAnswer, appId: string): string {
  if (status < 400) return '';
  try {
    const reason = parseError(JSON.parse(text));
    return [appId, encodeURIComponent(appId)].reduce((hidden, secret) => hidden.replaceAll(secret, '***'), reason);
  } catch {
    return '';
  }
}
