import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import table from '../../../components/table.module.css';
import { get, withQuery } from '../../../lib/api-client.js';
import { formatClock, formatMoment } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';

interface Entry {
  id: number;
  at?: string;
  createdAt?: string;
  userName?: string | null;
  action?: string;
  kind?: string;
  detail?: string | null;
  subject?: string | null;
  address?: string | null;
}
interface AuditPage {
  data?: Entry[];
  items?: Entry[];
}

const entriesOf = (page: AuditPage) => page.data ?? page.items ?? [];

/** Who did what: sign-ins and refusals, admin acts, shares, tokens; kept 90 days. */
export default function AuditPage() {
  const { t, locale } = useText();
  const isPhone = useIsPhone();
  const { data, error, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['audit'],
    queryFn: ({ pageParam, signal }) => get<AuditPage>(withQuery('/api/audit', { before: pageParam }), signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (entriesOf(page).length < 20 ? undefined : entriesOf(page).at(-1)?.id),
  });
  const entries = data?.pages.flatMap(entriesOf) ?? [];
  return (
    <>
      <PageHead title={t('settings.audit')} />
      {error && !data && <ProblemNote error={error} />}
      {isPending && !error && <SkeletonRows height={44} label={t('loading')} />}
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
                <td className="num">
                  {(isPhone ? formatClock : formatMoment)(entry.at ?? entry.createdAt ?? '', locale)}
                </td>
                <td>{entry.userName || '–'}</td>
                <td>
                  {entry.action ?? entry.kind} <span className="muted">{entry.detail ?? entry.subject}</span>
                </td>
                <td className="num desk">{entry.address}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {hasNextPage && (
        <Button variant="default" mt="md" onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
