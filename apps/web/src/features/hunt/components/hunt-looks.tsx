import type { Run } from '@goodshunter/contracts/api';
import { useHealthWord } from '../../../components/hunt-health.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { StatusDot } from '../../../components/status-dot.js';
import table from '../../../components/table.module.css';
import { formatCount, formatSeconds } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useSaid } from '../../../lib/said.js';
import { useRuns } from '../api/use-hunt.js';

/** The last looks, one by one, with their reasons. */
export function HuntLooks({ huntId }: { huntId: number }) {
  const { t, locale } = useText();
  const said = useSaid();
  const word = useHealthWord();
  const { data, error, isPending } = useRuns(huntId, 100);
  if (error && !data) return <ProblemNote error={error} />;
  if (isPending) return <SkeletonRows height={44} label={t('loading')} />;
  const seconds = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  return (
    <div className={`card ${table.scroll}`}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('look.when')}</th>
            <th scope="col">{t('look.what')}</th>
            <th scope="col" className={`${table.right} desk`}>
              {t('look.items')}
            </th>
            <th scope="col" className={`${table.right} desk`}>
              {t('look.events')}
            </th>
            <th scope="col" className={table.right}>
              {t('look.took')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data?.data.map((run) => (
            <tr key={run.id}>
              <td className="num">{formatSeconds(run.finishedAt, locale)}</td>
              <td>
                <span className={table.what}>
                  <StatusDot
                    tone={run.outcome === 'ok' ? 'well' : run.outcome === 'rate_limited' ? 'slowed' : 'trouble'}
                  />
                  <span>
                    {run.outcome === 'ok' ? t(lookWord(run)) : word(run.outcome)}
                    {run.message && <span className="muted"> {said(run.message)}</span>}
                    {run.itemsSeen > 0 && (
                      <span className="phone muted small num">
                        <br />
                        {t('look.items')} {formatCount(run.itemsSeen, locale)} · {t('look.events')}{' '}
                        {formatCount(run.events, locale)}
                      </span>
                    )}
                  </span>
                </span>
              </td>
              <td className={`${table.right} num desk`}>
                {run.itemsSeen === 0 ? '–' : formatCount(run.itemsSeen, locale)}
              </td>
              <td className={`${table.right} num desk`}>{formatCount(run.events, locale)}</td>
              <td className={`${table.right} num`}>
                {seconds.format((Date.parse(run.finishedAt) - Date.parse(run.startedAt)) / 1000)} s
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A shop that answers "as before" lists nothing anew. */
function lookWord({ mayHaveMissed, itemsSeen, events }: Run): 'look.gap' | 'look.same' | 'look.fine' {
  if (mayHaveMissed) return 'look.gap';
  return itemsSeen === 0 && events === 0 ? 'look.same' : 'look.fine';
}
