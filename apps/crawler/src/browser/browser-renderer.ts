import { NetworkError } from '@goodshunter/safe-fetch';
import { untilAborted, WaitingLine } from '@goodshunter/waiting';
import type { Browser, BrowserServer } from 'playwright-core';
import { type PageLimits, type RenderedPage, type RenderOptions, renderPage } from './render-page.js';

export interface BrowserRendererOptions
  extends Pick<PageLimits, 'guard' | 'userAgent'>,
    Partial<Omit<PageLimits, 'guard' | 'userAgent'>> {
  executablePath: string;
  /** Pages at once; more wait their turn. @default 2 */
  maxPages?: number;
  /** Pages after which the browser is replaced, since it only grows. @default 50 */
  recycleAfter?: number;
}

/** For one page. */
const LIMITS = { maxBytes: 30 * 1024 * 1024, maxRequests: 200, maxHtmlLength: 10_000_000 };

const ARGS = [
  // Nothing goes around the proxy: not loopback (which Chromium would exempt), not DNS, not UDP.
  '--proxy-bypass-list=<-loopback>',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--disable-quic',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-background-networking',
  '--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider',
  '--js-flags=--max-old-space-size=256',
  '--renderer-process-limit=4',
  '--disable-dev-shm-usage',
];

interface Running {
  server: BrowserServer;
  browser: Browser;
  pages: number;
  active: number;
}

/** Pages that only exist after their scripts have run: the system's Chromium, one context and one pinning proxy per page. */
export class BrowserRenderer {
  readonly #options: Required<BrowserRendererOptions>;
  readonly #waiting = new WaitingLine();
  #current: Promise<Running> | undefined;
  readonly #all = new Set<BrowserServer>();
  #active = 0;

  constructor(options: BrowserRendererOptions) {
    this.#options = { maxPages: 2, recycleAfter: 50, ...LIMITS, ...options };
  }

  /** @throws {SafeFetchError} as a plain fetch would; the signal's reason; what `onNavigate` throws */
  async render(url: URL, { signal, onNavigate }: RenderOptions): Promise<RenderedPage> {
    await this.#takeTurn(signal);
    try {
      signal.throwIfAborted();
      // Another page may still want the browser that is starting: only the wait ends.
      const running = await untilAborted(this.#running(), signal);
      running.pages += 1;
      running.active += 1;
      try {
        // A page that keeps its process busy does not hear "close": at the deadline the whole tree goes.
        const kill = () => this.#kill(running);
        signal.addEventListener('abort', kill, { once: true });
        try {
          return await renderPage(running.browser, url, { ...this.#options, signal, onNavigate });
        } finally {
          signal.removeEventListener('abort', kill);
        }
      } finally {
        running.active -= 1;
        if (running.pages >= this.#options.recycleAfter) this.#retire(running);
      }
    } finally {
      // Who is called takes over the turn.
      if (!this.#waiting.callNext()) this.#active -= 1;
    }
  }

  /** Kills every browser with its whole process tree. */
  async close(): Promise<void> {
    this.#current = undefined;
    await Promise.all([...this.#all].map((server) => server.kill()));
  }

  #takeTurn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#active < this.#options.maxPages) {
      this.#active += 1;
      return Promise.resolve();
    }
    return this.#waiting.join(undefined, signal);
  }

  #running(): Promise<Running> {
    this.#current ??= this.#launch().catch((error: unknown) => {
      this.#current = undefined;
      throw new NetworkError('the browser could not be started', { cause: error });
    });
    return this.#current;
  }

  async #launch(): Promise<Running> {
    const { executablePath } = this.#options;
    // As long to load as all the rest of the crawler, which most crawlers never need.
    const { chromium } = await import('playwright-core');
    const isRoot = process.getuid?.() === 0;
    const server = await chromium.launchServer({
      executablePath,
      // Chromium cannot sandbox itself as root; the images run as another user.
      chromiumSandbox: !isRoot,
      // Contexts bring their own; without one here some versions ignore them.
      proxy: { server: 'http://127.0.0.1:9' },
      handleSIGTERM: false,
      handleSIGINT: false,
      handleSIGHUP: false,
      args: ARGS,
      timeout: 15_000,
    });
    this.#all.add(server);
    const browser = await chromium.connect(server.wsEndpoint());
    const running = { server, browser, pages: 0, active: 0 };
    server.on('close', () => {
      this.#all.delete(server);
      void this.#forget(running);
    });
    return running;
  }

  async #forget(running: Running): Promise<void> {
    const current = await this.#current?.catch(() => undefined);
    if (current === running) this.#current = undefined;
  }

  /** No new pages; it goes when its last one is done. */
  #retire(running: Running): void {
    void this.#forget(running);
    if (running.active === 0) this.#kill(running);
  }

  #kill(running: Running): void {
    void this.#forget(running);
    void running.server.kill().catch(() => {});
  }
}
