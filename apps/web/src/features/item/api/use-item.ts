import type { Item, Page, PricePoint } from '@goodshunter/contracts/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, request } from '../../../lib/api-client.js';
import type { FeedEvent } from '../../../lib/api-types.js';
import { useLive } from '../../../lib/live.js';
import { showError } from '../../../lib/notices.js';

interface PriceAt {
  price: number;
  at: string;
}

/** An item's own past in figures; the API computes them, and gives no verdict before 14 days. */
export interface Statistics {
  lowest: PriceAt | null;
  highest: PriceAt | null;
  typical: number | null;
  typicalLow?: number | null;
  typicalHigh?: number | null;
  /** Share of days on which it was dearer, 0 to 100. */
  place: number | null;
  points: number;
  since: string | null;
  days: number;
  verdict: 'lowest' | 'low' | 'typical' | 'high' | 'highest' | null;
}

export type ItemPage = Item & {
  hasPicture?: boolean;
  host?: string;
  tasks?: { id: number; name: string; isMatch: boolean }[];
  statistics?: Statistics;
  note?: string | null;
  isHidden?: boolean;
  stock?: { availability: string; from: string }[];
  priceHistory?: PricePoint[];
};

export type Span = '7' | '30' | '90' | 'all';
interface History {
  data?: PricePoint[];
  items?: PricePoint[];
}

export function useItem(id: number) {
  const client = useQueryClient();
  useLive((message) => {
    if (message.type === 'event' && message.event.item?.id === id)
      void client.invalidateQueries({ queryKey: ['item', id] });
  });
  return useQuery({
    queryKey: ['item', id],
    queryFn: ({ signal }) => get<ItemPage>(`/api/items/${id}`, signal),
    staleTime: 10_000,
  });
}

export function useHistory(id: number, span: Span, isThere: boolean) {
  return useQuery({
    queryKey: ['item', id, 'history', span],
    queryFn: async ({ signal }) => {
      const answer = await get<History | PricePoint[]>(`/api/items/${id}/history?days=${span}`, signal);
      return Array.isArray(answer) ? answer : (answer.data ?? answer.items ?? []);
    },
    enabled: isThere,
    placeholderData: (before) => before,
  });
}

export function useItemEvents(id: number, isThere: boolean) {
  return useQuery({
    queryKey: ['item', id, 'events'],
    queryFn: ({ signal }) => get<Page<FeedEvent>>(`/api/items/${id}/events`, signal),
    enabled: isThere,
  });
}

export function useChangeItem(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: { isHidden?: boolean; note?: string | null }) => request('PATCH', `/api/items/${id}`, change),
    onMutate: (change) => client.setQueryData<ItemPage>(['item', id], (item) => item && { ...item, ...change }),
    onError: showError,
    onSettled: () => client.invalidateQueries({ queryKey: ['item', id] }),
  });
}
