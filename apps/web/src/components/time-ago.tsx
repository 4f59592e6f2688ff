import { useAwaySince } from '../lib/connection.js';
import { formatClock, formatInstant, splitDuration } from '../lib/format.js';
import { useText } from '../lib/i18n/index.js';
import { useNow } from '../lib/use-now.js';

/** How long ago, or in how long, in words: "12 s ago", "next in 52 s" is made of it. */
export function useDurationText() {
  const { t } = useText();
  return {
    ago: (ms: number) => {
      const { count, unit } = splitDuration(ms);
      return t(`ago.${unit}`, { n: count });
    },
    within: (ms: number) => {
      const { count, unit } = splitDuration(ms);
      return t(`within.${unit}`, { n: count });
    },
    plain: (ms: number) => {
      const { count, unit } = splitDuration(ms);
      return t(`span.${unit}`, { n: count });
    },
  };
}

/** "12 s ago", with the full instant on hover. While the api is away it turns absolute, because "ago" would go on counting. */
export function TimeAgo({ at, className }: { at: string; className?: string }) {
  const { t, locale } = useText();
  const { ago } = useDurationText();
  const now = useNow();
  const isAway = useAwaySince() !== null;
  const text = isAway ? t('at', { time: formatClock(at, locale) }) : ago(now - Date.parse(at));
  return (
    <time dateTime={at} title={formatInstant(at, locale)} className={`num ${className ?? ''}`}>
      {text}
    </time>
  );
}
