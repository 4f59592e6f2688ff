import { Checkbox } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Hunt } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';
import { useCan } from '../../../lib/operations.js';
import { useShortcuts } from '../../../lib/shortcuts.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import { useNoticesSwitch } from '../api/use-hunts.js';
import classes from './hunt-list.module.css';
import { HuntRow } from './hunt-row.js';

interface HuntListProps {
  hunts: readonly Hunt[];
  selected: ReadonlySet<number>;
  /** On the phone: a touch selects, and opens nothing. */
  isSelecting: boolean;
  /** Undefined: nothing can be selected. */
  onSelect: ((selected: ReadonlySet<number>) => void) | undefined;
  hasMore: boolean;
  isLoadingMore: boolean;
  onNeedMore: () => void;
}

/** Hunts in rows of one height; only those on the screen exist. */
export function HuntList({
  hunts,
  selected,
  isSelecting,
  onSelect,
  hasMore,
  isLoadingMore,
  onNeedMore,
}: HuntListProps) {
  const { t } = useText();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const mayChangeHunts = useCan()('PATCH /api/tasks/{id}');
  const { mutate: switchNotices } = useNoticesSwitch();
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const [current, setCurrent] = useState(-1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands above the list may have changed
  useEffect(() => setTop(list.current?.offsetTop ?? 0), [hunts.length, isPhone]);
  const virtual = useWindowVirtualizer({
    count: hunts.length,
    estimateSize: () => (isPhone ? 115 : 72),
    getItemKey: (index) => hunts[index]?.id ?? index,
    overscan: 8,
    scrollMargin: top,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights differ by width
  useEffect(() => virtual.measure(), [isPhone]);
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isLoadingMore && last >= hunts.length - 20) onNeedMore();
  }, [hasMore, isLoadingMore, last, hunts.length, onNeedMore]);

  function toggle(id: number): void {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect?.(next);
  }
  // The same function for every row and every turn, so that a row that did not change is not drawn again.
  const latestToggle = useRef(toggle);
  useEffect(() => {
    latestToggle.current = toggle;
  });
  const toggleRow = useCallback((id: number) => latestToggle.current(id), []);
  const switchRow = useCallback((id: number, isOn: boolean) => switchNotices({ id, isOn }), [switchNotices]);
  function step(by: 1 | -1): void {
    const next = Math.min(hunts.length - 1, Math.max(0, current + by));
    setCurrent(next);
    virtual.scrollToIndex(next, { align: 'auto' });
    const id = hunts[next]?.id;
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-id="${id}"] a`)?.focus({ preventScroll: true }),
    );
  }
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    x: () => {
      const hunt = hunts[current];
      if (hunt && onSelect) toggle(hunt.id);
    },
    Enter: () => {
      const hunt = hunts[current];
      if (hunt) void navigate({ to: '/hunts/$id', params: { id: String(hunt.id) } });
    },
    Escape: () => onSelect?.(new Set()),
  });

  return (
    <div className={classes.table}>
      <div className={`${classes.head} desk ${onSelect ? '' : classes.noSelect}`}>
        {onSelect && (
          <Checkbox
            aria-label={t('hunts.selectAll', { count: hunts.length })}
            checked={selected.size === hunts.length}
            indeterminate={selected.size > 0 && selected.size < hunts.length}
            onChange={() => onSelect(selected.size > 0 ? new Set() : new Set(hunts.map(({ id }) => id)))}
          />
        )}
        <span>{t('hunts.column.hunt')}</span>
        <span>{t('hunts.column.health')}</span>
        <span>{t('hunts.column.matches')}</span>
        <span>{t('hunts.column.events')}</span>
        <span>{t('hunts.column.notices')}</span>
        <span />
      </div>
      <ul ref={list} className={classes.list} style={{ height: virtual.getTotalSize() }} aria-label={t('place.hunts')}>
        {shown.map(({ index, key, start, size }) => {
          const hunt = hunts[index];
          if (!hunt) return null;
          const isSelected = selected.has(hunt.id);
          return (
            <li
              key={key}
              data-id={hunt.id}
              className={isSelected ? classes.selected : ''}
              style={{ height: size, transform: `translateY(${start - top}px)` }}
            >
              <HuntRow
                hunt={hunt}
                isPhone={isPhone}
                isSelected={isSelected}
                onToggle={onSelect && toggleRow}
                isSelecting={isSelecting}
                mayChangeHunts={mayChangeHunts}
                onSwitch={switchRow}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
