import { type ApiDouble, type DoubleAnswer, type DoubleCall, startApiDouble } from './api-double.js';

export const EBAY_TOKEN_PATH = '/identity/v1/oauth2/token';
export const EBAY_SEARCH_PATH = '/buy/browse/v1/item_summary/search';
const SCOPE = 'https://api.ebay.com/oauth/api_scope';

/** An item summary, as the Browse API writes it; `title` and `itemId` at least. */
export type EbaySummary = Record<string, unknown> & { itemId: string; title: string };

export interface EbayApiDouble extends ApiDouble {
  readonly key: { clientId: string; clientSecret: string };
  /** All listings, newest first. Change it as sellers do. */
  readonly listings: EbaySummary[];
  /** Takes back all tokens before their time. */
  expireTokens(): void;
}

/** A listing for a fixed price, as `item_summary/search` shows it. */
export function ebaySummary(id: number, price: string, change: Record<string, unknown> = {}): EbaySummary {
  return {
    itemId: `v1|${id}|0`,
    legacyItemId: String(id),
    title: `Leica M3 No. ${id}`,
    price: { value: price, currency: 'USD' },
    buyingOptions: ['FIXED_PRICE'],
    condition: 'Used',
    conditionId: '3000',
    image: { imageUrl: `https://i.ebayimg.com/images/g/${id}/s-l225.jpg` },
    itemWebUrl: `https://www.ebay.com/itm/${id}?hash=item${id}:g:abc&amdata=enc%3AAQ`,
    itemCreationDate: '2026-01-02T03:04:05.000Z',
    ...change,
  };
}

/**
 * eBay's OAuth and Browse APIs as documented: the client credentials grant, words of `q` in titles, fixed prices unless other
 * buying options are asked for, pages by limit and offset with `next`, and the documented errors.
 */
export async function startEbayApi(listings: readonly EbaySummary[] = []): Promise<EbayApiDouble> {
  const key = { clientId: 'GoodsHun-test-PRD-1a2b3c4d5e', clientSecret: 'PRD-1a2b3c4d5e6f-test' };
  const shown = [...listings];
  const tokens = new Set<string>();
  let granted = 0;

  function grant({ method, headers, body }: DoubleCall): DoubleAnswer {
    const form = new URLSearchParams(body);
    const basic = `Basic ${Buffer.from(`${key.clientId}:${key.clientSecret}`).toString('base64')}`;
    if (headers.authorization !== basic) {
      return { status: 401, body: { error: 'invalid_client', error_description: 'client authentication failed' } };
    }
    if (method !== 'POST' || form.get('grant_type') !== 'client_credentials') {
      return {
        status: 400,
        body: { error: 'unsupported_grant_type', error_description: 'grant type is not supported' },
      };
    }
    if (form.get('scope') !== SCOPE) {
      return { status: 400, body: { error: 'invalid_scope', error_description: 'The requested scope is invalid' } };
    }
    granted += 1;
    const token = `v^1.1#i^1#f^0#p^1#r^0#I^3#t^test-token-${granted}`;
    tokens.add(token);
    return { body: { access_token: token, expires_in: 7200, token_type: 'Application Access Token' } };
  }

  function search({ query, headers, path }: DoubleCall): DoubleAnswer {
    if (!tokens.has(String(headers.authorization).replace(/^Bearer /, ''))) {
      return refuse(401, 1001, 'OAuth', 'Invalid access token');
    }
    const q = query.get('q');
    const limit = Number(query.get('limit') ?? 50);
    const offset = Number(query.get('offset') ?? 0);
    if (!q) return refuse(400, 12001, 'API_BROWSE', "The call must have a valid 'q' query parameter.");
    if (!(limit >= 1 && limit <= 200))
      return refuse(400, 12006, 'API_BROWSE', "The 'limit' value should be between 1 and 200.");
    if (offset % limit !== 0) return refuse(400, 12515, 'API_BROWSE', "The 'offset' must be a multiple of 'limit'.");
    const asked = /buyingOptions:\{([A-Z_|]+)\}/.exec(query.get('filter') ?? '')?.[1]?.split('|') ?? ['FIXED_PRICE'];
    const words = q.toLowerCase().split(/\s+/);
    const found = shown.filter(
      ({ title, buyingOptions }) =>
        words.every((word) => title.toLowerCase().includes(word)) &&
        (buyingOptions as string[]).some((option) => asked.includes(option)),
    );
    const href = (at: number) => `https://api.ebay.com${path}?q=${encodeURIComponent(q)}&limit=${limit}&offset=${at}`;
    const items = found.slice(offset, offset + limit);
    return {
      body: {
        href: href(offset),
        total: found.length,
        ...(offset + limit < found.length ? { next: href(offset + limit) } : {}),
        limit,
        offset,
        ...(items.length > 0 ? { itemSummaries: items } : {}),
      },
    };
  }

  const double = await startApiDouble((call) => {
    if (call.path === EBAY_TOKEN_PATH) return grant(call);
    if (call.path === EBAY_SEARCH_PATH && call.method === 'GET') return search(call);
    return refuse(404, 2002, 'ACCESS', 'Resource not found');
  });
  return { ...double, key, listings: shown, expireTokens: () => tokens.clear() };
}

function refuse(status: number, errorId: number, domain: string, message: string): DoubleAnswer {
  return { status, body: { errors: [{ errorId, domain, category: 'REQUEST', message, longMessage: message }] } };
}
