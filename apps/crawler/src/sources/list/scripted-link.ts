import { cleanLink } from '../../text/clean-text.js';
import type { Card } from './find-regions.js';
import type { ListDocument } from './list-document.js';
import { siteOf } from './resolve-links.js';

const OPENS = /(?:location(?:\.href)?\s*=|location\.assign\(|window\.open\()\s*(['"])([^'"]{1,1000})\1/;
const NO_PAGE = /\.(?:avif|gif|jpe?g|json|png|svg|webp)$/i;
const MAX_VISITED = 40;
const MAX_SCRIPT = 2000;

/** Where a script of the page takes those who press a card that holds no link; undefined where its markup does not say. */
export function findScriptedLink({ first }: Card, { nodes, ends, base, url }: ListDocument): string | undefined {
  const to = Math.min(ends[first.order] ?? 0, first.order + MAX_VISITED);
  for (let order = first.order; order < to; order++) {
    const { 'data-href': dataHref, 'data-link': dataLink, onclick } = nodes[order]?.attributes ?? {};
    const written =
      dataHref ??
      dataLink ??
      (onclick === undefined || onclick.length > MAX_SCRIPT ? undefined : OPENS.exec(onclick)?.[2]);
    const link = cleanLink(written, base);
    if (link === undefined) continue;
    const { hostname, pathname } = new URL(link);
    if (siteOf(hostname) === siteOf(new URL(url).hostname) && pathname.length > 1 && !NO_PAGE.test(pathname))
      return link;
  }
  return undefined;
}
