import { useNavigate } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import type { TFunction } from 'i18next';
import { memo, useEffect, useRef, useState } from 'react';
import { formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useOverview } from '../../../lib/overview.js';
import { useShortcuts } from '../../../lib/shortcuts.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import type { FeedRow } from '../api/feed-rows.js';
import { FeedEventRow } from './feed-event-row.js';
import classes from './feed-list.module.css';

interface FeedListProps {
  rows: readonly FeedRow[];
  hasMore: boolean;
  isLoadingMore: boolean;
  onNeedMore: () => void;
}

/** Rows of fixed heights, of which only those on the screen exist: ten thousand scroll like ten. What arrives above does not draw it anew. */
export const FeedList = memo(function FeedList({ rows, hasMore, isLoadingMore, onNeedMore }: FeedListProps) {
  const { t, locale } = useText();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const looksToday = useOverview()?.looksToday ?? 0;
  const list = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  const [current, setCurrent] = useState(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands above the list may have changed
  useEffect(() => setTop(list.current?.offsetTop ?? 0), [rows.length, isPhone]);

  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: (index) => (rows[index]?.type === 'day' ? 36 : isPhone ? 118 : 76),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    scrollMargin: top,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights differ by width
  useEffect(() => virtual.measure(), [isPhone, rows]);

  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= rows.length - 20) onNeedMore();
  }, [hasMore, isLoadingMore, last, rows.length, onNeedMore]);

  function step(by: 1 | -1): void {
    let next = current + by;
    while (rows[next]?.type === 'day') next += by;
    const row = rows[next];
    if (row?.type !== 'event') return;
    setCurrent(next);
    virtual.scrollToIndex(next, { align: 'auto' });
    requestAnimationFrame(() => {
      list.current?.querySelector<HTMLElement>(`[data-key="${row.key}"] a`)?.focus({ preventScroll: true });
    });
  }
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => {
      const row = rows[current];
      if (row?.type === 'event' && row.event.item)
        void navigate({ to: '/items/$id', params: { id: String(row.event.item.id) } });
    },
  });

  const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });
  return (
    <ol ref={list} className={classes.list} style={{ height: virtual.getTotalSize() }} aria-label={t('place.feed')}>
      {shown.map(({ index, key, start, size }) => {
        const row = rows[index];
        if (!row) return null;
        const isFirst = row.type === 'event' && rows[index - 1]?.type === 'day';
        const isLast = row.type === 'event' && rows[index + 1]?.type !== 'event';
        return (
          <li
            key={key}
            data-key={row.key}
            className={
              row.type === 'day'
                ? classes.day
                : `${classes.event} ${isFirst ? classes.first : ''} ${isLast ? classes.last : ''}`
            }
            style={{ height: size, transform: `translateY(${start - top}px)` }}
          >
            {row.type === 'day' ? (
              <>
                <h2 className={classes.dayName}>{dayName(row.at, t, dayFormat)}</h2>
                <span className="num">
                  {t('feed.events', { count: row.count })}
                  {hasMore && rows.length - 1 === index + row.count ? '+' : ''}
                  {index === 0 && isToday(row.at) && looksToday > 0 && (
                    <span className="desk">
                      {' · '}
                      {t('feed.looks', { count: looksToday, looks: formatCount(looksToday, locale) })}
                    </span>
                  )}
                </span>
              </>
            ) : (
              <FeedEventRow event={row.event} isPhone={isPhone} />
            )}
          </li>
        );
      })}
    </ol>
  );
});

const isToday = (at: string) => new Date(at).toDateString() === new Date().toDateString();

function dayName(at: string, t: TFunction, format: Intl.DateTimeFormat): string {
  const day = new Date(at);
  const now = new Date();
  const before = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  const date = format.format(day);
  if (day.toDateString() === now.toDateString()) return `${t('today')}${t('join')}${date}`;
  if (day.toDateString() === before.toDateString()) return `${t('yesterday')}${t('join')}${date}`;
  return date;
}
