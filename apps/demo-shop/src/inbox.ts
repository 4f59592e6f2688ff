import type { Clock } from './stock-clock.js';

/** What was sent to the inbox. */
export interface InboxMessage {
  /** RFC 3339. */
  at: string;
  path: string;
  /** `webhook-id`, where it had one. */
  id: string | null;
  body: string;
}

const MOST = 50;

/** Keeps the latest messages in memory, for somebody who wants to see what a channel sends without an account anywhere. */
export class Inbox {
  readonly #clock: Clock;
  #messages: InboxMessage[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Newest first. */
  get messages(): readonly InboxMessage[] {
    return this.#messages;
  }

  take(message: Omit<InboxMessage, 'at'>): void {
    const at = new Date(this.#clock.now()).toISOString();
    this.#messages = [{ at, ...message }, ...this.#messages].slice(0, MOST);
  }
}
