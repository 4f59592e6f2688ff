import type { ApiAnswer } from '../../fetch/shop-session.js';
import { classifyApiAnswer, readKey } from '../api-answer.js';
import { parseJson } from '../parse-json.js';
import { percentSpaces } from '../percent-spaces.js';
import { readPages } from '../read-listing.js';
import type { Source, SourceSession } from '../source.js';
import { ApplicationTokens, type EbayKey } from './application-tokens.js';
import { buildSearchUrl } from './build-url.js';
import { EBAY } from './ebay-api.js';
import { parseErrors, parseSearch } from './parse.js';

export interface EbayOptions {
  /** `https://api.ebay.com`, or where a sandbox or a double of it is. */
  apiUrl: string;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/** eBay's listings by the official Browse API, with the operator's own key. */
export function createEbaySource({ apiUrl, now }: EbayOptions): Source<'ebay'> {
  const tokens = new ApplicationTokens({ apiUrl, now });
  return {
    name: 'ebay',
    async crawl(query, context) {
      const key = readKey(EBAY, context.credentials);
      const headers = { accept: 'application/json', 'x-ebay-c-marketplace-id': query.marketplace };
      return readPages(
        {
          buildUrl: (page) => buildSearchUrl(apiUrl, query, page),
          async readPage(url) {
            const answer = await callWithToken(percentSpaces(url), headers, { key, tokens, session: context.session });
            const failure = classifyApiAnswer(answer, EBAY, readErrors(answer));
            if (failure) throw failure;
            return parseSearch(parseJson(answer.text), query.marketplace, now());
          },
        },
        context,
      );
    },
  };
}

interface Caller {
  key: EbayKey;
  tokens: ApplicationTokens;
  session: SourceSession;
}

/** A token that eBay takes back before its time is renewed once; one that it has just granted is not. */
async function callWithToken(
  url: URL,
  headers: Record<string, string>,
  { key, tokens, session }: Caller,
): Promise<ApiAnswer> {
  const call = async (token: string) => {
    const answer = await session.callApi(url, { headers: { ...headers, authorization: `Bearer ${token}` } });
    if (answer.status === 401) tokens.forget(key, token);
    return answer;
  };
  const { token, isFresh } = await tokens.tokenFor(key, session);
  const answer = await call(token);
  if (answer.status !== 401 || isFresh) return answer;
  return call((await tokens.tokenFor(key, session)).token);
}

function readErrors({ status, text }: ApiAnswer): string {
  if (status < 400) return '';
  try {
    return parseErrors(JSON.parse(text));
  } catch {
    return '';
  }
}
