import { Button } from '@mantine/core';
import { IconRss } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useCallback } from 'react';
import { EmptyState } from '../../../components/empty-state.js';
import { HuntField } from '../../../components/hunt-field.js';
import { NothingShared } from '../../../components/nothing-shared.js';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { useText } from '../../../lib/i18n/index.js';
import { useCan, useMayHunt } from '../../../lib/operations.js';
import { useShortcuts } from '../../../lib/shortcuts.js';
import { countFilters, type FeedFilter, kindsOf } from '../api/feed-filter.js';
import { useFeed } from '../api/use-feed.js';
import { FeedFilters } from './feed-filters.js';
import { FeedList } from './feed-list.js';
import classes from './feed-page.module.css';
import { NewBar } from './new-bar.js';

const route = getRouteApi('/');

/** What happened, newest first. */
export function FeedPage() {
  const { t } = useText();
  const can = useCan();
  const filter: FeedFilter = route.useSearch();
  const navigate = route.useNavigate();
  const feed = useFeed(filter, can('GET /api/events/stream'));
  const isFiltered = kindsOf(filter).length + countFilters(filter) > 0;
  const change = useCallback(
    // Each is a step of its own: "back" takes the last filter away again.
    (next: FeedFilter) => void navigate({ search: next, resetScroll: false }),
    [navigate],
  );
  const { showWaiting, fetchNextPage } = feed;
  const readMore = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  async function showNew(): Promise<void> {
    await showWaiting();
    window.scrollTo({ top: 0 });
  }
  useShortcuts({ '.': () => void showNew() });

  return (
    <>
      <div className={`${classes.field} phone`}>
        <HuntField isHome />
      </div>
      <PageHead isInHeader title={t('place.feed')}>
        <FeedFilters filter={filter} onChange={change} />
        {can('GET /api/feed-links') && (
          <Link
            to="/settings/tokens"
            hash="feeds"
            className={`${classes.feeds} desk`}
            aria-label={t('feeds.open')}
            title={t('feeds.open')}
          >
            <IconRss size={20} stroke={1.75} aria-hidden />
          </Link>
        )}
      </PageHead>
      {feed.waiting > 0 && <NewBar count={feed.waiting} isMore={feed.isMoreWaiting} onShow={() => void showNew()} />}
      {feed.isPending && !feed.error && <SkeletonRows height={76} label={t('loading')} />}
      {feed.error && feed.rows.length === 0 && <ProblemNote error={feed.error} />}
      {feed.isSuccess &&
        feed.rows.length === 0 &&
        feed.waiting === 0 &&
        (isFiltered ? <NothingFits onClear={() => change({})} /> : <NothingYet />)}
      {feed.rows.length > 0 && (
        <FeedList
          rows={feed.rows}
          hasMore={feed.hasNextPage}
          isLoadingMore={feed.isFetchingNextPage}
          onNeedMore={readMore}
        />
      )}
    </>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  const { t } = useText();
  return (
    <EmptyState
      title={t('feed.nothingFits')}
      action={
        <Button variant="default" onClick={onClear}>
          {t('feed.showAll')}
        </Button>
      }
    >
      {t('feed.nothingFitsText')}
    </EmptyState>
  );
}

function NothingYet() {
  const { t } = useText();
  if (!useMayHunt()) return <NothingShared />;
  return (
    <EmptyState
      title={t('feed.empty')}
      action={
        <Button component={Link} to="/hunts/new">
          {t('newHunt.title')}
        </Button>
      }
    >
      {t('feed.emptyText')}
    </EmptyState>
  );
}
