import { AxeBuilder } from '@axe-core/playwright';
import { PATIENCE_MS } from '@goodshunter/testing';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Where Debian and others put it; CI installs it with the other test tools. */
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** What a reader of the console would worry about: errors, and requests to other origins. */
  troubles: string[];
}

export interface VisitOptions {
  width?: number;
  theme?: 'light' | 'dark';
  language?: string;
  /** Cookies of an earlier visit. */
  state?: Awaited<ReturnType<BrowserContext['storageState']>> | undefined;
  /** `block`: no worker answers before what a test answers by `page.route`. @default 'allow' */
  serviceWorkers?: 'allow' | 'block';
}

/** @param args further arguments of Chromium */
export function launch(args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu', ...args] });
}

/** A fresh browser window at `origin`, which keeps a list of everything that must not happen. */
export async function visit(browser: Browser, origin: string, options: VisitOptions = {}): Promise<Visit> {
  const { width = 1280, theme = 'light', language = 'en-GB', state, serviceWorkers = 'allow' } = options;
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width, height: width < 768 ? 780 : 800 },
    colorScheme: theme,
    locale: language,
    reducedMotion: 'reduce',
    serviceWorkers,
    ...(state ? { storageState: state } : {}),
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => {
    // A picture that a busy crawler cannot give now (503) is drawn as a place for one; the browser tells its console all the same.
    if (/\/picture\b/.test(message.location().url) && message.text().includes('503')) return;
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== origin) troubles.push(`foreign request: ${request.url()}`);
  });
  return { page, context, troubles };
}

/** What a change of colours alone can break. */
const COLOR_RULES = ['color-contrast'];

/**
 * Violations of WCAG A and AA on the page as it stands, each with the elements. `colors`: of those rules only that another theme can
 * break, which is far less work. `within`: only what is in there.
 */
export async function violationsOf(page: Page, what: 'all' | 'colors' = 'all', within?: string): Promise<string[]> {
  // Legacy means: without a second window for the results, which only frames of other origins need.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  if (within !== undefined) axe.include(within);
  if (what === 'colors') axe.withRules(COLOR_RULES);
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

/** True when nothing is wider than the window. */
export function fitsWidth(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth');
}
