import { IconCloudOff } from '@tabler/icons-react';
import { useAwaySince } from '../../lib/connection.js';
import { formatClock } from '../../lib/format.js';
import { useText } from '../../lib/i18n/index.js';
import classes from './shell.module.css';

/** The amber line: since when nothing answers, and that it goes on by itself. */
export function AwayLine() {
  const { t, locale } = useText();
  const since = useAwaySince();
  return (
    <div role="status" aria-live="polite" className={classes.awayPlace}>
      {since && (
        <p className={classes.away}>
          <IconCloudOff size={18} stroke={1.75} aria-hidden />
          {t('away.line', { time: formatClock(since.toISOString(), locale) })}
        </p>
      )}
    </div>
  );
}
