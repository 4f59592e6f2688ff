import type { CrawlResponse } from '@goodshunter/contracts/crawl';
import type { CrawlSlot } from '../crawlers/crawler-pool.js';
import type { SeenItem } from '../diff/seen-item.js';
import { CrawlersBusyError } from '../errors.js';
import type { HostGrant } from '../hosts/host-budget.js';
import { hostOf } from '../hosts/host-of.js';
import type { CrawlOrder, PerformedCrawl, SharedCrawl } from '../sharing/crawl-order.js';
import { shareableAge } from '../sharing/shareable-age.js';
import { readKnownProduct } from '../store/runs/read-known-product.js';
import type { RunContext } from './run-context.js';
import { toCrawlRequest } from './to-crawl-request.js';

/**
 * What a shop says to a run: the answer to an equal request of another one, which costs nothing, else to its own, if the shop's host grants it.
 * @param slot used, or given back as soon as it waits for the crawl of another run
 * @throws {CrawlersBusyError} {CrawlerBrokeError} @throws the reason of `signal`
 */
export async function crawlForRun(
  context: RunContext,
  seen: readonly SeenItem[],
  slot: CrawlSlot,
  signal: AbortSignal,
): Promise<SharedCrawl> {
  const { deps, log, task } = context;
  const { sharing, metrics, options } = deps;
  const known = task.source === 'page' ? await readKnownProduct(deps.db.sql, task.id) : undefined;
  const request = toCrawlRequest(context, seen, known);
  const requestLimit = requestLimitOf(task);
  const place = new CrawlPlace(context, slot);
  const { maxAgeMs, keepMs } = shareableAge(task, options.crawlShareMs);
  const sinceReadMs = task.clock.now().getTime() - task.clock.startedAt.getTime();
  const crawl = await sharing.crawl({
    request,
    ...(requestLimit === undefined ? {} : { requestLimit }),
    // As it was when the task was read: what was asked for then was not asked for later.
    maxAgeMs: maxAgeMs + sinceReadMs,
    keepMs,
    signal,
    onWait: () => place.leave(),
    perform: (crawling) => performCrawl(context, request, place, crawling),
  });
  if (crawl.status === 'crawled') {
    if (task.attempt === 1 && task.failures === 0 && task.lateMs >= 0) metrics.startDelay.observe(task.lateMs / 1000);
    if (crawl.how !== 'own')
      log.debug('crawl shared', { how: crawl.how, answeredAgoMs: Math.round(crawl.answeredAgoMs) });
  }
  return crawl;
}

/** What finding out what an address is, and a preview, may cost its host. */
const DRAFT_REQUESTS = 4;

function requestLimitOf({ isDraft, source }: RunContext['task']): number | undefined {
  return isDraft || source === 'link' ? DRAFT_REQUESTS : undefined;
}

/** Ends after the run that began it, if others wait for it: it holds nothing of that run but the place. */
async function performCrawl(
  { deps, task }: RunContext,
  request: CrawlOrder['request'],
  place: CrawlPlace,
  signal: AbortSignal,
): Promise<PerformedCrawl> {
  const { hosts, options } = deps;
  const slot = await place.take(signal);
  try {
    const wanted = Math.min(options.maxRequests, requestLimitOf(task) ?? options.maxRequests);
    const turn = await hosts.take(hostOf(task.source, task.query), wanted, task.userId);
    if (turn.status === 'refused') return turn;
    return { status: 'crawled', response: await crawlGranted(slot, request, turn.grant, signal) };
  } finally {
    slot.release();
  }
}

/** What was granted for a crawl that broke off is lost, as nobody knows what it sent; unless no crawler took it. */
async function crawlGranted(
  slot: CrawlSlot,
  request: CrawlOrder['request'],
  grant: HostGrant,
  signal: AbortSignal,
): Promise<CrawlResponse> {
  try {
    const crawl = await slot.crawl({ ...request, maxRequests: grant.requests }, signal);
    grant.settle(crawl);
    return crawl;
  } catch (error) {
    if (error instanceof CrawlersBusyError) grant.giveBack();
    throw error;
  }
}

/** The slot that a run came with, given back while it waits for another's crawl and taken anew if it crawls after all. */
class CrawlPlace {
  readonly #deps: RunContext['deps'];
  #slot: CrawlSlot | undefined;

  constructor({ deps }: RunContext, slot: CrawlSlot) {
    this.#deps = deps;
    this.#slot = slot;
  }

  leave(): void {
    this.#slot?.release();
    this.#slot = undefined;
  }

  /** @throws {CrawlersBusyError} when none came free */
  async take(signal: AbortSignal): Promise<CrawlSlot> {
    const { crawlers, options } = this.#deps;
    const slot = this.#slot ?? (await crawlers.acquire({ waitMs: options.slotWaitMs, signal }));
    if (slot === undefined) throw new CrawlersBusyError();
    this.#slot = undefined;
    return slot;
  }
}
