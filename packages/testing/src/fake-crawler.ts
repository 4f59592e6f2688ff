import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Latch, latch } from './latch.js';

/** What a fake crawler was asked. `query` is the task's own, so tests tell tasks apart by what they put in there. */
export interface FakeCrawl {
  source: string;
  query: Record<string, unknown>;
  deadlineMs: number;
  knownKeys: string[];
  validators: Record<string, unknown>;
  correlationId?: string;
}

/** JSON to answer with; `hang` never answers; `break` cuts the connection; `garbage` answers what nobody can read; `refuse` says 400. */
export type FakeAnswer = object | 'hang' | 'break' | 'garbage' | 'refuse';

export interface FakeCrawlerOptions {
  /** Crawls at once; further ones get 503. @default no limit */
  slots?: number;
  /** @default an empty, complete listing */
  answer?: (crawl: FakeCrawl) => FakeAnswer | Promise<FakeAnswer>;
  /** @default any free port */
  port?: number;
}

export interface FakeCrawler {
  readonly url: string;
  readonly port: number;
  /** Every crawl that got a slot, in order. */
  readonly crawls: FakeCrawl[];
  /** Crawls under way. */
  readonly inFlight: number;
  readonly mostInFlight: number;
  /** Requests refused with 503. */
  readonly refused: number;
  /** Answers differently from now on. */
  setAnswer(answer: NonNullable<FakeCrawlerOptions['answer']>): void;
  /** From now on crawls wait until the latch is opened, and find these items. */
  hold(items?: readonly object[]): Latch;
  /** Whether it answers `GET /healthz`, or keeps silent as a frozen process does. @default true */
  setHealthy(isHealthy: boolean): void;
  close(): Promise<void>;
}

/** A successful crawl with these items, complete unless told otherwise. */
export function crawlOk(items: readonly object[] = [], more: object = {}): object {
  return {
    status: 'ok',
    items,
    complete: true,
    mayHaveMissed: false,
    notModified: false,
    validators: {},
    requests: 1,
    ...more,
  };
}

/** A typed failure of a crawl. */
export function crawlFailed(kind: string, more: object = {}): object {
  return { status: 'failed', failure: { kind, message: `it is ${kind}`, ...more }, requests: 1 };
}

/** A crawler that speaks HTTP and asks no shop. */
export async function fakeCrawler(options: FakeCrawlerOptions = {}): Promise<FakeCrawler> {
  const { slots = Number.POSITIVE_INFINITY } = options;
  let answer = options.answer ?? (() => crawlOk());
  const crawls: FakeCrawl[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  let refused = 0;
  let isHealthy = true;

  const server: Server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') {
      if (isHealthy) response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}');
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (inFlight >= slots) {
      refused += 1;
      response.writeHead(503).end();
      return;
    }
    const crawl = JSON.parse(Buffer.concat(chunks).toString('utf8')) as FakeCrawl;
    crawls.push(crawl);
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    const gone = new Promise<'hang'>((resolve) => response.once('close', () => resolve('hang')));
    try {
      const said = await Promise.race([answer(crawl), gone]);
      if (said === 'hang') await gone;
      else if (said === 'break') response.destroy();
      else if (said === 'refuse') response.writeHead(400).end('{}');
      else if (said === 'garbage') response.writeHead(200).end('<html>not json');
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    } finally {
      inFlight -= 1;
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    crawls,
    get inFlight() {
      return inFlight;
    },
    get mostInFlight() {
      return mostInFlight;
    },
    get refused() {
      return refused;
    },
    setAnswer(next) {
      answer = next;
    },
    hold(items = []) {
      const release = latch();
      answer = async () => {
        await release.opened;
        return crawlOk(items);
      };
      return release;
    },
    setHealthy(value) {
      isHealthy = value;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
