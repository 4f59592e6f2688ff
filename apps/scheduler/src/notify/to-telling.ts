import type { Telling } from '@goodshunter/channels';
import type { ClaimedDelivery, ClaimedGate } from '../store/outbox/claimed-gate.js';

export interface TellingLinks {
  /** Where the page is, without a slash at the end; null: nobody said. */
  publicUrl: string | null;
  /** Signed address of the page that mutes a hunt. */
  muteUrl?: ((taskId: number) => string | undefined) | undefined;
  /** Signed address of the page that makes one message a day of a hunt; of 0: of all. */
  digestUrl?: ((taskId: number) => string) | undefined;
  /** Signed address of the page that stops the channel. */
  stopUrl?: string | undefined;
}

/** What a renderer is given of a delivery. */
export function toTelling(
  { messageId, content }: ClaimedDelivery,
  { language, timeZone }: Pick<ClaimedGate, 'language' | 'timeZone'>,
  { publicUrl, muteUrl, digestUrl, stopUrl }: TellingLinks,
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
    ...(digestUrl === undefined ? {} : { digestUrl: digestUrl(subjectOf(entries)) }),
    isTest: false,
    correlationId: entries[0]?.news.correlationId ?? null,
  };
}

/** The hunt that all of a message is of; 0: there are several. */
function subjectOf(entries: ClaimedDelivery['content']['entries']): number {
  const [first, ...others] = entries;
  const taskId = first?.news.taskId ?? 0;
  return others.every(({ news }) => news.taskId === taskId) ? taskId : 0;
}
