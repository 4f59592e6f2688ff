import { Button, Menu, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconArrowsSort, IconSearch } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Chip } from '../../../components/chip.js';
import { EmptyState } from '../../../components/empty-state.js';
import { toneOf } from '../../../components/hunt-health.js';
import { NothingShared } from '../../../components/nothing-shared.js';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useCan, useMayHunt } from '../../../lib/operations.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import { type HuntsFilter, useHunts } from '../api/use-hunts.js';
import { HuntList } from './hunt-list.js';
import classes from './hunts-page.module.css';
import { SelectionBar } from './selection-bar.js';

const route = getRouteApi('/hunts');
const SORTS = ['lastEvent', 'name', 'created', 'nextRun'] as const;

/** All hunts: does each look, and when; then its matches; then what happened. */
export default function HuntsPage() {
  const { t, locale } = useText();
  const can = useCan();
  const filter: HuntsFilter = route.useSearch();
  const navigate = route.useNavigate();
  const { hunts, isPending, error, isSuccess, hasNextPage, isFetchingNextPage, fetchNextPage } = useHunts(filter);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [isChoosing, setChoosing] = useState(false);
  const isPhone = useIsPhone();
  const go = (next: HuntsFilter, isTyping = false) =>
    void navigate({ search: next, replace: isTyping, resetScroll: false });
  const change = (next: HuntsFilter) => go(next);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Whoever types is ahead of the address; whoever goes back, or takes a filter away, is not.
    if (field.current && field.current !== document.activeElement) field.current.value = filter.q ?? '';
  }, [filter.q]);
  function clear(): void {
    if (field.current) field.current.value = '';
    change(filter.sort ? { sort: filter.sort } : {});
  }
  const isFiltered = Boolean(filter.q || filter.health || filter.tag);

  const tags = useMemo(() => {
    const counts = new Map<string, number>();
    for (const hunt of hunts) for (const tag of hunt.tags ?? []) counts.set(tag, (counts.get(tag) ?? 0) + 1);
    if (filter.tag && !counts.has(filter.tag)) counts.set(filter.tag, 0);
    return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 8);
  }, [hunts, filter.tag]);
  const troubled = hunts.filter((hunt) => toneOf(hunt) === 'trouble').length;
  const sort = SORTS.find((name) => name === filter.sort) ?? 'lastEvent';
  const mayHunt = useMayHunt();
  const hasLists = can('POST /api/tasks/bulk');

  return (
    <>
      <PageHead
        isInHeader
        title={t('place.hunts')}
        count={isSuccess ? `${formatCount(hunts.length, locale)}${hasNextPage ? '+' : ''}` : ''}
      >
        <TextInput
          className={classes.find}
          aria-label={t('hunts.find')}
          placeholder={t('hunts.find')}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          ref={field}
          defaultValue={filter.q ?? ''}
          onChange={(event) => go({ ...filter, q: event.currentTarget.value }, true)}
        />
        <div className={classes.chips}>
          {isFiltered && <Chip onClick={clear}>{t('hunts.all')}</Chip>}
          {(troubled > 0 || filter.health === 'trouble') && (
            <Chip
              tone="trouble"
              isOn={filter.health === 'trouble'}
              icon={<IconAlertTriangle size={16} stroke={1.75} aria-hidden />}
              onClick={() => change({ ...filter, health: filter.health === 'trouble' ? '' : 'trouble' })}
            >
              {t('hunts.trouble', { n: troubled })}
            </Chip>
          )}
          {tags.map(([tag, count]) => (
            <Chip
              key={tag}
              isOn={filter.tag === tag}
              onClick={() => change({ ...filter, tag: filter.tag === tag ? '' : tag })}
            >
              {tag} {count > 0 && <span className={`${classes.count} num`}>{formatCount(count, locale)}</span>}
            </Chip>
          ))}
        </div>
        {hasLists && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                variant="default"
                className={classes.sort}
                leftSection={<IconArrowsSort size={18} stroke={1.75} aria-hidden />}
              >
                <span className={classes.sortName}>{t(`hunts.sort.${sort}`)}</span>
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {SORTS.map((name) => (
                <Menu.Item
                  key={name}
                  onClick={() => change({ ...filter, sort: name })}
                  aria-current={name === sort || undefined}
                >
                  {t(`hunts.sort.${name}`)}
                </Menu.Item>
              ))}
              {isPhone && (
                <>
                  <Menu.Divider />
                  <Menu.Item onClick={() => setChoosing(!isChoosing)} aria-current={isChoosing || undefined}>
                    {t('hunts.choose')}
                  </Menu.Item>
                </>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </PageHead>
      {error && hunts.length === 0 && <ProblemNote error={error} />}
      {isPending && !error && <SkeletonRows height={72} label={t('loading')} />}
      {isSuccess && hunts.length === 0 && !isFiltered && !mayHunt && <NothingShared />}
      {isSuccess && hunts.length === 0 && (isFiltered || mayHunt) && (
        <EmptyState
          title={isFiltered ? t('hunts.nothingFits') : t('feed.empty')}
          action={
            isFiltered ? (
              <Button variant="default" onClick={clear}>
                {t('hunts.showAll')}
              </Button>
            ) : (
              <Button component={Link} to="/hunts/new">
                {t('newHunt.title')}
              </Button>
            )
          }
        >
          {isFiltered ? t('hunts.nothingFitsText') : t('feed.emptyText')}
        </EmptyState>
      )}
      {hunts.length > 0 && (
        <HuntList
          hunts={hunts}
          selected={selected}
          isSelecting={isChoosing || selected.size > 0}
          onSelect={hasLists ? setSelected : undefined}
          hasMore={hasNextPage}
          isLoadingMore={isFetchingNextPage}
          onNeedMore={() => void fetchNextPage()}
        />
      )}
      {selected.size > 0 && (
        <SelectionBar
          hunts={hunts}
          selected={selected}
          onSelect={(next) => {
            setSelected(next);
            if (next.size === 0) setChoosing(false);
          }}
        />
      )}
    </>
  );
}
