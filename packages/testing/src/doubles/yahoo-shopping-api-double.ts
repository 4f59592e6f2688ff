import { type ApiDouble, type DoubleAnswer, type DoubleCall, startApiDouble } from './api-double.js';

export const YAHOO_SEARCH_PATH = '/ShoppingWebService/V3/itemSearch';

/** An item, as itemSearch v3 writes it. */
export type YahooHit = Record<string, unknown> & { code: string; name: string; price: number };

export interface YahooShoppingApiDouble extends ApiDouble {
  readonly appId: string;
  /** All items. Change it as stores do. */
  readonly items: YahooHit[];
}

/** An item in stock, as itemSearch v3 shows it. */
export function yahooHit(id: number, price: number, change: Record<string, unknown> = {}): YahooHit {
  return {
    name: `ライカ M3 ${id}`,
    description: 'フィルムカメラ<br>動作確認済み',
    headLine: '【中古】 &amp; 保証付き',
    inStock: true,
    url: `https://store.shopping.yahoo.co.jp/camera-a/m3-${id}.html`,
    code: `camera-a_m3-${id}`,
    condition: 'used',
    image: { small: '', medium: `https://item-shopping.c.yimg.jp/i/g/camera-a_m3-${id}` },
    price,
    premiumPrice: price,
    premiumPriceStatus: false,
    priceLabel: { taxable: true, defaultPrice: price, discountedPrice: null, fixedPrice: null },
    janCode: '',
    seller: { sellerId: 'camera-a', name: 'カメラA' },
    ...change,
  };
}

/** Yahoo! Shopping Japan's item search v3 as documented: the cheapest first, pages by start and results, and its errors. */
export async function startYahooShoppingApi(items: readonly YahooHit[] = []): Promise<YahooShoppingApiDouble> {
  const appId = 'dj00aiZpPXRlc3QmcwAppIdForTests';
  const shown = [...items];

  function search({ query }: DoubleCall): DoubleAnswer {
    if (query.get('appid') !== appId) return refuse(403, 'Your Request was Forbidden');
    const results = Number(query.get('results') ?? 20);
    const start = Number(query.get('start') ?? 1);
    const words = query.get('query');
    const isNarrowed = ['query', 'genre_category_id', 'seller_id', 'jan_code'].some((name) => query.has(name));
    if (!isNarrowed) return refuse(400, 'query or other search condition is required');
    if (results > 50 || start < 1 || start + results > 1000) return refuse(400, 'start or results is out of range');
    const seller = query.get('seller_id');
    const found = shown
      .filter((hit) => words === null || words.split(/\s+/).every((word) => hit.name.includes(word)))
      .filter((hit) => seller === null || hit.code.startsWith(`${seller}_`))
      .sort((a, b) => (query.get('sort') === '+price' ? a.price - b.price : 0));
    const hits = found.slice(start - 1, start - 1 + results);
    return {
      body: {
        totalResultsAvailable: found.length,
        totalResultsReturned: hits.length,
        firstResultsPosition: start,
        request: { query: words ?? '' },
        hits: hits.map((hit, index) => ({ index: start + index, ...hit })),
      },
    };
  }

  const double = await startApiDouble((call) =>
    call.path === YAHOO_SEARCH_PATH && call.method === 'GET' ? search(call) : refuse(404, 'Resource Not Found'),
  );
  return { ...double, appId, items: shown };
}

function refuse(status: number, message: string): DoubleAnswer {
  return { status, body: { Error: { Message: message } } };
}
