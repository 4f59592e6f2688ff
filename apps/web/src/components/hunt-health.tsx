import type { Hunt } from '../lib/api-types.js';
import { useAwaySince } from '../lib/connection.js';
import { formatClock, NBSP } from '../lib/format.js';
import { useText } from '../lib/i18n/index.js';
import { useNow } from '../lib/use-now.js';
import { StatusDot, type Tone } from './status-dot.js';
import { useDurationText } from './time-ago.js';

type HealthFacts = Pick<
  Hunt,
  | 'state'
  | 'health'
  | 'isRunning'
  | 'isUnhealthy'
  | 'failures'
  | 'mayHaveMissed'
  | 'lastRunAt'
  | 'lastSuccessAt'
  | 'nextRunAt'
>;

/** How a hunt is: helped by a colour, said by words. */
export function toneOf({ state, health }: Pick<Hunt, 'state' | 'health'>): Tone {
  if (state !== 'active') return 'off';
  if (health === 'ok' || health === 'pending') return 'well';
  if (health === 'rate_limited' || health === 'looks_empty') return 'slowed';
  return 'trouble';
}

/** The word for a state of health, or for how a look ended. A kind that this page does not know yet is "could not look". */
export function useHealthWord(): (kind: string) => string {
  const { t } = useText();
  return (kind) => t(`health.${kind}` as 'health.other', { defaultValue: t('health.other') });
}

/** The sentence: what it does, and the figures that prove it. */
function useHealthText(hunt: HealthFacts): { tone: Tone; head: string; rest: string } {
  const { t, locale } = useText();
  const { ago, within } = useDurationText();
  const word = useHealthWord();
  const now = useNow();
  const isAway = useAwaySince() !== null;
  const { state, health, isRunning, failures, mayHaveMissed, lastRunAt, lastSuccessAt, nextRunAt } = hunt;
  const tone = toneOf(hunt);
  if (state === 'paused') {
    return {
      tone,
      head: t('health.paused'),
      rest: lastRunAt ? t('health.lastLookAt', { time: formatClock(lastRunAt, locale) }) : '',
    };
  }
  if (lastRunAt === null) {
    return { tone, head: t('health.first'), rest: isRunning ? t('health.lookingNow') : '' };
  }
  const head = word(health);
  if (tone === 'trouble') {
    const worked = lastSuccessAt
      ? t('health.lastWorked', { time: formatClock(lastSuccessAt, locale) })
      : t('health.neverWorked');
    return {
      tone,
      head,
      rest: failures > 0 ? `${worked}${t('join')}${t('health.tries', { count: failures })}` : worked,
    };
  }
  const looked = isAway
    ? t('health.lookedAt', { time: formatClock(lastRunAt, locale) })
    : t('health.looked', { ago: ago(now - Date.parse(lastRunAt)) });
  const next = isRunning
    ? t('health.lookingNow')
    : nextRunAt === null || isAway
      ? ''
      : Date.parse(nextRunAt) <= now
        ? t('health.due')
        : t('health.next', { within: within(Date.parse(nextRunAt) - now) });
  const gap = mayHaveMissed ? t('health.gap') : t('health.noGap').replaceAll(' ', NBSP);
  return { tone, head, rest: [looked, next, gap].filter(Boolean).join(t('join')) };
}

/** Two lines for a row: the word beside its dot, the figures below. */
export function HuntHealth({ hunt, isInline = false }: { hunt: HealthFacts; isInline?: boolean }) {
  const { t, locale } = useText();
  const { tone, head, rest } = useHealthText(hunt);
  const color = tone === 'trouble' ? { color: 'var(--red)' } : {};
  if (isInline) {
    return (
      <p className="row" style={{ alignItems: 'baseline' }}>
        <StatusDot tone={tone} />
        <span>
          <span className="strong" style={color}>
            {head}
            {rest !== '' && t('stop')}
          </span>{' '}
          <span className="muted num" style={{ whiteSpace: 'normal' }}>
            {rest.charAt(0).toLocaleUpperCase(locale) + rest.slice(1)}
          </span>
        </span>
      </p>
    );
  }
  return (
    <span style={{ display: 'grid', gridTemplateColumns: '8px minmax(0, 1fr)', columnGap: 10, alignItems: 'baseline' }}>
      <StatusDot tone={tone} />
      <span className="strong clip" style={color}>
        {head}
      </span>
      <span />
      <span className="muted small clip num">{rest}</span>
    </span>
  );
}
