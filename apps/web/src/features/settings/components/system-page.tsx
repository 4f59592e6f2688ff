import type { SystemState } from '@goodshunter/contracts/api';
import { IconBolt } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { StatusDot } from '../../../components/status-dot.js';
import { TimeAgo } from '../../../components/time-ago.js';
import { get } from '../../../lib/api-client.js';
import { formatClock, safeUrl } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useCan } from '../../../lib/operations.js';
import { DeadLetters } from './dead-letters.js';
import { HostsTable } from './hosts-table.js';
import { QueueFigures } from './queue-figures.js';
import classes from './system-page.module.css';

/** For the one who runs it: the mode and why, five figures, replicas, dead letters, hosts. The only page in the engine's own words. */
export default function SystemPage() {
  const { t, locale } = useText();
  const can = useCan();
  /** A replica of before tells its reason in its own words alone. */
  const reasonText = (code: SystemState['reasonCode'] | undefined, words: string | null) =>
    code ? t(`system.reason.${code}`) : words;
  const crawlerText = (status: string) =>
    status === 'ok' || status === 'degraded' || status === 'down' ? t(`system.health.${status}`) : status;
  const { data, error, isPending } = useQuery({
    queryKey: ['system'],
    queryFn: ({ signal }) => get<SystemState>('/api/system', signal),
    refetchInterval: 3000,
  });
  if (error && !data) return <ProblemNote error={error} />;
  if (isPending) return <SkeletonRows height={90} count={4} label={t('loading')} />;
  const { mode, since, queue, versions } = data;
  const reason = reasonText(data.reasonCode, data.reason);
  const trouble = queue.troubleCode
    ? t(`system.trouble.${queue.troubleCode}`, { count: queue.waiting ?? 0 })
    : queue.trouble;
  const links = Object.entries(data.links).flatMap(([name, address]) => {
    const url = safeUrl(address);
    return url ? [[name, url] as const] : [];
  });
  const hasLetters = can('GET /api/system/dead-letters') && (data.deadLetters.count ?? 0) > 0;
  return (
    <>
      <PageHead title={t('settings.system')}>
        <span className="grow" />
        {links.map(([name, url]) => (
          <a key={name} href={url} target="_blank" rel="noopener noreferrer" className={classes.link}>
            {name}
          </a>
        ))}
      </PageHead>
      <section className={`card ${classes.mode}`}>
        <span className={mode === 'redis_streams' ? classes.stream : classes.polling}>
          <IconBolt size={16} stroke={1.75} aria-hidden />
          {mode ? t(`system.mode.${mode}`) : t('system.noMode')}
        </span>
        <span className="grow">
          {reason}
          {since && <span className="muted"> · {t('system.since', { time: formatClock(since, locale) })}</span>}
        </span>
        <span className="muted small">
          {Object.entries(versions)
            .map(([name, version]) => `${name} ${version}`)
            .join(', ')}
        </span>
      </section>
      {trouble && (
        <p className={classes.trouble} role="alert">
          {trouble}
        </p>
      )}
      <QueueFigures queue={queue} letters={data.deadLetters.count} />
      <div className={classes.pair}>
        <section className="card">
          <h2 className="section">{t('system.replicas')}</h2>
          <ul>
            {data.replicas.map((replica) => (
              <li key={replica.name} className={classes.replica}>
                <StatusDot tone={replica.mode === 'redis_streams' ? 'well' : 'slowed'} />
                <span className="strong clip" title={replica.name}>
                  {replica.name}
                </span>
                <span className="muted clip" title={replica.modeReason}>
                  {reasonText(replica.modeCode, replica.modeReason)}
                </span>
                <TimeAgo at={replica.beatAt} className="muted small" />
              </li>
            ))}
          </ul>
          {data.replicas.length === 0 && <p className="muted">{t('system.none')}</p>}
        </section>
        <section className="card">
          <h2 className="section">{t('system.crawlers')}</h2>
          <ul>
            {data.crawlers.map(({ address, answers, status }) => (
              <li key={address} className={classes.replica}>
                <StatusDot tone={answers ? (status === 'ok' ? 'well' : 'slowed') : 'trouble'} />
                <span className="strong clip" title={address}>
                  {address.replace(/^https?:\/\//, '')}
                </span>
                <span className="muted clip">{answers ? crawlerText(status) : t('system.noAnswer')}</span>
              </li>
            ))}
          </ul>
          {data.crawlers.length === 0 && <p className="muted">{t('system.none')}</p>}
        </section>
      </div>
      {hasLetters && <DeadLetters />}
      <HostsTable troubled={data.hosts} />
    </>
  );
}
