import type { AuditAction, AuditEntry } from '@goodshunter/contracts/api';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import table from '../../../components/table.module.css';
import { get, withQuery } from '../../../lib/api-client.js';
import { formatClock, formatMoment } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useSaid } from '../../../lib/said.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';

/** Entries of one answer. */
const PAGE = 100;

/** Who did what: sign-ins and refusals, admin acts, shares, tokens; kept 90 days. */
export default function AuditPage() {
  const { t, locale } = useText();
  const said = useSaid();
  const isPhone = useIsPhone();
  const { data, error, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam, signal }) =>
      get<{ data: AuditEntry[] }>(withQuery('/api/audit', { before: pageParam }), signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ data: entries }) => (entries.length < PAGE ? undefined : entries.at(-1)?.id),
  });
  const entries = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      <PageHead title={t('settings.audit')} />
      {error && !data && <ProblemNote error={error} />}
      {isPending && !error && <SkeletonRows height={44} label={t('loading')} />}
      {data && (
        <div className={`card ${table.scroll}`}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t('look.when')}</th>
                <th scope="col">{t('audit.who')}</th>
                <th scope="col">{t('audit.what')}</th>
                <th scope="col" className="desk">
                  {t('audit.from')}
                </th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <td className="num">{(isPhone ? formatClock : formatMoment)(entry.at, locale)}</td>
                  <td>{entry.userName || '–'}</td>
                  <td>
                    {t(`auditAct.${toKey(entry.action)}`, { defaultValue: entry.action })}{' '}
                    {entry.isRefused && <span className="strong">{t('auditAct.refused')} </span>}
                    <span className="muted">{said(entry.detail)}</span>
                  </td>
                  <td className="num desk">{entry.address}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {hasNextPage && (
        <Button variant="default" mt="md" onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

type AuditKey<A extends string = AuditAction> = A extends `${infer Thing}.${infer Act}` ? `${Thing}_${Act}` : A;

/** Dots part the groups of a catalogue. */
function toKey(action: string): AuditKey {
  return action.replace('.', '_') as AuditKey;
}
