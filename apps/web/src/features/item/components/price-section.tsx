import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { formatMoment, formatMoney } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useCan, useIsAsking } from '../../../lib/operations.js';
import { type ItemPage, type Span, useHistory } from '../api/use-item.js';
import classes from './price-section.module.css';

const PriceChart = lazy(() => import('./price-chart.js'));
const SPANS = ['7', '30', '90', 'all'] as const;

/** The history as a stepped line, and as a table one press away, which is what screen readers get. */
export function PriceSection({ item, span, onSpan }: { item: ItemPage; span: Span; onSpan: (span: Span) => void }) {
  const { t, locale } = useText();
  const can = useCan();
  const isAsking = useIsAsking();
  const hasHistory = can('GET /api/items/{id}/history');
  const history = useHistory(item.id, span, hasHistory);
  const [isTable, setTable] = useState(false);
  const points = hasHistory ? history.data : item.priceHistory;
  return (
    <section className={`card ${classes.section}`} aria-label={t('item.price')}>
      <div className={classes.head}>
        <h2 className="section">{t('item.price')}</h2>
        {(hasHistory || isAsking) && (
          <SegmentedControl
            className={classes.spans}
            aria-label={t('item.span')}
            data={SPANS.map((one) => ({ value: one, label: one === 'all' ? t('item.all') : t('span.d', { n: one }) }))}
            value={span}
            onChange={(value) => onSpan(value as Span)}
          />
        )}
        <ActionIcon aria-label={t(isTable ? 'item.asChart' : 'item.asTable')} onClick={() => setTable(!isTable)}>
          {isTable ? <IconChartLine size={20} stroke={1.75} /> : <IconTable size={20} stroke={1.75} />}
        </ActionIcon>
      </div>
      <div className={isTable ? 'visually-hidden' : classes.chart} aria-hidden>
        {points && points.length > 0 && (
          <Suspense fallback={null}>
            <PriceChart
              points={points}
              span={span}
              statistics={item.statistics}
              stock={item.stock ?? []}
              currency={item.currency}
            />
          </Suspense>
        )}
      </div>
      {points?.length === 0 && <p className="muted">{t('item.noPrices')}</p>}
      <div
        className={isTable ? classes.scroll : 'visually-hidden'}
        {...(isTable ? { tabIndex: 0, role: 'region', 'aria-label': t('item.price') } : {})}
      >
        <table className={classes.table}>
          <caption className="visually-hidden">{t('item.price')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('look.when')}</th>
              <th scope="col">{t('item.price')}</th>
            </tr>
          </thead>
          <tbody>
            {[...(points ?? [])]
              .reverse()
              .slice(0, 500)
              .map((point) => (
                <tr key={point.observedAt}>
                  <td className="num">{formatMoment(point.observedAt, locale)}</td>
                  <td className="num">{formatMoney(point.price, point.currency, locale)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
