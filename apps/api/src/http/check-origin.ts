import type { Request } from 'express';
import { ForbiddenError } from '../errors.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site made a browser send with our cookie: an unsafe request must come from a page of this very origin
 * (`Sec-Fetch-Site`), or from nobody's; browsers that do not say so must name this host as the origin.
 * @param publicHost the host of API_PUBLIC_URL, where a proxy changes the header Host
 * @param hasCookie whether the request counts by its cookie: then it must say where it comes from
 * @throws {ForbiddenError}
 */
export function checkOrigin(req: Request, publicHost: string | undefined, hasCookie: boolean): void {
  if (SAFE.has(req.method)) return;
  const site = req.get('sec-fetch-site');
  if (site === 'same-origin' || site === 'none') return;
  const origin = req.get('origin');
  if (site === undefined && origin === undefined && !hasCookie) return;
  if (site === undefined && origin !== undefined && isOwn(origin, req, publicHost)) return;
  throw new ForbiddenError(['other_site'], 'CROSS_SITE_REQUEST');
}

function isOwn(origin: string, req: Request, publicHost: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  return host !== '' && (host === req.get('host') || host === publicHost);
}
