import { Button } from '@mantine/core';
import { EmptyState } from '../../../components/empty-state.js';
import { EventLine } from '../../../components/event-line.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { useText } from '../../../lib/i18n/index.js';
import { useHuntEvents } from '../api/use-hunt.js';

export function HuntEvents({ huntId }: { huntId: number }) {
  const { t } = useText();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useHuntEvents(huntId);
  const events = data?.pages.flatMap((page) => page.data) ?? [];
  if (error && !data) return <ProblemNote error={error} />;
  if (isPending) return <SkeletonRows height={48} label={t('loading')} />;
  if (events.length === 0) return <EmptyState title={t('hunt.noEvents')}>{t('hunt.noEventsText')}</EmptyState>;
  return (
    <div className="card">
      <ul>
        {events.map((event) => (
          <EventLine key={event.id} event={event} withTitle />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" mt="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}
