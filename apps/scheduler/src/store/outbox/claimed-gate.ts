import type { AnyChannelKind } from '@goodshunter/channels';
import type { DeliveryContent } from './delivery-content.js';

/** One message with an id that stands for it from now on. */
export interface ClaimedDelivery {
  id: number;
  messageId: string;
  itemId: number;
  /** Attempts begun, this one included. */
  attempt: number;
  content: DeliveryContent;
  /** Since its oldest news happened, in ms. */
  ageMs: number;
}

/** The right to send to one destination until the lease ends, and what may go there now. */
export interface ClaimedGate {
  channelId: number;
  token: number;
  userId: number;
  kind: string;
  config: unknown;
  secret: string;
  /** IANA name. */
  timeZone: string;
  language: string;
  /** By the database's clock, when it was claimed. */
  now: Date;
  /** Attempts in a row that met no success; more than 0: this is a probe, with one message. */
  failures: number;
  /** It has taken a message before. */
  isProven: boolean;
  /** None: there is nothing to do but to release it. */
  deliveries: ClaimedDelivery[];
  /** Not: the channel was switched off, and what waits is held. */
  isOpen: boolean;
}

export type Opened = { gate: ClaimedGate; kind: AnyChannelKind };
