import type { CrawledItem, Findings, KnownProduct, SourceMemory, SourceName } from '@goodshunter/contracts/crawl';
import type { SourceQuery } from '@goodshunter/contracts/sources';
import type { ShopSession } from '../fetch/shop-session.js';

/** Reads one kind of document. Pure; one of `readers.ts`. @throws {CrawlError} for what it cannot read */
export type DocumentReader<Origin, Content> = (body: Uint8Array, origin: Origin) => Content;

/** Has a document read and takes its body over: the bytes may be gone afterwards. @throws {CrawlError} */
export type ParseDocument = <Origin, Content>(
  read: DocumentReader<Origin, Content>,
  body: Uint8Array,
  origin: Origin,
) => Promise<Content>;

/** What sources see of a session. */
export type SourceSession = Pick<ShopSession, keyof ShopSession>;

/** What a look at a source gave. */
export interface SourceResult {
  items: CrawledItem[];
  /** The whole listing was seen. */
  complete: boolean;
  /** The limit was reached before known items overlapped. */
  mayHaveMissed: boolean;
  notModified: boolean;
  /** What the source wants to be told again with the task's next crawl. @default what was told before */
  memory?: SourceMemory;
  /** What it found out about its address beside the listings. */
  findings?: Findings;
}

export interface SourceContext {
  session: SourceSession;
  /** Reads a document within the crawl's deadline, without holding up other crawls. */
  parse: ParseDocument;
  /** Keys of items the task has seen, newest first. */
  knownKeys: ReadonlySet<string>;
  /** What the source asked to be told again. */
  memory: SourceMemory | undefined;
  /** Most pages of a listing. */
  maxPages: number;
  currencyHint: string | undefined;
  /** What a person may choose from is to be listed: prices and stock of a page, regions of a list. @default false */
  wantsChoices?: boolean;
  /** Which version of the contract the asker speaks. */
  askerVersion: number;
  /** What the asker knows of the one product that it watches. */
  knownProduct: KnownProduct | undefined;
  /** The key of an official API, as it came with the request. Never logged, never in a message. */
  credentials: Readonly<Record<string, string>> | undefined;
}

/** One kind of shop. `crawl` throws a CrawlError for whatever is no listing. */
export interface Source<S extends SourceName = SourceName> {
  readonly name: S;
  crawl(query: SourceQuery<S>, context: SourceContext): Promise<SourceResult>;
}

export const NOT_MODIFIED: SourceResult = { items: [], complete: false, mayHaveMissed: false, notModified: true };
