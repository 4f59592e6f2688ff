import { formatCount, formatDay, formatMoney, NBSP } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import type { Statistics } from '../api/use-item.js';
import classes from './worth.module.css';

/** Below this many days nothing is said about a price, only counted. */
const ENOUGH_DAYS = 14;

/** Today's price in its own past, in words. No verdict on fewer than 14 days. */
export function Worth({
  statistics,
  price,
  currency,
}: {
  statistics: Statistics;
  price: number | null;
  currency: string | null;
}) {
  const { t, locale } = useText();
  const { lowest, typical, place, points, since, days } = statistics;
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const isEnough = days >= ENOUGH_DAYS;
  const percent = (figure: number) => `${formatCount(Math.round(figure), locale)}${NBSP}%`;
  const rests = since ? t('worth.rests', { count: points, day: formatDay(since, locale) }) : '';
  const today = !isEnough
    ? days < 1
      ? t('worth.tooFew')
      : t('worth.notEnough', { count: Math.floor(days) })
    : statistics.verdict === 'lowest'
      ? t('worth.lowest')
      : statistics.verdict === 'highest'
        ? t('worth.highest')
        : place === null
          ? t('worth.usual')
          : place >= 50
            ? t('worth.lowerThan', { percent: percent(Math.min(99, place)) })
            : t('worth.higherThan', { percent: percent(Math.min(99, 100 - place)) });
  return (
    <dl className={classes.worth}>
      <div>
        <dt>{t('worth.today')}</dt>
        <dd>{today}</dd>
        <dd className={classes.more}>{rests}</dd>
      </div>
      {lowest && (
        <div>
          <dt>{t('worth.lowestName')}</dt>
          <dd className="num">
            {t('worth.priceDay', { price: money(lowest.price), day: formatDay(lowest.at, locale) })}
          </dd>
          <dd className={classes.more}>
            {price === null
              ? ''
              : price > lowest.price
                ? t('worth.above', { price: money(price - lowest.price) })
                : t('worth.asLow')}
          </dd>
        </div>
      )}
      {typical !== null && isEnough && (
        <div>
          <dt>{t('worth.typical')}</dt>
          <dd className="num">{money(typical)}</dd>
          <dd className={classes.more}>
            {price === null || typical === 0
              ? ''
              : price === typical
                ? t('worth.asTypical')
                : t(price < typical ? 'worth.below' : 'worth.over', {
                    percent: percent((Math.abs(price - typical) / typical) * 100),
                  })}
          </dd>
        </div>
      )}
    </dl>
  );
}
