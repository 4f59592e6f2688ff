import type { Telling } from '@goodshunter/channels';
import type { ClaimedDelivery } from '../store/outbox/close-deliveries.js';

/** What a renderer is given of a delivery. */
export function toTelling({ messageId, content }: ClaimedDelivery): Telling {
  const { entries, more, held } = content;
  return {
    messageId,
    entries,
    more,
    held,
    language: 'en',
    timeZone: 'UTC',
    publicUrl: null,
    isTest: false,
    correlationId: entries[0]?.news.correlationId ?? null,
  };
}
