import type { ClaimedNotification } from '../../store/outbox/outbox.js';

/** How one attempt to deliver ended. */
export type Delivery =
  | { status: 'sent' }
  | {
      status: 'failed';
      message: string;
      /** No retry can mend it. */
      isPermanent: boolean;
      /** What the receiver asked for. */
      retryAfterMs?: number;
    };

/** A way to tell people. Never rejects. */
export interface Channel {
  send(notification: ClaimedNotification, config: unknown, secret: string): Promise<Delivery>;
}
