/** One kind of document that costs its reader more than it gives. */
export interface HostileDocument {
  source: 'page' | 'list' | 'feed' | 'shopify' | 'woocommerce';
  name: string;
  /** The document, of about so many bytes. */
  build: (bytes: number) => string;
}

const PAGE_START = '<!doctype html><html><head><title>Lamp</title></head><body><h1>Lamp</h1><p>19,99 €</p>';

/** Repeats a part until it fills the size. */
const fill = (bytes: number, part: string): string => part.repeat(Math.max(1, Math.floor(bytes / part.length)));
/** Numbered parts, so that nothing can be remembered from one to the next. */
function count(bytes: number, part: (index: number) => string): string {
  const parts: string[] = [];
  for (let index = 0, length = 0; length < bytes; index++) {
    const next = part(index);
    length += next.length;
    parts.push(next);
  }
  return parts.join('');
}

const inPage = (body: string) => `${PAGE_START}${body}</body></html>`;
const inJsonLd = (json: string) => inPage(`<script type="application/ld+json">${json}</script>`);
const inRss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>${items}</channel></rss>`;

/** What a shop can send to keep a reader busy; all of it stays within the limits of size. */
export const HOSTILE_DOCUMENTS: readonly HostileDocument[] = [
  { source: 'page', name: 'deep nesting', build: (bytes) => inPage(fill(bytes, '<div>')) },
  { source: 'page', name: 'tags closed across', build: (bytes) => inPage(fill(bytes, '<b><i></b></i>')) },
  {
    source: 'page',
    name: 'one element of countless attributes',
    build: (bytes) => inPage(`<div ${count(bytes, (index) => `a${index}=1 `)}></div>`),
  },
  {
    source: 'page',
    name: 'long classes everywhere',
    build: (bytes) => inPage(fill(bytes, `<p class="${'price old sale '.repeat(20)}" id="price-now">1,99 €</p>`)),
  },
  { source: 'page', name: 'millions of tags', build: (bytes) => inPage(fill(bytes, '<br>')) },
  {
    source: 'page',
    name: 'prices without end',
    build: (bytes) => inPage(count(bytes, (index) => `<b>$${index}.99</b>`)),
  },
  { source: 'page', name: 'nothing but digits', build: (bytes) => inPage(`<p>${fill(bytes, '1 ')}</p>`) },
  { source: 'page', name: 'headings without end', build: (bytes) => inPage(fill(bytes, '<h1>Lamp of the moon</h1>')) },
  {
    source: 'page',
    name: 'offers without end in JSON-LD',
    build: (bytes) =>
      inJsonLd(`{"@type":"Product","name":"Lamp","offers":[${fill(bytes, '{"@type":"Offer","price":"1"},')}{}]}`),
  },
  {
    source: 'page',
    name: 'nested arrays in JSON-LD',
    build: (bytes) => inJsonLd('['.repeat(bytes / 2) + ']'.repeat(bytes / 2)),
  },
  {
    source: 'page',
    name: 'scripts of JSON-LD without end',
    build: (bytes) =>
      inPage(
        fill(
          bytes,
          '<script type="application/ld+json">{"@type":"Product","name":"Lamp","offers":{"price":"1"}}</script>',
        ),
      ),
  },
  {
    source: 'page',
    name: 'products without end in microdata',
    build: (bytes) =>
      inPage(
        fill(
          bytes,
          '<div itemscope itemtype="http://schema.org/Product"><i itemprop="name">Lamp</i><i itemprop="price">1</i></div>',
        ),
      ),
  },
  { source: 'page', name: 'blanks in JSON-LD', build: (bytes) => inJsonLd(`{${fill(bytes, ' ')}x`) },
  { source: 'page', name: 'entities', build: (bytes) => inPage(fill(bytes, '&#8364;&notin;&amp;')) },
  {
    source: 'page',
    name: 'state of scripts',
    build: (bytes) => inPage(`<script>${count(bytes, (index) => `"price":${index},`)}</script>`),
  },
  {
    source: 'page',
    name: 'variations without end',
    build: (bytes) =>
      inPage(
        `<form data-product_variations='[${fill(bytes, '{"attributes":{"attribute_size":"m"},"display_price":3},')}{}]'></form>`,
      ),
  },
  {
    source: 'page',
    name: 'brackets in scripts that never end',
    build: (bytes) => inPage(`<script>${fill(Math.min(bytes, 1_400_000), 'a=[{"b":"c",')}</script>`.repeat(7)),
  },
  {
    source: 'page',
    name: 'quotes in scripts that never end',
    build: (bytes) => inPage(`<script>${fill(Math.min(bytes, 1_400_000), 'JSON.parse("{\\"a')}</script>`.repeat(7)),
  },
  {
    source: 'page',
    name: 'products without end in scripts',
    build: (bytes) =>
      inPage(
        `<script>a=[${fill(Math.min(bytes, 1_400_000), '{"name":"Lamp","variants":[{"id":1}]},')}{}]</script>`.repeat(
          7,
        ),
      ),
  },
  { source: 'page', name: 'blanks', build: (bytes) => inPage(`<p>${fill(bytes, ' \n\t')}</p>`) },
  { source: 'feed', name: 'deep nesting', build: (bytes) => inRss(fill(bytes, '<item>')) },
  {
    source: 'feed',
    name: 'items without end',
    build: (bytes) => inRss(count(bytes, (index) => `<item><title>${index}</title></item>`)),
  },
  {
    source: 'feed',
    name: 'long entries',
    build: (bytes) =>
      inRss(
        count(
          bytes,
          (index) =>
            `<item><guid>${index}</guid><title>${'Lamp $1 '.repeat(60)}</title><description>${'&lt;p&gt;x '.repeat(800)}</description></item>`,
        ),
      ),
  },
  {
    source: 'feed',
    name: 'namespaces without end',
    build: (bytes) => inRss(count(bytes, (index) => `<item xmlns:n${index}="u"/>`)),
  },
  {
    source: 'shopify',
    name: 'products without end',
    build: (bytes) => `{"products":[${fill(bytes, '{"id":1,"handle":"a","title":"A"},')}{}]}`,
  },
  {
    source: 'shopify',
    name: 'variants without end',
    build: (bytes) =>
      `{"products":[{"id":1,"handle":"a","variants":[${fill(bytes, '{"price":"1.00","sku":"a"},')}{}]}]}`,
  },
  {
    source: 'shopify',
    name: 'nested arrays',
    build: (bytes) => `{"products":${'['.repeat(bytes / 2)}${']'.repeat(bytes / 2)}}`,
  },
  {
    source: 'woocommerce',
    name: 'products without end',
    build: (bytes) =>
      `[${fill(bytes, '{"id":1,"name":"A","prices":{"price":"1","currency_code":"EUR","currency_minor_unit":2}},')}{}]`,
  },
  { source: 'woocommerce', name: 'empty objects', build: (bytes) => `[${fill(bytes, '{},')}{}]` },
  {
    source: 'list',
    name: 'cards without end',
    build: (bytes) => inPage(count(bytes, (index) => `<li><a href="/p/${index}"><h3>Lamp</h3></a>€${index}</li>`)),
  },
  {
    source: 'list',
    name: 'links in depth',
    build: (bytes) => inPage(count(bytes, (index) => `<div class="c${index}"><a href="/p/${index}">Lamp</a>`)),
  },
  {
    source: 'list',
    name: 'siblings without links',
    build: (bytes) => inPage(count(bytes, (index) => `<div class="item">Lamp ${index} for €${index}</div>`)),
  },
];
