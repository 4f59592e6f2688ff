import { useText } from '../../../lib/i18n/index.js';
import classes from './estimate.module.css';

const HEIGHT = 24;
const WEEK_MS = 6 * 24 * 3600_000;

interface EstimateProps {
  /** Per day of the last seven, oldest first; undefined: the source gives no dates. */
  days: readonly number[] | undefined;
  /** One line instead of a picture. */
  isShort?: boolean;
}

/** How often it would have told in the last week, where the source gives dates. */
export function Estimate({ days, isShort = false }: EstimateProps) {
  const { t, locale } = useText();
  if (days === undefined) return <p className="muted small">{t('newHunt.noEstimate')}</p>;
  const count = days.reduce((sum, day) => sum + day, 0);
  const top = Math.max(1, ...days);
  return (
    <div aria-live="polite">
      <p className="strong">{t('newHunt.estimate', { count })}</p>
      {!isShort && (
        <>
          <p className="muted small">{t('newHunt.byDates')}</p>
          <div className={classes.bars} aria-hidden>
            {days.map((value, day) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a day has no other name
                key={day}
                className={value === 0 ? classes.none : classes.bar}
                style={{ height: value === 0 ? 1 : Math.max(4, Math.round((value / top) * HEIGHT)) }}
              />
            ))}
          </div>
          <div className={`${classes.ends} muted caption`} aria-hidden>
            <span>{new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(Date.now() - WEEK_MS)}</span>
            <span>{t('today')}</span>
          </div>
        </>
      )}
    </div>
  );
}
