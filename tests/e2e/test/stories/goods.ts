/** What a shop serves at one step of a story: a body, or an answer of its own, by path. */
export type Served = string | { status: number; headers?: Record<string, string>; body?: string };
export type Step = Record<string, Served>;

/** Something that a shop does, and the kinds of events that a person is told of it after the first look, step by step. */
export interface Story {
  name: string;
  source: 'page' | 'feed' | 'list' | 'shopify' | 'woocommerce';
  steps: Step[];
  tells: string[][];
  /** Last, a listing with this price. */
  price?: number;
}

const BUY = '<button>Add to cart</button>';
export const pageOf = (title: string, body: string, lang = 'en-IE') =>
  `<!doctype html><html lang="${lang}"><head><title>${title} - Lindgrove</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`;
export const kettle = (price: string, more = BUY) => ({
  '/p': pageOf('Copper Kettle', `<p class="price">${price}</p>${more}`),
});

export const feedOf = (...items: string[]) => ({
  '/f': `<?xml version="1.0"?><rss version="2.0"><channel><title>Finds</title>${items.join('')}</channel></rss>`,
});
export const entry = (title: string, link: string, id?: string) =>
  `<item><title>${title}</title><link>${link}</link>${id ? `<guid isPermaLink="false">${id}</guid>` : ''}</item>`;

interface Cup {
  id: number;
  price: string;
  sku?: string;
  available?: boolean;
}
export const cups = (currency: string, ...products: Cup[]) => ({
  '/meta.json': JSON.stringify({ currency }),
  '/products.json': JSON.stringify({
    products: products.map(({ id, price, sku = `CUP-${id}`, available = true }) => ({
      id,
      title: `Cup ${sku}`,
      handle: `cup-${id}`,
      published_at: '2026-11-01T00:00:00Z',
      images: [],
      variants: [{ id: id * 10, title: 'Default Title', price, sku, available }],
    })),
  }),
});

/** One product that comes in sizes, each at its price. */
export const sizes = (prices: Record<string, string>) => ({
  '/meta.json': JSON.stringify({ currency: 'EUR' }),
  '/products.json': JSON.stringify({
    products: [
      {
        id: 1,
        title: 'Coat',
        handle: 'coat',
        published_at: '2026-11-01T00:00:00Z',
        images: [],
        variants: Object.entries(prices).map(([title, price]) => ({
          id: 10 + title.charCodeAt(0),
          title,
          option1: title,
          price,
          sku: `COAT-${title}`,
          available: true,
        })),
      },
    ],
  }),
});

const tile = (n: number) =>
  `<li class="tile"><a href="chair-${n}"><img src="${n}.jpg" alt=""><h3>Oak Chair ${n}</h3></a><b>€${n}9.00</b></li>`;
export const chairs = (...numbers: number[]) => ({
  '/l': pageOf(
    'Chairs',
    numbers.length > 0
      ? `<ul>${numbers.map(tile).join('')}</ul>`
      : '<p>No products were found matching your selection.</p>',
  ),
});
