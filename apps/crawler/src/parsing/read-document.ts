import type { MessagePort } from 'node:worker_threads';
import type { CrawlFailure } from '@goodshunter/contracts/crawl';
import { CrawlError } from '../errors.js';
import { type ContentOf, type DocumentKind, type OriginOf, READERS } from '../sources/readers.js';

/** A document to read, as it goes to a thread. */
export interface ParseJob<K extends DocumentKind = DocumentKind> {
  kind: K;
  body: Uint8Array;
  origin: OriginOf<K>;
}

/** One that says by a message when a thread begins with it: until then the thread may still be starting. */
export interface ThreadJob<K extends DocumentKind = DocumentKind> extends ParseJob<K> {
  begun: MessagePort;
}

/** What came of it, as it comes back: errors lose their class on the way, so that they travel as data. */
export type ParseOutcome<K extends DocumentKind = DocumentKind> =
  | { status: 'ok'; content: ContentOf<K> }
  | { status: 'failed'; failure: CrawlFailure };

/** Reads one document here and now. @throws bugs only */
export function readDocument<K extends DocumentKind>({ kind, body, origin }: ParseJob<K>): ParseOutcome<K> {
  const read = READERS[kind] as (body: Uint8Array, origin: OriginOf<K>) => ContentOf<K>;
  try {
    return { status: 'ok', content: read(body, origin) };
  } catch (error) {
    if (!(error instanceof CrawlError)) throw error;
    return { status: 'failed', failure: error.toFailure() };
  }
}
