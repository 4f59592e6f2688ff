import { useText } from '../lib/i18n/index.js';

const BAR = 6;
const GAP = 2;
const HEIGHT = 28;

/** Events per day as bars, oldest first. A day without any is a hairline. */
export function Sparkline({ values, isOff = false }: { values: readonly number[]; isOff?: boolean }) {
  const { t } = useText();
  const top = Math.max(1, ...values);
  const total = values.reduce((sum, value) => sum + value, 0);
  return (
    <svg
      role="img"
      aria-label={t('hunts.activity', { count: total, days: values.length })}
      width={values.length * (BAR + GAP)}
      height={HEIGHT}
      style={{ display: 'block', color: isOff ? 'var(--control)' : 'var(--accent)', flex: 'none' }}
    >
      {values.map((value, day) => {
        const height = value === 0 ? 1 : Math.max(4, Math.round((value / top) * HEIGHT));
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a day has no other name
            key={day}
            x={day * (BAR + GAP)}
            y={HEIGHT - height}
            width={BAR}
            height={height}
            rx={value === 0 ? 0 : 1}
            fill={value === 0 ? 'var(--control)' : 'currentColor'}
          />
        );
      })}
    </svg>
  );
}
