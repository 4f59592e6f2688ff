import { CrawlError } from '../../errors.js';
import { decodeText, looksBinary, sniffHtmlEncoding } from '../../fetch/decode-text.js';
import { type MarkupElement, textOf, walkElements } from '../../markup/element.js';
import { parseMarkup } from '../../markup/parse-markup.js';
import { cleanLink, cleanText } from '../../text/clean-text.js';
import type { DocumentOrigin } from '../document-origin.js';
import { parseList } from '../list/parse-list.js';
import type { PageKind } from '../page/judge-page.js';
import { parsePage } from '../page/parse.js';
import { nameOfFeed } from './name-of-feed.js';

/** What one document says of what its address is. */
export interface LinkContent {
  /** `data`: JSON; `feed`: a feed itself. */
  kind: 'page' | 'feed' | 'data';
  /** The page's own name. */
  name: string;
  isShopify: boolean;
  /** Path of the Shopify shop's root where its scripts name it, such as `/en-gb/`. */
  shopRoot?: string;
  /** Root of the site's WordPress API where it runs WooCommerce, as the page names it. */
  wooApi?: string;
  isWooProduct: boolean;
  /** Feeds that the page names, comments' apart. */
  feeds: { url: string; title: string }[];
  /** What the page is about, and why. */
  verdict?: { kind: PageKind; why: string };
  hasProduct: boolean;
  /** Cards of its list, and how many of them have prices. */
  cards: number;
  pricedCards: number;
  /** Its list has further pages. */
  goesOn: boolean;
  /** It says in so many words that its list is empty. */
  isEmptyList: boolean;
}

const ATTRIBUTES = new Set(['rel', 'href', 'type', 'title', 'class', 'src', 'name', 'property', 'content', 'id']);
const FEED_TYPE = /^application\/(?:rss|atom|rdf|feed)\+(?:xml|json)$/i;
/** A comment ends at its first end: what could be read as one comment or as two would take twice as long with each. */
const FEED_START =
  /^[\s\ufeff]*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S]){0,2000}-->\s*|<\?[^>]{0,500}>\s*)*<(?:rss|feed|rdf:RDF|(?:\w+:)?feed)[\s>]/i;
const MAX_FEEDS = 5;

/** Looks at a document that may be anything. Pure. @throws {CrawlError} `layout_changed` when it is no text */
export function readLink(body: Uint8Array, { url, contentType, currencyHint }: DocumentOrigin): LinkContent {
  if (looksBinary(body)) {
    throw new CrawlError('layout_changed', 'The address leads to a file that is not text, such as a picture or a PDF.');
  }
  const text = decodeText(body, { contentType, declared: sniffHtmlEncoding(body) });
  const nothing = {
    name: '',
    isShopify: false,
    isWooProduct: false,
    feeds: [],
    hasProduct: false,
    cards: 0,
    pricedCards: 0,
    goesOn: false,
    isEmptyList: false,
  };
  const head = text.slice(0, 4000);
  if (FEED_START.test(head) || (/[/+]xml\b/i.test(contentType ?? '') && !/<html[\s>]/i.test(head)))
    return { ...nothing, kind: 'feed', name: nameOfFeed(head) };
  if (/^[\s\ufeff]*[[{]/.test(head))
    return /jsonfeed\.org\/version/.test(head)
      ? { ...nothing, kind: 'feed', name: nameOfFeed(head) }
      : { ...nothing, kind: 'data' };
  const marks = readMarks(text, url);
  const page = parsePage(text, url, { currencyHint });
  const list = parseList(text, url, { currencyHint });
  const cards = list.status === 'none' ? [] : list.cards;
  return {
    ...marks,
    kind: 'page',
    verdict: page.verdict,
    hasProduct: page.status === 'ok' && page.product.price !== undefined,
    cards: cards.length,
    pricedCards: cards.filter(({ price }) => price !== undefined).length,
    goesOn: list.next !== undefined,
    isEmptyList: list.status === 'empty',
  };
}

type Marks = Pick<LinkContent, 'name' | 'isShopify' | 'shopRoot' | 'wooApi' | 'isWooProduct' | 'feeds'>;

function readMarks(html: string, url: string): Marks {
  const { root } = parseMarkup(html, 'html', { attributes: ATTRIBUTES });
  const feeds = new Map<string, string>();
  let title = '';
  let siteName = '';
  let heading = '';
  let api: string | undefined;
  let isShopify = false;
  let shopRoot: string | undefined;
  let isWoo = false;
  let isWooProduct = false;
  walkElements(root, (element) => {
    const { name, attributes } = element;
    switch (name) {
      case 'title':
        title ||= textOf(element, 500);
        break;
      case 'h1':
        heading ||= textOf(element, 300);
        break;
      case 'meta':
        if (attributes.property === 'og:site_name') siteName ||= attributes.content ?? '';
        if (attributes.name === 'generator' && /woocommerce/i.test(attributes.content ?? '')) isWoo = true;
        if (/^shopify-/i.test(attributes.name ?? '')) isShopify = true;
        break;
      case 'link':
        if (attributes.rel === 'https://api.w.org/') api ??= cleanLink(attributes.href, url);
        noteFeed(element);
        if (/plugins\/woocommerce/.test(attributes.href ?? '')) isWoo = true;
        if (/cdn\.shopify\.com|\/cdn\/shop\//.test(attributes.href ?? '')) isShopify = true;
        break;
      case 'script':
        isShopify ||= isShopifyScript(element);
        shopRoot ??= shopRootOf(element);
        isWoo ||= /plugins\/woocommerce/.test(attributes.src ?? '');
        return false;
      case 'body': {
        const classes = attributes.class ?? '';
        if (/\bwoocommerce\b|\bwoocommerce-/.test(classes)) isWoo = true;
        if (/\bsingle-product\b/.test(classes)) isWooProduct = true;
        break;
      }
    }
    return undefined;
  });
  return {
    name: nameOf(heading, title, siteName),
    isShopify,
    ...(shopRoot === undefined ? {} : { shopRoot }),
    ...(isWoo ? { wooApi: api ?? new URL('/wp-json/', url).href } : {}),
    isWooProduct: isWoo && isWooProduct,
    feeds: [...feeds].slice(0, MAX_FEEDS).map(([address, named]) => ({ url: address, title: named })),
  };

  function noteFeed({ attributes }: MarkupElement): void {
    if (!/(?:^|\s)alternate(?:\s|$)/i.test(attributes.rel ?? '') || !FEED_TYPE.test(attributes.type ?? '')) return;
    const address = cleanLink(attributes.href, url);
    const named = cleanText(attributes.title ?? '', 200);
    if (
      address === undefined ||
      /comments?(?:\/|-|$|\?)|kommentar|oembed/i.test(`${new URL(address).pathname} ${named}`)
    )
      return;
    if (!feeds.has(address)) feeds.set(address, named);
  }
}

function isShopifyScript({ attributes, children }: MarkupElement): boolean {
  if (/cdn\.shopify\.com\/(?:s\/|shopifycloud)|\/cdn\/shop\/t\//.test(attributes.src ?? '')) return true;
  const [text] = children;
  return typeof text === 'string' && /\bShopify\.(?:shop|theme|routes|currency)\b/.test(text.slice(0, 100_000));
}

function shopRootOf({ children }: MarkupElement): string | undefined {
  const [text] = children;
  if (typeof text !== 'string') return undefined;
  return /Shopify\.routes\.root\s*=\s*["'](\/[\w/-]{0,100})["']/.exec(text.slice(0, 100_000))?.[1];
}

/** The heading, or the title without the site's name. */
function nameOf(heading: string, title: string, siteName: string): string {
  const [first = ''] = title.split(/\s+[|–—·»]\s+|\s-\s/);
  const site = cleanText(siteName, 100);
  const clean = cleanText(heading, 150) || cleanText(first, 150) || site;
  return site !== '' && !clean.toLowerCase().includes(site.toLowerCase()) ? `${clean} – ${site}`.slice(0, 200) : clean;
}
