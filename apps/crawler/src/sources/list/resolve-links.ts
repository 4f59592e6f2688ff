import { cleanAddress, isTrackingParameter } from '@goodshunter/contracts/sources';
import type { MarkupElement } from '../../markup/element.js';
import type { ListDocument } from './document-facts.js';
import { type Address, createAddressReader } from './read-address.js';

const SHARING =
  /(?:facebook|twitter|x|pinterest|linkedin|whatsapp|telegram|t|reddit|tumblr|instagram|youtube|tiktok|vk|weibo)\.(?:com|me|ru)$/;

/** Resolves the links of a page that may lead to what a card is about, each address once. */
export function resolveLinks(document: ListDocument, anchors: readonly MarkupElement[]): void {
  const own = siteOf(new URL(document.url).hostname);
  const sites = new Map<string, boolean>();
  const isOfSite = (hostname: string): boolean => {
    let isOwn = sites.get(hostname);
    if (isOwn === undefined) {
      isOwn = siteOf(hostname) === own;
      sites.set(hostname, isOwn);
    }
    return isOwn;
  };
  const page = cleanAddress(new URL(document.url)).href;
  const readAddress = createAddressReader(document.base);
  const numbers = new Map<string, number>();
  const known = new Map<string, { href: string; address: number; isOwn: boolean } | null>();
  for (const element of anchors) {
    const written = element.attributes.href ?? '';
    let link = known.get(written);
    if (link === undefined) {
      link = read(written);
      known.set(written, link);
    }
    if (link) document.links.push({ element, href: link.href, address: link.address, isOwn: link.isOwn });
  }

  function read(written: string): { href: string; address: number; isOwn: boolean } | null {
    const trimmed = written.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.length > 4000) return null;
    const url = readAddress(trimmed);
    if (!url) return null;
    const isOwn = isOfSite(url.hostname);
    if (!isOwn && SHARING.test(url.hostname)) return null;
    const href = cleanHref(url);
    if (href === page || href.length > 2000) return null;
    let address = numbers.get(href);
    if (address === undefined) {
      address = document.addresses.push(href) - 1;
      document.shapes.push(addressShape(url));
      numbers.set(href, address);
    }
    return { href: url.href, address, isOwn };
  }
}

/** The cleaned address, without taking an address apart that is clean already: most are. */
function cleanHref(url: Address): string {
  const { search, href } = url;
  const isClean =
    !/[;=]/.test(url.pathname) &&
    (search === '' || (PLAIN_SEARCH.test(search) && !parametersOf(url).some(isTrackingParameter)));
  if (!isClean) return cleanAddress(new URL(href)).href;
  const fragment = href.indexOf('#');
  return fragment < 0 ? href : href.slice(0, fragment);
}

/** An address with what differs among things of one kind taken out. */
function addressShape(url: Address): string {
  const { host, pathname, search } = url;
  const parts = pathname.split('/', 9);
  let shape = host;
  for (let index = 1; index < parts.length; index++) {
    const part = parts[index] ?? '';
    shape += /\d/.test(part) ? '/9' : index === parts.length - 1 && part.length > 3 ? '/*' : `/${part}`;
  }
  return search === '' ? `${shape}?` : `${shape}?${parametersOf(url).slice(0, 5).sort().join('&')}`;
}

/** Names of parameters. Reading plain ones oneself costs a tenth of having them decoded. */
function parametersOf({ search }: Address): string[] {
  if (!PLAIN_SEARCH.test(search)) return [...new URLSearchParams(search).keys()];
  return search
    .slice(1)
    .split('&')
    .flatMap((part) => (part === '' ? [] : part.split('=', 1)));
}
const PLAIN_SEARCH = /^\?[\w.~=&-]*$/;

/** `www.shop.co.uk` and `m.shop.co.uk` are one site. */
export function siteOf(hostname: string): string {
  const labels = hostname.split('.');
  if (labels.length <= 2 || /^[\d.]+$|:/.test(hostname)) return hostname;
  const isShortSecond = (labels.at(-2)?.length ?? 0) <= 3 && (labels.at(-1)?.length ?? 0) === 2;
  return labels.slice(isShortSecond ? -3 : -2).join('.');
}
