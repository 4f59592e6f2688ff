import type { CrawlSuccess } from '@goodshunter/contracts/crawl';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { listing } from '../../test/support/items.js';
import { recordingLog } from '../../test/support/recording-log.js';
import { createCrawlSharing } from './crawl-sharing.js';
import type { SharedAnswer, SharedCrawls } from './shared-crawls.js';

const never = new AbortController().signal;

/** What Redis does, in memory; fails now and then, as `trouble` says. */
function createStore(trouble: () => boolean): SharedCrawls {
  const flights = new Map<string, { flight: string; startedAt: number }>();
  const answers = new Map<string, SharedAnswer & { startedAt: number }>();
  return {
    async join(key, flight, maxAgeMs) {
      await turn();
      if (trouble()) throw new Error('away');
      const now = performance.now();
      const answer = answers.get(key);
      if (answer && now - answer.startedAt <= maxAgeMs && now - answer.answeredAt <= answer.keepMs) {
        const { response, startedAt, answeredAt } = answer;
        return { status: 'answered', response, startedAgoMs: now - startedAt, answeredAgoMs: now - answeredAt };
      }
      const other = flights.get(key);
      if (other && now - other.startedAt <= maxAgeMs) return { status: 'wait' };
      flights.set(key, { flight, startedAt: now });
      return { status: 'lead' };
    },
    async renew() {},
    async finish(key, flight, answer) {
      await turn();
      const own = flights.get(key);
      if (own?.flight !== flight) return;
      // A replica that dies before it says so; the flight then expires.
      flights.delete(key);
      if (trouble()) throw new Error('away');
      if (answer) answers.set(key, { ...answer, startedAt: own.startedAt });
    },
  };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

async function pause(turns: number): Promise<void> {
  for (let index = 0; index < turns; index += 1) await turn();
}

describe('shared crawls', () => {
  it('serve every run with an answer to its own question, from a crawl no older than it may be', async () => {
    const anyRun = fc.record({
      replica: fc.constantFrom(0, 1),
      etag: fc.constantFrom('1', '2'),
      known: fc.constantFrom('a', 'b'),
      maxAgeMs: fc.constantFrom(0, 1, 5, 1000),
      keepMs: fc.constantFrom(1, 1000),
      turnsBefore: fc.nat(6),
      turnsOfCrawl: fc.nat(6),
      kind: fc.constantFrom('listing', 'not_modified', 'failed', 'broken'),
      isStopped: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRun, { minLength: 1, maxLength: 25 }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }),
        async (runs, failing) => {
          let asked = 0;
          const trouble = () => (failing[asked++ % failing.length] ?? false) && asked % 3 === 0;
          const store = createStore(trouble);
          const log = recordingLog();
          const replicas = [0, 1].map(() =>
            createCrawlSharing({ isEnabled: true, redis: store, isRedisTrusted: () => true, log }),
          );
          const crawls: { startedAt: number; etag: string; known: string }[] = [];
          await Promise.all(
            runs.map(async (run) => {
              await pause(run.turnsBefore);
              const stop = new AbortController();
              const notBefore = performance.now() - run.maxAgeMs;
              const answer = replicas[run.replica]?.crawl({
                request: {
                  source: 'shopify',
                  query: { url: 'https://shop.example' },
                  deadlineMs: 1000,
                  validators: { 'https://shop.example/products.json': { etag: run.etag } },
                  knownKeys: [run.known],
                },
                maxAgeMs: run.maxAgeMs,
                keepMs: run.keepMs,
                signal: run.isStopped ? stop.signal : never,
                onWait: () => {},
                async perform(signal) {
                  const id = crawls.push({ startedAt: performance.now(), etag: run.etag, known: run.known }) - 1;
                  await pause(run.turnsOfCrawl);
                  signal.throwIfAborted();
                  if (run.kind === 'broken') throw new Error('broke');
                  if (run.kind === 'failed') {
                    const failure = { kind: 'network' as const, message: String(id) };
                    return { status: 'crawled', response: { status: 'failed', failure, requests: id } };
                  }
                  const isListing = run.kind === 'listing';
                  const response: CrawlSuccess = {
                    status: 'ok',
                    // Read until what this run knows: `b` is behind `a`.
                    items: isListing ? (run.known === 'a' ? ['a'] : ['a', 'b']).map((key) => listing(key)) : [],
                    complete: false,
                    mayHaveMissed: false,
                    notModified: !isListing,
                    validators: {},
                    requests: id,
                  };
                  return { status: 'crawled', response };
                },
              });
              if (run.isStopped) {
                await turn();
                stop.abort(new Error('stopped'));
              }
              try {
                const got = await answer;
                if (got?.status !== 'crawled') throw new Error('no answer');
                const crawl = crawls[got.response.requests];
                expect(crawl?.startedAt).toBeGreaterThanOrEqual(notBefore);
                expect(crawl?.etag).toBe(run.etag);
                expect(got.answeredAgoMs).toBeGreaterThanOrEqual(0);
                if (got.response.status === 'ok' && !got.response.notModified) {
                  expect(got.response.items.map(({ key }) => key)).toContain(run.known);
                }
              } catch (error) {
                if (!(error instanceof Error && ['broke', 'stopped'].includes(error.message))) throw error;
                if (error.message === 'stopped') expect(run.isStopped).toBe(true);
              }
            }),
          );
          await Promise.all(replicas.map((replica) => replica.close()));
        },
      ),
      { numRuns: 150 },
    );
  });
});
