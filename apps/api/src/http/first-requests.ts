import type { Request } from 'express';
import { readSessionCookie } from './cookies.js';

/** What every page asks first: who is here, and what this api answers. */
const ALWAYS = ['/api/session', '/openapi.json'];

/** What the page at an address asks next, word for word as it asks it: one that is not asked for is fetched in vain. */
const OF_PAGE: readonly [page: RegExp, request: (id: string) => string][] = [
  [/^\/$/, () => '/api/timeline?limit=60'],
  [/^\/hunts$/, () => '/api/tasks?sort=lastEvent&limit=200'],
  [/^\/hunts\/([1-9]\d{0,14})$/, (id) => `/api/tasks/${id}`],
  [/^\/items\/([1-9]\d{0,14})$/, (id) => `/api/items/${id}`],
  [/^\/attention$/, () => '/api/attention'],
];

/**
 * The header `Link` of a page: a browser fetches these beside the scripts, instead of one after another once they run. Only for who has
 * a session, and for addresses without a filter; undefined where there is nothing to say.
 */
export function linkFirstRequests(req: Request): string | undefined {
  if (readSessionCookie(req) === undefined || req.originalUrl.includes('?')) return undefined;
  const own = OF_PAGE.flatMap(([page, request]) => {
    const found = page.exec(req.path);
    return found ? [request(found[1] ?? '')] : [];
  });
  return [...ALWAYS, ...own].map((address) => `<${address}>; rel=preload; as=fetch; crossorigin`).join(', ');
}
