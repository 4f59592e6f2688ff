import type { Shop } from '../shop-street.js';
import { escapeMarkup } from './escape.js';

const STYLE = `
*{box-sizing:border-box}body{margin:0;background:#faf8f4;color:#23262e;font:16px/1.5 system-ui,"Segoe UI",sans-serif}
a{color:inherit}header,main,footer{max-width:1180px;margin:0 auto;padding:0 24px}
header{display:flex;align-items:baseline;gap:24px;flex-wrap:wrap;padding-top:28px;padding-bottom:18px}
header .name{font:600 28px/1 Georgia,serif;text-decoration:none}header .motto{color:#736d62}nav{margin-left:auto;display:flex;gap:18px}
nav a{text-decoration:none;padding:4px 2px;border-bottom:2px solid transparent}nav a:hover,nav a[aria-current]{border-color:#b3541e}
.news{display:flex;flex-wrap:wrap;gap:8px;margin:0 0 26px;padding:0;list-style:none}
.news li{background:#fff;border:1px solid #e7e1d6;border-radius:99px;padding:3px 12px;font-size:13px;color:#4d483f;max-width:100%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.news b{color:#23262e}.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:22px}
.card{background:#fff;border:1px solid #e7e1d6;border-radius:14px;overflow:hidden;text-decoration:none;display:flex;flex-direction:column;position:relative}
.card:hover{box-shadow:0 8px 24px #4d3b1e1f}.card img{width:100%;height:auto;display:block}.card div{padding:12px 16px 16px}
.kind{margin:0;color:#736d62;font-size:13px}.card h2{font-size:15px;line-height:1.35;margin:2px 0 8px;font-weight:600}
.price{margin:0;font-variant-numeric:tabular-nums}.price s{color:#8a8478}.price .now{font-weight:700}.cut .now{color:#b3261e}
.badge{position:absolute;top:12px;left:12px;border-radius:99px;padding:2px 11px;font-size:12px;font-weight:600;color:#fff;background:#1f6f4a}
.badge.cut{background:#b3261e}.badge.sold{background:#57534a}.sold h2,.sold .price{color:#8a8478}
.product{display:grid;grid-template-columns:minmax(280px,560px) 1fr;gap:44px;padding-top:18px}.product img{width:100%;height:auto;border-radius:16px}
.product h1{font:600 30px/1.2 Georgia,serif;margin:6px 0 14px}.product .price{font-size:24px}.in{color:#1f6f4a}.out{color:#b3261e}
button{background:#b3541e;color:#fff;border:0;border-radius:10px;font:600 16px system-ui;padding:12px 26px}button[disabled]{background:#b9b2a4}
footer{color:#736d62;font-size:14px;padding-top:40px;padding-bottom:40px}@media(max-width:760px){.product{grid-template-columns:1fr}nav{margin-left:0}}`;

export interface LayoutParts {
  title: string;
  shop: Shop;
  base: string;
  /** Markup for the head. */
  head?: string;
  /** Markup between header and footer. */
  body: string;
  /** The collection that is being looked at. */
  collection?: string;
}

/** The frame around every page of the shop. Only `head` and `body` are taken as markup. */
export function writeLayout({ title, shop, base, head = '', body, collection }: LayoutParts): string {
  const root = escapeMarkup(base);
  const tab = (name: string, label: string): string =>
    `<a href="${root}/${name === '' ? '' : `?collection=${name}`}"${collection === name ? ' aria-current="page"' : ''}>${label}</a>`;
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
    `<title>${escapeMarkup(title)}</title><link rel="alternate" type="application/rss+xml" href="${root}/feed.xml" title="${escapeMarkup(shop.name)}">` +
    `<style>${STYLE}</style>${head}</head><body><header><a class="name" href="${root}/">${escapeMarkup(shop.name)}</a>` +
    `<span class="motto">Cameras with a past</span><nav>${tab('', 'Everything')}${tab('cameras', 'Cameras')}${tab('lenses', 'Lenses')}${tab('accessories', 'Accessories')}</nav></header>` +
    `${body}<footer>A demonstration shop: nothing here is real, and everything is always about to change. ` +
    `It also speaks <a href="${root}/products.json">Shopify</a>, <a href="${root}/wp-json/wc/store/v1/products">WooCommerce</a> and <a href="${root}/feed.xml">RSS</a>, and has <a href="${root}/list">plain pages</a>.</footer></body></html>`
  );
}
