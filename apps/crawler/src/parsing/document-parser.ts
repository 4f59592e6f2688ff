import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { isArrayBuffer } from 'node:util/types';
import { MessageChannel } from 'node:worker_threads';
import { startDeadline } from '@goodshunter/waiting';
import { Piscina } from 'piscina';
import { CrawlError } from '../errors.js';
import type { ContentOf, DocumentKind, OriginOf } from '../sources/readers.js';
import { LARGE_BYTES, ParseTurns } from './parse-turns.js';
import { type ParseJob, type ParseOutcome, readDocument, type ThreadJob } from './read-document.js';

/** A parse that ended, for the metrics. */
export interface ParseReport {
  kind: DocumentKind;
  place: 'inline' | 'thread';
  /** `ok` and `unreadable` came to their end by themselves; `aborted`: the crawl was over first. */
  outcome: 'ok' | 'unreadable' | 'timeout' | 'too_large' | 'aborted' | 'error';
  /** Without the wait for a thread. */
  durationMs: number;
}

export interface DocumentParserOptions {
  /** Documents parsed at once. @default the number of cores, at most 2 */
  threads?: number;
  /** Longest that one document may be parsed, in ms, from when a thread begins with it. @default 5000 */
  timeoutMs?: number;
  /** Documents of at most so many bytes are parsed at once, where they are. @default 16 KB */
  inlineBytes?: number;
  /** Most memory that the values of one parse may take, in MB. @default 48 for large documents, 64 for others */
  heapMb?: number;
  /** How long a thread without work stays, in ms. @default 60000 */
  idleTimeoutMs?: number;
  /** What threads run. @default parse-worker beside this file */
  workerUrl?: URL;
  /** Node's options for threads, where the worker is TypeScript. @default those of the process */
  execArgv?: string[];
  onParse?: (report: ParseReport) => void;
  /** A thread broke that had nothing to do. */
  onThreadError?: (error: unknown) => void;
}

/** Longest that a thread may take to start, in ms: seconds, on a small machine that starts much else beside it. */
const THREAD_START_MS = 60_000;

/** As this file is TypeScript or compiled, so is the worker. */
const WORKER_URL = new URL(import.meta.url.replace(/document-parser(?=\.[jt]s$)/, 'parse-worker'));

/**
 * What a parse may take beside its text, in MB. Large documents get less, so that text and values together stay below 64 MB; less
 * room also means more collecting, which would cost ordinary pages a quarter of their speed.
 */
const HEAPS = { ordinary: { heapMb: 64, youngMb: 32 }, large: { heapMb: 48, youngMb: 8 } };

/**
 * Reads documents of strangers in threads of their own, so that one that takes long holds up nobody else, can be cut off at any
 * time and can use up no memory but its thread's. Small ones are read at once: their worst case is shorter than a thread's detour.
 */
export class DocumentParser {
  readonly #ordinary: Piscina<ThreadJob, ParseOutcome>;
  readonly #large: Piscina<ThreadJob, ParseOutcome>;
  readonly #turns: ParseTurns;
  readonly #timeoutMs: number;
  readonly #inlineBytes: number;
  readonly #onParse: (report: ParseReport) => void;
  readonly threads: number;

  constructor(options: DocumentParserOptions = {}) {
    const { threads = Math.min(2, availableParallelism()), timeoutMs = 5000, inlineBytes = 16 * 1024 } = options;
    this.threads = threads;
    this.#timeoutMs = timeoutMs;
    this.#inlineBytes = inlineBytes;
    this.#onParse = options.onParse ?? (() => {});
    this.#turns = new ParseTurns({ threads });
    this.#ordinary = createPool(threads, HEAPS.ordinary, options);
    this.#large = createPool(Math.max(1, threads - 1), HEAPS.large, options);
  }

  /** Parses under way in threads. */
  get busy(): number {
    return this.#turns.busy;
  }

  /** Documents that wait for a thread. */
  get waiting(): number {
    return this.#turns.waiting;
  }

  /**
   * Reads a document and takes its body over.
   * @param signal ends the wait and the parse; a TimeoutError as its reason is the crawl's deadline
   * @throws {CrawlError} `layout_changed` as its reader does, `timeout`, `too_large`; the signal's other reasons; bugs of readers
   */
  async parse<K extends DocumentKind>(
    kind: K,
    body: Uint8Array,
    origin: OriginOf<K>,
    signal: AbortSignal,
  ): Promise<ContentOf<K>> {
    const job: ParseJob<K> = { kind, body, origin };
    if (body.length <= this.#inlineBytes && !hasOwnSelectors(origin)) {
      signal.throwIfAborted();
      return this.#report(job, 'inline', () => readDocument(job));
    }
    let end = () => {};
    try {
      end = await this.#turns.take(body.length, signal);
      return await this.#report(job, 'thread', () => this.#runInThread(job, signal));
    } catch (error) {
      if (isTimeout(error)) throw new CrawlError('timeout', 'The answer was not read in time.', { cause: error });
      throw error;
    } finally {
      end();
    }
  }

  /** Ends all threads. What they had in hand fails. */
  async close(): Promise<void> {
    await Promise.all([this.#ordinary.destroy(), this.#large.destroy()]);
  }

  async #runInThread<K extends DocumentKind>(job: ParseJob<K>, signal: AbortSignal): Promise<ParseOutcome<K>> {
    const pool = job.body.length > LARGE_BYTES ? this.#large : this.#ordinary;
    const limit = startDeadline(THREAD_START_MS, signal);
    const body = ownBytes(job.body);
    const { port1, port2: begun } = new MessageChannel();
    port1.once('message', () => limit.restart(this.#timeoutMs));
    try {
      const transferList = [body.buffer, begun];
      const outcome = await pool.run({ ...job, body, begun }, { transferList, signal: limit.signal });
      return outcome as ParseOutcome<K>;
    } catch (error) {
      signal.throwIfAborted();
      if (limit.signal.aborted) {
        const what = hasOwnSelectors(job.origin)
          ? 'Finding what your selectors mean takes too long on this page: make them simpler, without :has, ~ and long chains.'
          : 'Reading the answer takes too long.';
        throw new CrawlError('timeout', what, { cause: error });
      }
      if (codeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY') {
        throw new CrawlError('too_large', 'Reading the answer takes too much memory.', { cause: error });
      }
      throw error;
    } finally {
      limit.clear();
      port1.close();
    }
  }

  async #report<K extends DocumentKind>(
    { kind }: ParseJob<K>,
    place: ParseReport['place'],
    run: () => ParseOutcome<K> | Promise<ParseOutcome<K>>,
  ): Promise<ContentOf<K>> {
    const startedAtMs = performance.now();
    const conclude = (outcome: ParseReport['outcome']) =>
      this.#onParse({ kind, place, outcome, durationMs: performance.now() - startedAtMs });
    let outcome: ParseOutcome<K>;
    try {
      outcome = await run();
    } catch (error) {
      conclude(outcomeOf(error));
      throw error;
    }
    conclude(outcome.status === 'ok' ? 'ok' : 'unreadable');
    if (outcome.status === 'ok') return outcome.content;
    const { failure } = outcome;
    throw new CrawlError(failure.kind, failure.message);
  }
}

function createPool(
  maxThreads: number,
  { heapMb, youngMb }: (typeof HEAPS)['large'],
  options: DocumentParserOptions,
): Piscina<ThreadJob, ParseOutcome> {
  const { idleTimeoutMs = 60_000, workerUrl = WORKER_URL, execArgv, onThreadError } = options;
  const pool = new Piscina<ThreadJob, ParseOutcome>({
    filename: fileURLToPath(workerUrl),
    // None before the first document: a crawler of small feeds needs none.
    minThreads: 0,
    maxThreads,
    idleTimeout: idleTimeoutMs,
    resourceLimits: {
      maxOldGenerationSizeMb: options.heapMb ?? heapMb,
      maxYoungGenerationSizeMb: youngMb,
      stackSizeMb: 4,
    },
    ...(execArgv ? { execArgv } : {}),
  });
  return pool.on('error', (error) => onThreadError?.(error));
}

/** Even a small page may take a person's own selectors for ever. */
function hasOwnSelectors(origin: OriginOf<DocumentKind>): boolean {
  return 'selectors' in origin && origin.selectors !== undefined;
}

/** Bytes that may be given away: a small body may be a part of a buffer that others use. */
function ownBytes(body: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = body;
  return isArrayBuffer(buffer) && byteLength === buffer.byteLength ? new Uint8Array(buffer) : new Uint8Array(body);
}

function outcomeOf(error: unknown): ParseReport['outcome'] {
  if (error instanceof CrawlError) return error.kind === 'too_large' ? 'too_large' : 'timeout';
  return isTimeout(error) || nameOf(error) === 'AbortError' ? 'aborted' : 'error';
}

const isTimeout = (error: unknown): boolean => nameOf(error) === 'TimeoutError';
const nameOf = (error: unknown): unknown => propertyOf(error, 'name');
const codeOf = (error: unknown): unknown => propertyOf(error, 'code');

/** Not by class: errors of threads and of aborted signals come from other realms. */
function propertyOf(error: unknown, name: 'name' | 'code'): unknown {
  return typeof error === 'object' && error !== null ? (error as Partial<Record<string, unknown>>)[name] : undefined;
}
