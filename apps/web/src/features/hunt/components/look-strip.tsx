import type { Run } from '@goodshunter/contracts/api';
import { type KeyboardEvent, useState } from 'react';
import { useHealthWord } from '../../../components/hunt-health.js';
import { formatClock, formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import { useRuns } from '../api/use-hunt.js';
import classes from './look-strip.module.css';

/** A look that took longer than this many times the usual is slow. */
const SLOW_FACTOR = 3;

const durationOf = (run: Run) => Math.max(1, Date.parse(run.finishedAt) - Date.parse(run.startedAt));

/** The looks as a strip: height is duration, red failed, amber slow. Hover or arrows read one. */
export function LookStrip({ huntId }: { huntId: number }) {
  const { t, locale } = useText();
  const word = useHealthWord();
  const isPhone = useIsPhone();
  const { data, isLoading } = useRuns(huntId, isPhone ? 50 : 120);
  const [current, setCurrent] = useState<number>();
  const runs = [...(data?.data ?? [])].reverse();
  if (isLoading) return <Place />;
  if (runs.length === 0) return null;
  const durations = runs.map(durationOf).sort((a, b) => a - b);
  const usual = durations[Math.floor(durations.length / 2)] ?? 1;
  const failed = runs.filter(({ outcome }) => outcome !== 'ok');
  const shown = current === undefined ? undefined : runs[Math.min(current, runs.length - 1)];
  const first = runs[0];

  function describe(run: Run): string {
    const time = formatClock(run.finishedAt, locale);
    const seconds = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(durationOf(run) / 1000);
    if (run.outcome !== 'ok') return t('look.failed', { time, reason: word(run.outcome) });
    return t('look.ok', { time, seconds, items: formatCount(run.itemsSeen, locale) });
  }
  function onKeyDown(event: KeyboardEvent): void {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    setCurrent(Math.max(0, Math.min(runs.length - 1, (current ?? runs.length) + by)));
  }
  const summary = t('look.summary', {
    count: runs.length,
    looks: formatCount(runs.length, locale),
    since: first ? formatClock(first.startedAt, locale) : '',
  });
  const failures = failed.length === 0 ? t('look.noneFailed') : t('look.someFailed', { count: failed.length });

  return (
    <div className={classes.card}>
      <p className={classes.sentence}>
        {shown ? (
          <span className="num">{describe(shown)}</span>
        ) : (
          <>
            <span className="strong">{summary}</span>
            <span className={failed.length > 0 ? '' : 'muted'}>
              {t('join')}
              {failures}
            </span>
          </>
        )}
      </p>
      <div
        className={classes.strip}
        role="slider"
        tabIndex={0}
        aria-label={t('look.strip')}
        aria-valuemin={0}
        aria-valuemax={runs.length - 1}
        aria-valuenow={current ?? runs.length - 1}
        aria-valuetext={shown ? describe(shown) : `${summary}${t('join')}${failures}`}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setCurrent(undefined)}
        onBlur={() => setCurrent(undefined)}
      >
        {runs.map((run, index) => {
          const duration = durationOf(run);
          const isSlow = duration > usual * SLOW_FACTOR && duration > 2000;
          const tone = run.outcome !== 'ok' ? classes.failed : isSlow ? classes.slow : '';
          const share = Math.min(1, 0.55 + 0.15 * (duration / usual));
          return (
            <span
              key={run.id}
              className={`${classes.bar} ${tone} ${index === current ? classes.current : ''}`}
              style={{ height: `${Math.round(share * 100)}%` }}
              onPointerEnter={() => setCurrent(index)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Keeps the place, so that what stands below stays where it is. */
function Place() {
  return (
    <div className={classes.card} aria-hidden>
      <p className={classes.sentence} />
      <div className={classes.strip} />
    </div>
  );
}
