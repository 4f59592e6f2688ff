import type { CrawledItem, CrawlRequest, CrawlResponse, SourceName } from '@goodshunter/contracts/crawl';
import { type RobotsOverride, SOURCE_QUERY_SCHEMAS, type SourceQuery } from '@goodshunter/contracts/sources';
import { startDeadline } from '@goodshunter/waiting';
import { CrawlError } from '../errors.js';
import { ShopSession, type ShopSessionDeps } from '../fetch/shop-session.js';
import type { DocumentParser } from '../parsing/document-parser.js';
import { kindOf } from '../sources/readers.js';
import type { SourceRegistry } from '../sources/registry.js';
import type { Source, SourceContext, SourceResult } from '../sources/source.js';
import { readEvidence } from './read-evidence.js';

export interface RunCrawlDeps extends ShopSessionDeps {
  sources: SourceRegistry;
  parser: Pick<DocumentParser, 'parse'>;
  /** Most pages of a listing in one crawl. */
  maxPages: number;
}

/** More than any of the sources gives in one crawl; a guard against a shop that never ends. */
const MAX_ITEMS = 5000;

/**
 * One crawl from request to answer, within the request's deadline. Whatever a shop does is an answer.
 * @throws the signal's reason when nobody waits any more; bugs
 */
export async function runCrawl(request: CrawlRequest, deps: RunCrawlDeps, signal: AbortSignal): Promise<CrawlResponse> {
  const deadline = startDeadline(request.deadlineMs, signal);
  const session = new ShopSession(deps, {
    signal: deadline.signal,
    deadlineAtMs: deps.now() + request.deadlineMs,
    maxRequests: request.maxRequests,
    validators: request.validators,
    ignoresRobots: request.query.ignoreRobots === true,
  });
  try {
    const result = await crawlSource(request, deps, session, deadline.signal);
    const isCut = result.items.length > MAX_ITEMS;
    return {
      status: 'ok',
      items: result.items.slice(0, MAX_ITEMS).map(dropZero),
      complete: result.complete && !isCut,
      mayHaveMissed: result.mayHaveMissed || isCut,
      notModified: result.notModified,
      validators: session.validators,
      ...(result.items.length === 0 && !result.notModified ? evidenceOf(session) : {}),
      ...(result.findings === undefined ? {} : { findings: result.findings }),
      ...(result.memory === undefined ? {} : { memory: result.memory }),
      ...spent(session),
    };
  } catch (error) {
    if (signal.aborted || !(error instanceof CrawlError)) throw error;
    return { status: 'failed', failure: error.toFailure(), ...evidenceOf(session), ...spent(session) };
  } finally {
    deadline.clear();
  }
}

/** Whatever a source read: zero means that no price is set, and is none. */
function dropZero(item: CrawledItem): CrawledItem {
  if (item.price?.amountMinor !== 0) return item;
  const { price: _zero, ...rest } = item;
  return rest;
}

/** What was seen last, for whom nothing was found; APIs of JSON show nothing that people read. */
function evidenceOf({ seen }: ShopSession): Pick<CrawlResponse, 'evidence'> {
  return seen === undefined ? {} : { evidence: readEvidence(seen) };
}

/** What the budget of the host needs to know. */
function spent({ requests, crawlDelayMs }: ShopSession): Pick<CrawlResponse, 'requests' | 'crawlDelayMs'> {
  return { requests, ...(crawlDelayMs === undefined ? {} : { crawlDelayMs }) };
}

function crawlSource(
  request: CrawlRequest,
  deps: RunCrawlDeps,
  session: ShopSession,
  signal: AbortSignal,
): Promise<SourceResult> {
  const context: SourceContext = {
    session,
    // A reader's kind has its origin and content by the table that `kindOf` looks into.
    parse: (read, body, origin) => deps.parser.parse(kindOf(read), body, origin as never, signal) as Promise<never>,
    knownKeys: new Set(request.knownKeys),
    memory: request.memory,
    maxPages: deps.maxPages,
    currencyHint: request.currencyHint,
    wantsChoices: request.wantsChoices,
    askerVersion: request.version,
    knownProduct: request.knownProduct,
    credentials: request.credentials,
  };
  return crawlNamed(request.source, request.query, deps, context);
}

/** Generic, so that the compiler knows that a source gets the query of its own schema. */
async function crawlNamed<S extends SourceName>(
  name: S,
  query: unknown,
  { sources, mayIgnoreRobots }: RunCrawlDeps,
  context: SourceContext,
): Promise<SourceResult> {
  const parsed = SOURCE_QUERY_SCHEMAS[name].safeParse(query);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = ['query', ...(issue?.path ?? [])].join('.');
    throw new CrawlError('invalid_query', `${field}: ${issue?.message ?? 'is not valid'}`, { cause: parsed.error });
  }
  checkRobotsOverride(parsed.data, mayIgnoreRobots);
  return sources[name].crawl(parsed.data as Parameters<Source<S>['crawl']>[0], context);
}

/** The api has checked it too; but the list may have become shorter since, and a crawler believes nobody else's. */
function checkRobotsOverride(query: SourceQuery, mayIgnoreRobots: RobotsOverride): void {
  if (!('url' in query) || !query.ignoreRobots || mayIgnoreRobots(new URL(query.url))) return;
  throw new CrawlError(
    'invalid_query',
    'query.ignoreRobots: the operator of the crawler has not listed this host in ROBOTS_OVERRIDE_HOSTS.',
  );
}
