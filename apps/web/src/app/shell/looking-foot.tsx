import { StatusDot } from '../../components/status-dot.js';
import { useDurationText } from '../../components/time-ago.js';
import type { Overview } from '../../lib/api-types.js';
import { useAwaySince } from '../../lib/connection.js';
import { formatClock, formatCount } from '../../lib/format.js';
import { useText } from '../../lib/i18n/index.js';
import { useNow } from '../../lib/use-now.js';
import classes from './shell.module.css';

/** The page says that it looks: how many hunts do, and when the last look was. */
export function LookingFoot({ overview }: { overview: Overview }) {
  const { t, locale } = useText();
  const { ago } = useDurationText();
  const now = useNow();
  const isAway = useAwaySince() !== null;
  const { huntsLooking, huntsTotal, lastLookAt } = overview;
  const looking = formatCount(huntsLooking, locale);
  const total = formatCount(huntsTotal, locale);
  const sentence =
    huntsTotal === 0
      ? t('foot.none')
      : huntsLooking === huntsTotal
        ? t('foot.all', { count: huntsTotal, total })
        : t('foot.some', { looking, total });
  const tone = huntsTotal === 0 || isAway ? 'off' : huntsLooking === 0 ? 'trouble' : 'well';
  return (
    <div className={classes.foot}>
      <StatusDot tone={tone} />
      <div>
        <div className="strong num">{sentence}</div>
        <div className="muted caption num">
          {lastLookAt === null
            ? t('foot.noLook')
            : isAway
              ? t('foot.lastLookAt', { time: formatClock(lastLookAt, locale) })
              : t('foot.lastLook', { ago: ago(now - Date.parse(lastLookAt)) })}
        </div>
      </div>
    </div>
  );
}
