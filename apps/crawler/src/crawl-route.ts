import {
  CRAWL_VERSION,
  CRAWL_VERSION_HEADER,
  type CrawlRequest,
  type CrawlResponse,
  crawlRequestSchema,
  translateAnswer,
} from '@goodshunter/contracts/crawl';
import { API_HOSTS, isKeyedSource } from '@goodshunter/contracts/sources';
import type { Logger } from '@goodshunter/logger';
import type { Request, RequestHandler, Response } from 'express';
import type { CrawlSlots } from './crawl/crawl-slots.js';
import { type RunCrawlDeps, runCrawl } from './crawl/run-crawl.js';
import type { Draining } from './health.js';
import type { Metrics } from './metrics.js';
import { sendAnswer } from './send-answer.js';
import { sendProblem } from './send-problem.js';

export interface CrawlRouteDeps {
  crawl: RunCrawlDeps;
  slots: CrawlSlots;
  draining: Draining;
  metrics: Metrics;
  log: Logger;
  /** What schedulers show with each crawl; empty: anybody who reaches this crawler may ask. */
  secret?: string;
}

const REJECTIONS = {
  full: 'All slots are busy; ask another crawler.',
  host_busy: 'Enough crawls of this host are under way; ask another crawler, or later.',
  draining: 'This crawler is shutting down; ask another one.',
} as const;

/** `POST /crawl`: 200 with items or a typed failure, 400 for a bad request, 503 at once without a free slot. */
export function createCrawlRoute(deps: CrawlRouteDeps): RequestHandler {
  const { slots, draining, metrics } = deps;
  return async (request, response) => {
    response.set(CRAWL_VERSION_HEADER, String(CRAWL_VERSION));
    const parsed = crawlRequestSchema.safeParse(request.body);
    if (!parsed.success) {
      const errors = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'body', message }));
      sendProblem(response, {
        status: 400,
        code: 'INVALID_REQUEST',
        detail: 'The request is not a crawl request.',
        errors,
      });
      return;
    }
    const taken = draining.isDraining ? 'draining' : slots.take(hostToShare(parsed.data, deps.crawl));
    if (typeof taken === 'string') {
      metrics.countRejected();
      response.set('Retry-After', '1');
      sendProblem(response, { status: 503, code: taken.toUpperCase(), detail: REJECTIONS[taken] });
      return;
    }
    try {
      await answerCrawl(parsed.data, request, response, deps);
    } finally {
      taken();
    }
  };
}

async function answerCrawl(
  crawl: CrawlRequest,
  request: Request,
  response: Response,
  deps: CrawlRouteDeps,
): Promise<void> {
  const { source } = crawl;
  const engine = crawl.query.render === 'browser' ? 'browser' : 'http';
  const log = deps.log.child({ correlationId: crawl.correlationId ?? request.get('x-correlation-id'), source });
  const client = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) client.abort();
  });
  const startedAtMs = performance.now();
  const conclude = (outcome: string, items = 0) => {
    const durationMs = Math.round(performance.now() - startedAtMs);
    deps.metrics.countCrawl({ source, engine, outcome, durationMs, items });
    return durationMs;
  };
  let answer: CrawlResponse;
  try {
    answer = await runCrawl(crawl, deps.crawl, client.signal);
  } catch (error) {
    const durationMs = conclude(client.signal.aborted ? 'aborted' : 'error');
    if (client.signal.aborted) {
      log.info('crawl given up', { durationMs });
      return;
    }
    log.error('crawl broke', { durationMs, error });
    sendProblem(response, { status: 500, code: 'CRAWL_BROKE', detail: 'The crawler has an error of its own.' });
    return;
  }
  const outcome = answer.status === 'failed' ? answer.failure.kind : answer.notModified ? 'not_modified' : 'ok';
  log.info('crawl finished', {
    outcome,
    durationMs: conclude(outcome, answer.status === 'ok' ? answer.items.length : 0),
    requests: answer.requests,
    ...(answer.status === 'ok'
      ? { items: answer.items.length, complete: answer.complete }
      : { failure: answer.failure }),
  });
  // server.close() does not end a connection that was busy: without this it would stay until its keep-alive runs out.
  if (deps.draining.isDraining) response.set('Connection', 'close');
  await sendAnswer(response, translateAnswer(answer, crawl.version));
}

/** The host whose share of the slots this crawl takes; the operator's own hosts may have all of them. */
function hostToShare({ source, query }: CrawlRequest, { isOpened }: RunCrawlDeps): string | undefined {
  if (isKeyedSource(source)) return API_HOSTS[source];
  const url = typeof query.url === 'string' && URL.canParse(query.url) ? new URL(query.url) : undefined;
  return url && !isOpened(url) ? url.host : undefined;
}
