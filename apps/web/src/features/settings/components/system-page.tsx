import { Button } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { StatusDot } from '../../../components/status-dot.js';
import table from '../../../components/table.module.css';
import { TimeAgo } from '../../../components/time-ago.js';
import { get, request } from '../../../lib/api-client.js';
import { formatClock, formatCount, safeUrl } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { showError } from '../../../lib/notices.js';
import { useCan } from '../../../lib/operations.js';
import { useList } from '../api/use-list.js';
import classes from './system-page.module.css';

type Figures = Record<string, string | number | boolean | null | undefined>;
interface SystemState {
  mode: string | null;
  reason: string | null;
  since: string | null;
  queue: Figures | null;
  replicas: Figures[];
  crawlers: Figures[];
  hosts: Figures[];
  deadLetters: { count: number };
  versions: Record<string, string> | null;
  links: Record<string, string | null> | null;
}
interface DeadLetter {
  id: string | number;
  taskId?: number | null;
  taskName?: string | null;
  name?: string | null;
  reason: string;
  at?: string | null;
  buriedAt?: string | null;
}

/** For the one who runs it, in the engine's own words. Figures keep the names that the API and its documentation give them. */
export default function SystemPage() {
  const { t, locale } = useText();
  const can = useCan();
  const { data, error, isPending } = useQuery({
    queryKey: ['system'],
    queryFn: ({ signal }) => get<SystemState>('/api/system', signal),
    refetchInterval: 3000,
  });
  if (error && !data) return <ProblemNote error={error} />;
  if (isPending) return <SkeletonRows height={90} count={4} label={t('loading')} />;
  const isPolling = data.mode?.includes('poll') ?? false;
  const links = Object.entries(data.links ?? {}).flatMap(([name, address]) => {
    const url = safeUrl(address);
    return url ? [[name, url] as const] : [];
  });
  return (
    <>
      <PageHead title={t('settings.system')}>
        <span className="grow" />
        {links.map(([name, url]) => (
          <a key={name} href={url} target="_blank" rel="noopener noreferrer" className="strong">
            {name}
          </a>
        ))}
      </PageHead>
      <section className={`card row wrap ${classes.section}`}>
        <span className={isPolling ? classes.polling : classes.stream}>
          <IconBolt size={16} stroke={1.75} aria-hidden />
          {data.mode ?? t('system.noMode')}
        </span>
        <span className="grow">
          {data.reason}{' '}
          <span className="muted">{data.since && t('system.since', { time: formatClock(data.since, locale) })}</span>
        </span>
        <span className="muted small">
          {Object.entries(data.versions ?? {})
            .map(([name, version]) => `${name} ${version}`)
            .join(', ')}
        </span>
      </section>
      {data.queue && (
        <dl className={`${classes.figures} ${classes.section}`}>
          {Object.entries(data.queue)
            .filter(([name, value]) => name !== 'deadLetters' && (value === null || typeof value !== 'object'))
            .map(([name, value]) => (
              <div key={name}>
                <dt className="muted small">{spell(name)}</dt>
                <dd className="num">{figure(value, locale)}</dd>
              </div>
            ))}
          <div>
            <dt className="muted small">{t('system.deadLetters')}</dt>
            <dd className="num">{formatCount(data.deadLetters.count, locale)}</dd>
          </div>
        </dl>
      )}
      <FigureTable title={t('system.replicas')} rows={data.replicas} />
      <FigureTable title={t('system.crawlers')} rows={data.crawlers} />
      {can('GET /api/system/dead-letters') && data.deadLetters.count > 0 && <DeadLetters />}
      <FigureTable title={t('system.hosts')} rows={data.hosts} />
    </>
  );
}

function DeadLetters() {
  const { t } = useText();
  const client = useQueryClient();
  const { data } = useList<DeadLetter>(['system', 'dead-letters'], '/api/system/dead-letters');
  const act = useMutation({
    mutationFn: ({ id, what }: { id: DeadLetter['id']; what: 'retry' | 'discard' }) =>
      what === 'retry'
        ? request('POST', `/api/system/dead-letters/${id}/retry`)
        : request('DELETE', `/api/system/dead-letters/${id}`),
    onError: showError,
    onSettled: () => client.invalidateQueries({ queryKey: ['system'] }),
  });
  return (
    <section className={`card ${classes.section}`}>
      <h2 className="section">{t('system.deadLetters')}</h2>
      <ul>
        {(data ?? []).map((letter) => {
          const at = letter.at ?? letter.buriedAt;
          return (
            <li key={letter.id} className={classes.letter}>
              <span className="grow">
                <span className="strong">{letter.taskName ?? letter.name ?? letter.taskId ?? letter.id}</span>
                <br />
                <span className="muted small">
                  {letter.reason} {at && <TimeAgo at={at} />}
                </span>
              </span>
              <Button variant="subtle" onClick={() => act.mutate({ id: letter.id, what: 'retry' })}>
                {t('system.retry')}
              </Button>
              <Button variant="subtle" color="red" onClick={() => act.mutate({ id: letter.id, what: 'discard' })}>
                {t('system.discard')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function FigureTable({ title, rows }: { title: string; rows: readonly Figures[] }) {
  const { t, locale } = useText();
  const names = [
    ...new Set(
      rows.flatMap((row) => Object.keys(row).filter((name) => typeof row[name] !== 'object' || row[name] === null)),
    ),
  ];
  return (
    <section className={`card ${classes.section} ${table.scroll}`}>
      <h2 className="section">{title}</h2>
      {rows.length === 0 ? (
        <p className="muted">{t('system.none')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls is reached by keys
        <div className={table.scroll} tabIndex={0} role="region" aria-label={title}>
          <table className={table.table}>
            <thead>
              <tr>
                {names.map((name) => (
                  <th key={name} scope="col">
                    {spell(name)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name
                <tr key={index}>
                  {names.map((name) => (
                    <td key={name} className="num">
                      {typeof row[name] === 'boolean' ? <StatusDot tone={row[name] ? 'well' : 'off'} /> : null}{' '}
                      {figure(row[name], locale)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** `oldestAgeMs` as `oldest age ms`. */
function spell(name: string): string {
  return name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
}

function figure(value: Figures[string], locale: string): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return formatCount(value, locale);
  return /^\d{4}-\d\d-\d\dT/.test(value) ? formatClock(value, locale) : value;
}
