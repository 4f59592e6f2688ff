import type { Item, Rules, SessionState, Task, TimelineEvent } from '@goodshunter/contracts/api';

/** What became of an event: told, kept until an hour, put into another message, or not told, and why. */
export interface Told {
  state: 'told' | 'held' | 'merged' | 'not_told' | 'failed' | 'none';
  at: string | null;
  reason: string | null;
}

export interface FeedItem {
  id: number;
  title: string;
  url: string;
  imageUrl: string | null;
  hasPicture?: boolean;
  price?: number | null;
  currency?: string | null;
  availability?: string;
  host?: string;
}

/** An event of the feed, with what a row shows beside it. */
export type FeedEvent = Omit<TimelineEvent, 'item'> & { item: FeedItem | null; source?: string; told?: Told };

export interface Rhythm {
  kind: 'now' | 'hourly' | 'daily';
  at?: string;
}

export type { Rules };

/** A task as the lists and its page show it: a hunt. */
export type Hunt = Omit<Task, 'state' | 'source'> & {
  state: 'active' | 'paused' | 'deleted' | 'draft';
  source: string;
  tags?: string[];
  matches?: number;
  itemsSeen?: number;
  lastEventAt?: string | null;
  /** Events per day of the last 14, oldest first. */
  activity?: number[];
  noticesOn?: boolean;
  owner?: { id: number; name: string } | null;
  myRole?: 'owner' | 'editor' | 'viewer';
  /** What is one's own on a hunt that is shared with one by name; null: nothing is. */
  myShare?: { notify: number[]; mutedUntil: string | null } | null;
  rules?: Rules | null;
};

export interface WhyNot {
  reason: 'word' | 'price' | 'excluded' | 'sold' | 'currency';
  detail: string | null;
}

/** An item as a hunt sees it. */
export type HuntItem = Item & {
  hasPicture?: boolean;
  isNew?: boolean;
  isMatch?: boolean;
  isHidden?: boolean;
  whyNot?: WhyNot | null;
  lastEvent?: {
    kind: TimelineEvent['kind'];
    createdAt: string;
    oldPrice?: number | null;
    newPrice?: number | null;
  } | null;
};

export interface Overview {
  huntsLooking: number;
  huntsTotal: number;
  lastLookAt: string | null;
  looksToday: number;
  attention: number;
  newestEventId: number | null;
}

export type Session = SessionState;
