import { useText } from '../lib/i18n/index.js';

const BAR = 6;
const GAP = 2;
const HEIGHT = 28;

/** A bar that stands on the ground, its corners rounded by one pixel. */
function roundedBar(x: number, height: number): string {
  const [width, side] = [BAR - 2, height - 2];
  return `M${x + 1} ${HEIGHT - height}h${width}a1 1 0 0 1 1 1v${side}a1 1 0 0 1-1 1h-${width}a1 1 0 0 1-1-1v-${side}a1 1 0 0 1 1-1z`;
}

/** Events per day as bars, oldest first. A day without any is a hairline. Two paths, whatever the days: a list draws hundreds of these. */
export function Sparkline({ values, isOff = false }: { values: readonly number[]; isOff?: boolean }) {
  const { t } = useText();
  const top = Math.max(1, ...values);
  const total = values.reduce((sum, value) => sum + value, 0);
  let [bars, hairlines] = ['', ''];
  values.forEach((value, day) => {
    const x = day * (BAR + GAP);
    if (value === 0) hairlines += `M${x} ${HEIGHT - 1}h${BAR}v1h-${BAR}z`;
    else bars += roundedBar(x, Math.max(4, Math.round((value / top) * HEIGHT)));
  });
  return (
    <svg
      role="img"
      aria-label={t('hunts.activity', { count: total, days: values.length })}
      width={values.length * (BAR + GAP)}
      height={HEIGHT}
      style={{ display: 'block', color: isOff ? 'var(--control)' : 'var(--accent)', flex: 'none' }}
    >
      <path d={hairlines} fill="var(--control)" />
      <path d={bars} fill="currentColor" />
    </svg>
  );
}
