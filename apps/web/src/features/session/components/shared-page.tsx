import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { EmptyState } from '../../../components/empty-state.js';
import { EventBadge } from '../../../components/event-badge.js';
import { PageHead } from '../../../components/page-head.js';
import { Price } from '../../../components/price.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { TimeAgo } from '../../../components/time-ago.js';
import { get } from '../../../lib/api-client.js';
import type { FeedEvent } from '../../../lib/api-types.js';
import { formatChange, hostOf, safeUrl } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import classes from './shared-page.module.css';

interface Shared {
  task: { name: string; keyword: string; lastSuccessAt: string | null };
  events: Omit<FeedEvent, 'taskId' | 'taskName' | 'message'>[];
}

/** A hunt by its public link: what happened, without names, for whoever has the link. */
export default function SharedPage() {
  const { t, locale } = useText();
  const { token = '' } = useParams({ strict: false });
  const { data, error, isPending } = useQuery({
    queryKey: ['shared', token],
    queryFn: ({ signal }) => get<Shared>(`/api/public/${encodeURIComponent(token)}`, signal),
    refetchInterval: 30_000,
  });
  return (
    <main className={classes.page}>
      {error && !data && <EmptyState title={t('session.sharedGone')} action={<ProblemNote error={error} />} />}
      {isPending && <SkeletonRows height={76} count={5} label={t('loading')} />}
      {data && (
        <>
          <PageHead title={data.task.name} />
          {data.events.length === 0 && <EmptyState title={t('hunt.noEvents')} />}
          <ul className="card" hidden={data.events.length === 0}>
            {data.events.map((event) => {
              const address = safeUrl(event.item?.url);
              return (
                <li key={event.id} className={classes.row}>
                  <span className={classes.text}>
                    {address ? (
                      <a href={address} rel="noopener noreferrer nofollow" target="_blank" className={classes.title}>
                        {event.item?.title}
                      </a>
                    ) : (
                      <span className={classes.title}>{event.item?.title}</span>
                    )}
                    <span className="muted small">
                      {hostOf(event.item?.url)} · <TimeAgo at={event.createdAt} />
                    </span>
                  </span>
                  <span className={classes.kind}>
                    <EventBadge kind={event.kind} change={formatChange(event.oldPrice, event.newPrice, locale)} />
                  </span>
                  <Price price={event.newPrice} currency={event.currency} oldPrice={event.oldPrice} isStacked />
                </li>
              );
            })}
          </ul>
        </>
      )}
    </main>
  );
}
