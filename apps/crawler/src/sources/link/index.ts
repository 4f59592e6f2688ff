import type { Findings } from '@goodshunter/contracts/crawl';
import { recogniseAddress } from '@goodshunter/contracts/sources';
import { CrawlError } from '../../errors.js';
import type { FoundDocument, GetOptions, ShopAnswer } from '../../fetch/shop-session.js';
import type { Source, SourceContext, SourceResult, SourceSession } from '../source.js';
import { findReadings, type Reading } from './find-readings.js';
import { propose } from './propose.js';
import { type LinkContent, readLink } from './read-link.js';

const ACCEPT =
  'text/html, application/xhtml+xml, application/rss+xml;q=0.9, application/atom+xml;q=0.9, application/xml;q=0.8, */*;q=0.5';

/** The sources that an address may turn out to be. */
export interface ReadableSources {
  crawl(reading: Reading, context: SourceContext): Promise<SourceResult>;
}

export interface LinkSourceOptions {
  sources: ReadableSources;
  /** Ms since the epoch. */
  now: () => number;
}

/**
 * Finds out what an address is, and looks at it as that: the answer says so, and names the other ways to read it. What was fetched
 * to find out is not fetched again.
 */
export function createLinkSource({ sources, now }: LinkSourceOptions): Source<'link'> {
  return {
    name: 'link',
    async crawl({ url, ignoreRobots }, context) {
      const { session, parse, currencyHint } = context;
      const asked = new URL(url);
      const answer = await session.get(asked, { accept: ACCEPT });
      if (answer.status === 'not_modified')
        throw new CrawlError('server_error', 'The site says "not modified" to a first look.');
      const address = answer.url;
      refuseForbidden(asked, address);
      const copy = Buffer.from(answer.body);
      const origin = { url: address, contentType: answer.headers['content-type'], currencyHint };
      const content = await parse(readLink, answer.body, origin);
      const readings = findReadings(content, address, answer.headers).map((reading) => ({
        ...reading,
        query: { ...reading.query, ...(ignoreRobots ? { ignoreRobots } : {}) },
      }));
      const replaying = {
        ...context,
        wantsChoices: true,
        session: replay(session, asked, address, { ...answer, body: copy }),
      };
      const { reading, result } = await firstThatWorks(readings, content, sources, replaying);
      const findings: Findings = {
        ...result.findings,
        resolved: reading,
        readings: readings.filter((other) => other !== reading),
        ...(content.name === '' ? {} : { name: content.name.slice(0, 200) }),
        ...(address === asked.href ? {} : { redirectedTo: address }),
        ...propose({
          items: result.items,
          source: reading.source,
          complete: result.complete,
          nowMs: now(),
          cacheControl: answer.headers['cache-control'],
          crawlDelayMs: session.crawlDelayMs,
        }),
      };
      return { ...result, findings };
    },
  };
}

/** A link that is short may lead anywhere. @throws {CrawlError} `invalid_query` for where nobody may look, or an official API must */
function refuseForbidden(asked: URL, address: string): void {
  if (new URL(address).hostname === asked.hostname) return;
  const found = recogniseAddress(address);
  if (found.kind === 'refused')
    throw new CrawlError('invalid_query', `The address leads to ${new URL(address).host}. ${found.reason}`);
  if (found.kind === 'keyed')
    throw new CrawlError(
      'invalid_query',
      `The address leads to ${address}. Paste that one: ${found.sentence}`.slice(0, 480),
    );
}

/** @throws {CrawlError} the first reading's failure when none works; `layout_changed` with the reason when there is none */
async function firstThatWorks(
  readings: readonly Reading[],
  content: LinkContent,
  sources: ReadableSources,
  context: SourceContext,
): Promise<{ reading: Reading; result: SourceResult }> {
  let failure: CrawlError | undefined;
  for (const reading of readings) {
    try {
      return { reading, result: await sources.crawl(reading, context) };
    } catch (error) {
      // Another reading may do where this is none of its kind; not where the host says no, or time is over.
      const isOther =
        error instanceof CrawlError &&
        ['layout_changed', 'not_found', 'gone', 'robots', 'blocked', 'server_error'].includes(error.kind);
      if (!isOther) throw error;
      failure ??= error;
    }
  }
  throw failure ?? new CrawlError('layout_changed', describeNothing(content));
}

/** Why there is nothing to watch, in a sentence. */
function describeNothing({ kind, verdict, isEmptyList }: LinkContent): string {
  if (kind === 'data')
    return 'The address answers with data of a form that is not known; paste the address of a page or a feed.';
  const isAsked = verdict?.kind === 'login' || verdict?.kind === 'blocked' || verdict?.kind === 'consent';
  if (isEmptyList && !isAsked)
    return 'The page says that its list is empty now: paste it again once there is something in it.';
  switch (verdict?.kind) {
    case 'login':
      return 'The page asks to sign in first, which is not done for you.';
    case 'blocked':
      return 'The site checks for robots and shows nothing else.';
    case 'consent':
      return 'The site shows nothing before its question about cookies or age is answered.';
    case 'empty':
      return 'No product, no list and no feed was found at this address: its scripts may draw it, which a browser can read where one is installed.';
    case 'error':
      return 'The site answers with an error page; try again later.';
    case 'gone':
      return 'The page says that what was there is gone.';
    case 'category':
      return 'The page looks like a list, but no things were found in it: it may be empty, or drawn by its scripts.';
    default:
      return 'No product, no list and no feed was found at this address.';
  }
}

/** The session, which answers once for what was fetched already. */
function replay(session: SourceSession, asked: URL, address: string, document: FoundDocument): SourceSession {
  const addresses = new Set([asked.href, address, new URL(address).href]);
  // A copy each time: whoever parses it takes the body over.
  const get = (url: URL, options: GetOptions): Promise<ShopAnswer> =>
    addresses.has(url.href)
      ? Promise.resolve({ ...document, body: Buffer.from(document.body) })
      : session.get(url, options);
  return {
    get,
    getRendered: (url) => session.getRendered(url),
    callApi: (url, request) => session.callApi(url, request),
    waitFor: (asking) => session.waitFor(asking),
    canRequest: (url) => addresses.has(url.href) || session.canRequest(url),
    get requests() {
      return session.requests;
    },
    get crawlDelayMs() {
      return session.crawlDelayMs;
    },
    get validators() {
      return session.validators;
    },
    get seen() {
      return session.seen;
    },
  };
}
