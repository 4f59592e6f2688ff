import type { EventKind } from '@goodshunter/contracts/api';

/** A listing, as it was when it was news. */
export interface NewsItem {
  id: number;
  title: string;
  url: string;
  imageUrl: string | null;
}

/** One state change. */
export interface NewsEvent {
  kind: EventKind;
  oldPrice: number | null;
  newPrice: number | null;
  currency: string | null;
  message: string | null;
}

/**
 * What one run has to tell of one listing (or of its task), in nobody's format: stored when it happens, rendered when it is sent.
 * One piece of news is one notice per destination.
 */
export interface News {
  /** 0: of a channel, not of a hunt. */
  taskId: number;
  taskName: string;
  /** 0: of the task itself. */
  itemId: number;
  item: NewsItem | null;
  events: readonly NewsEvent[];
  /** RFC 3339. */
  createdAt: string;
  correlationId: string | null;
  /** Of a channel that no longer takes anything: told through another one. */
  channel?: { name: string; reason: string };
  nothing?: Nothing;
}

/** That there is nothing to tell, to somebody who wants to know that too. */
export interface Nothing {
  /** Looks that were taken, those that failed among them. */
  looks: number;
  failed: number;
  /** Hunts that looked. */
  hunts: number;
  /** Names of hunts that cannot look now. */
  blind: readonly string[];
  /** RFC 3339 of the digest before. */
  since: string;
}

/** What became of a listing between the news and its telling; null: nothing. */
export type Meanwhile =
  | { kind: 'sold' }
  | { kind: 'back' }
  | { kind: 'price'; price: number; currency: string | null }
  | null;

/** A listing against its own past; absent where there is too little of it. */
export interface Worth {
  currency: string | null;
  lowest: number;
  /** RFC 3339 of the lowest price. */
  lowestAt: string;
  /** Time-weighted median of 90 days. */
  typical: number | null;
  /** Prices that this rests on. */
  points: number;
  days: number;
}

/** News with what is known when it is told. */
export interface ToldNews {
  news: News;
  meanwhile: Meanwhile;
  worth?: Worth | undefined;
  /** Other hunts of this person that see the same listing. */
  otherHunts?: readonly string[] | undefined;
  /** Signed address of the page that mutes the hunt; absent where the house has no public address. */
  muteUrl?: string | undefined;
}

/** Everything one message carries. Its id and contents never change once it was tried. */
export interface Telling {
  messageId: string;
  /** Oldest first. */
  entries: readonly ToldNews[];
  /** Pieces of news that are not among the entries: there were too many. */
  more: number;
  /** Why it comes now and not when it happened. */
  held: 'quiet' | 'hourly' | 'daily' | 'away' | null;
  language: string;
  /** IANA name. */
  timeZone: string;
  /** Where this house's pages are, without a slash at the end; null: nobody said. */
  publicUrl: string | null;
  /** A test that somebody asked for. */
  isTest: boolean;
  /** Worth a person's sleep. */
  isUrgent?: boolean;
  correlationId: string | null;
  /** Signed address of the page that stops this channel; absent where the house has no public address. */
  stopUrl?: string | undefined;
  /** Signed address of the page that makes it a daily digest; absent where the house has no public address. */
  digestUrl?: string | undefined;
}
