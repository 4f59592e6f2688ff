import type { Telling } from '@goodshunter/channels';
import type { ClaimedGate } from '../store/outbox/claim-gates.js';
import type { ClaimedDelivery } from '../store/outbox/close-deliveries.js';

export interface TellingLinks {
  /** Where the page is, without a slash at the end; null: nobody said. */
  publicUrl: string | null;
  /** Signed address of the page that mutes a hunt. */
  muteUrl?: ((taskId: number) => string | undefined) | undefined;
  /** Signed address of the page that stops the channel. */
  stopUrl?: string | undefined;
}

/** What a renderer is given of a delivery. */
export function toTelling(
  { messageId, content }: ClaimedDelivery,
  { language, timeZone }: Pick<ClaimedGate, 'language' | 'timeZone'>,
  { publicUrl, muteUrl, stopUrl }: TellingLinks,
): Telling {
  const { entries, more, held } = content;
  return {
    messageId,
    entries:
      muteUrl === undefined ? entries : entries.map((entry) => ({ ...entry, muteUrl: muteUrl(entry.news.taskId) })),
    more,
    held,
    language,
    timeZone,
    publicUrl,
    ...(stopUrl === undefined ? {} : { stopUrl }),
    isTest: false,
    correlationId: entries[0]?.news.correlationId ?? null,
  };
}
