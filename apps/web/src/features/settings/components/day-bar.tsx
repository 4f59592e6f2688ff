import { useNow } from '../../../lib/use-now.js';
import classes from './quiet-page.module.css';

interface DayBarProps {
  from: string;
  to: string;
  timeZone: string;
}

/** The day as a bar with the moment now; for the eye, while the fields are for keys. */
export function DayBar({ from, to, timeZone }: DayBarProps) {
  const start = shareOf(from);
  const end = shareOf(to);
  const now = shareOf(clockIn(timeZone, useNow()));
  const parts: [number, number][] =
    start === end
      ? [[0, 100]]
      : start < end
        ? [[start, end]]
        : [
            [0, end],
            [start, 100],
          ];
  return (
    <svg className={classes.bar} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
      <rect width="100" height="10" fill="var(--sunken)" />
      {parts.map(([left, right]) => (
        <rect key={left} x={left} width={Math.max(0, right - left)} height="10" fill="var(--accent)" />
      ))}
      <rect x={now} width="0.5" height="10" fill="var(--text)" />
    </svg>
  );
}

/** Of the day that is over at this time, in percent. */
function shareOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return ((hours * 60 + minutes) / 1440) * 100;
}

function clockIn(timeZone: string, now: number): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  try {
    return new Intl.DateTimeFormat('en', { ...options, timeZone }).format(now);
  } catch {
    // A zone that this browser does not know.
    return new Intl.DateTimeFormat('en', options).format(now);
  }
}
