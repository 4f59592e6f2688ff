import type { Request } from 'express';
import { COOKIE_SECONDS } from '../store/people/session-store.js';

const NAME = 'goodshunter';

/**
 * The session's cookie. On https its name binds it to this host and to https (`__Host-`); on plain http, as in a LAN, browsers take no such
 * cookie. Which it is, is decided per request: behind a trusted proxy by what the proxy says.
 */
function cookieName(isSecure: boolean): string {
  return isSecure ? `__Host-${NAME}` : NAME;
}

/** What a cookie of this name holds; the first one counts. */
export function readCookie(req: Request, name: string): string | undefined {
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

export function readSessionCookie(req: Request): string | undefined {
  return readCookie(req, cookieName(req.secure));
}

/** The header `Set-Cookie` that begins a session. */
export function writeSessionCookie(token: string, isSecure: boolean): string {
  return `${cookieName(isSecure)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${COOKIE_SECONDS}${isSecure ? '; Secure' : ''}`;
}

/** The header `Set-Cookie` that ends it. */
export function clearSessionCookie(isSecure: boolean): string {
  return `${cookieName(isSecure)}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${isSecure ? '; Secure' : ''}`;
}

/** Binds a sign-in at a provider to the browser that began it. */
export const OIDC_COOKIE = 'goodshunter_oidc';
const OIDC_PATH = '/api/session/oidc';

export function writeOidcCookie(secret: string, isSecure: boolean): string {
  return `${OIDC_COOKIE}=${secret}; Path=${OIDC_PATH}; HttpOnly; SameSite=Lax; Max-Age=600${isSecure ? '; Secure' : ''}`;
}

export function clearOidcCookie(isSecure: boolean): string {
  return `${OIDC_COOKIE}=; Path=${OIDC_PATH}; HttpOnly; SameSite=Lax; Max-Age=0${isSecure ? '; Secure' : ''}`;
}
