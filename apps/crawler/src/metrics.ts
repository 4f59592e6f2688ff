import { FAILURE_KINDS, SOURCE_NAMES } from '@goodshunter/contracts/crawl';
import { createServiceMetrics } from '@goodshunter/service';
import type { RequestHandler } from 'express';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { CrawlSlots } from './crawl/crawl-slots.js';
import type { DocumentParser, ParseReport } from './parsing/document-parser.js';
import { DOCUMENT_KINDS } from './sources/readers.js';

export interface Metrics {
  registry: Registry;
  /** @param outcome `ok`, `not_modified`, a failure's kind, `aborted` or `error` */
  countCrawl(crawl: {
    source: string;
    engine: 'http' | 'browser';
    outcome: string;
    durationMs: number;
    items: number;
  }): void;
  countRejected(): void;
  /** An answer of a shop; without a status when there was none. */
  countAnswer(status: number | undefined, bytes: number): void;
  countParse(parse: ParseReport): void;
  /** Shows the threads of this parser from now on. */
  watchParser(parser: Pick<DocumentParser, 'threads' | 'busy' | 'waiting'>): void;
  /** Times each HTTP request by its route's pattern. */
  timeRequests: RequestHandler;
}

const CRAWL_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60];
const PARSE_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const KILLED = ['timeout', 'too_large', 'aborted'] as const;
const OUTCOMES = ['ok', 'not_modified', 'aborted', 'error', ...FAILURE_KINDS];

/** What Prometheus reads at `/metrics`: every known series from the start, no ids and no URLs as labels. */
export function createMetrics(slots: CrawlSlots, version: string): Metrics {
  const { registry, observeRequest } = createServiceMetrics(version);
  const registers = [registry];
  const counter = (name: string, help: string, labelNames: string[] = []) =>
    new Counter({ name: `goodshunter_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string, labelNames: string[], buckets: number[]) =>
    new Histogram({ name: `goodshunter_${name}`, help, labelNames, buckets, registers });

  const crawls = counter('crawls_total', 'Crawls that ended.', ['source', 'engine', 'outcome']);
  const items = counter('crawl_items_total', 'Items that crawls found.', ['source']);
  const rejected = counter('crawl_rejected_total', 'Crawls answered with 503 at once.');
  const bytes = counter('fetch_bytes_total', 'Bytes read from shops, decompressed.');
  const answers = counter('fetch_requests_total', 'Requests to shops by class of the answer.', ['status_class']);
  const durations = histogram('crawl_duration_seconds', 'How long crawls took.', ['source'], CRAWL_BUCKETS);
  const parses = histogram('parse_seconds', 'How long documents were parsed.', ['kind', 'place'], PARSE_BUCKETS);
  const killed = counter('parses_killed_total', 'Parses ended with their thread, by the limit they met.', ['reason']);
  for (const source of SOURCE_NAMES) {
    items.inc({ source }, 0);
    for (const outcome of OUTCOMES) crawls.inc({ source, engine: 'http', outcome }, 0);
    if (source === 'page' || source === 'list')
      for (const outcome of OUTCOMES) crawls.inc({ source, engine: 'browser', outcome }, 0);
  }
  for (const kind of DOCUMENT_KINDS) for (const place of ['inline', 'thread']) parses.zero({ kind, place });
  for (const reason of KILLED) killed.inc({ reason }, 0);
  for (const status_class of ['2xx', '3xx', '4xx', '5xx', 'none']) answers.inc({ status_class }, 0);
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name: `goodshunter_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('crawl_slots', 'Crawls this crawler runs at once.', () => slots.size);
  gauge('crawl_slots_busy', 'Crawls under way.', () => slots.busy);

  return {
    registry,
    countCrawl({ source, engine, outcome, durationMs, items: found }) {
      crawls.inc({ source, engine, outcome });
      durations.observe({ source }, durationMs / 1000);
      items.inc({ source }, found);
    },
    countRejected: () => rejected.inc(),
    countAnswer(status, size) {
      answers.inc({ status_class: status === undefined ? 'none' : `${Math.floor(status / 100)}xx` });
      bytes.inc(size);
    },
    countParse({ kind, place, outcome, durationMs }) {
      parses.observe({ kind, place }, durationMs / 1000);
      const reason = KILLED.find((name) => name === outcome);
      if (reason) killed.inc({ reason });
    },
    watchParser(parser) {
      gauge('parse_threads', 'Documents this crawler parses at once.', () => parser.threads);
      gauge('parse_threads_busy', 'Documents being parsed in threads.', () => parser.busy);
      gauge('parses_waiting', 'Documents that wait for a thread.', () => parser.waiting);
    },
    timeRequests(request, response, next) {
      const startedAtMs = performance.now();
      response.on('close', () => {
        const route = request.route as { path?: unknown } | undefined;
        const path = Array.isArray(route?.path) ? request.path : route?.path;
        const tookMs = performance.now() - startedAtMs;
        observeRequest(request.method, String(path ?? 'unmatched'), response.statusCode, tookMs);
      });
      next();
    },
  };
}
