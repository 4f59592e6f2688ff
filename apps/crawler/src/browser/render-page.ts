import {
  ForbiddenAddressError,
  type Guard,
  NetworkError,
  SafeFetchError,
  TooLargeError,
} from '@goodshunter/safe-fetch';
import type { Browser, BrowserContext, Page, Request, Response } from 'playwright-core';
import { type PinningProxy, startPinningProxy } from './pinning-proxy.js';

export interface PageLimits {
  guard: Guard;
  userAgent: string;
  /** Most bytes of one page with all its parts. */
  maxBytes: number;
  /** Most connections and plain requests of one page. */
  maxRequests: number;
  /** Most characters of the finished document. */
  maxHtmlLength: number;
}

export interface RenderedPage {
  status: number;
  headers: Record<string, string>;
  /** After redirects and scripts. */
  url: string;
  html: string;
}

export interface RenderOptions {
  signal: AbortSignal;
  /** Called before each navigation of the page itself, redirects included; what it throws ends the rendering. */
  onNavigate: (url: URL) => Promise<void>;
}

/** What is never needed to read a price. */
const UNWANTED = new Set(['image', 'media', 'font', 'eventsource', 'manifest', 'ping']);

/**
 * One page in a context and behind a proxy of its own.
 * @throws {SafeFetchError} as a plain fetch would; the signal's reason; what `onNavigate` throws
 */
export async function renderPage(
  browser: Browser,
  url: URL,
  options: PageLimits & RenderOptions,
): Promise<RenderedPage> {
  const { guard, maxBytes, maxRequests, userAgent, maxHtmlLength, signal, onNavigate } = options;
  const proxy = await startPinningProxy({ guard, maxBytes, maxRequests });
  let context: BrowserContext | undefined;
  let refusal: unknown;
  let lastUrl = url.href;
  const ask = async (hop: URL) => {
    try {
      await onNavigate(hop);
    } catch (error) {
      refusal ??= error;
      throw error;
    }
  };
  try {
    context = await browser.newContext({
      userAgent,
      proxy: { server: proxy.url, bypass: '<-loopback>' },
      serviceWorkers: 'block',
      acceptDownloads: false,
      viewport: { width: 1280, height: 1600 },
    });
    const page = await context.newPage();
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => {}));
    context.on('page', (other) => {
      if (other !== page) void other.close().catch(() => {});
    });
    await context.route('**/*', async (route) => {
      const request = route.request();
      try {
        if (UNWANTED.has(request.resourceType())) return await route.abort();
        if (isMainNavigation(request, page)) await ask(new URL(request.url()));
        return await route.continue();
      } catch {
        return route.abort().catch(() => {});
      }
    });
    page.on('request', (request) => {
      if (isMainNavigation(request, page)) lastUrl = request.url();
    });
    const answer = await page.goto(url.href, { waitUntil: 'domcontentloaded', timeout: 0 });
    // Scripts that load what is shown; a page that never rests is read as it is.
    await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => {});
    const html = await page.content();
    // Redirects are not routed: the proxy has checked their addresses, whether we may read them is asked now.
    for (const hop of redirectsOf(answer)) await ask(hop);
    if (html.length > maxHtmlLength) throw new TooLargeError('body');
    const limit = limitOf(proxy, lastUrl);
    if (limit) throw limit;
    return { ...(await describe(answer)), url: page.url(), html };
  } catch (error) {
    signal.throwIfAborted();
    throw refusal ?? limitOf(proxy, lastUrl) ?? nameError(error);
  } finally {
    await context?.close().catch(() => {});
    await proxy.close();
  }
}

/** What the proxy ended the page for. */
function limitOf(proxy: PinningProxy, url: string): Error | undefined {
  if (proxy.exceeded) return new TooLargeError('body');
  const host = URL.canParse(url) ? new URL(url).host : '';
  return proxy.refused.has(host)
    ? new ForbiddenAddressError('address', 'the page is on a forbidden address')
    : undefined;
}

function nameError(error: unknown): SafeFetchError {
  return error instanceof SafeFetchError
    ? error
    : new NetworkError('the browser could not read the page', { cause: error });
}

function isMainNavigation(request: Request, page: Page): boolean {
  if (!request.isNavigationRequest()) return false;
  try {
    return request.frame() === page.mainFrame();
  } catch {
    // The frame is gone, or belongs to a window that was only just opened.
    return false;
  }
}

/** Where the main document went after its first address. */
function redirectsOf(answer: Response | null): URL[] {
  const urls: URL[] = [];
  for (let request = answer?.request(); request?.redirectedFrom(); request = request.redirectedFrom() ?? undefined) {
    urls.unshift(new URL(request.url()));
  }
  return urls;
}

async function describe(answer: Response | null): Promise<{ status: number; headers: Record<string, string> }> {
  return answer ? { status: answer.status(), headers: await answer.allHeaders() } : { status: 200, headers: {} };
}
