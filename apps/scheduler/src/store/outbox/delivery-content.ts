import type { ToldNews } from '@goodshunter/channels';

/** What a delivery holds, as it is stored. */
export interface DeliveryContent {
  entries: ToldNews[];
  /** Pieces of news beyond the entries. */
  more: number;
  held: 'quiet' | 'hourly' | 'daily' | 'away' | null;
}
