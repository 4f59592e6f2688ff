import type { Told } from '../lib/api-types.js';
import { formatClock } from '../lib/format.js';
import { useText } from '../lib/i18n/index.js';
import { useDurationText } from './time-ago.js';

/** What became of an event: "told in 2 s", "held until 18:00", or why it was not told. */
export function ToldText({ told, createdAt }: { told: Told | undefined; createdAt: string }) {
  const { t, locale } = useText();
  const { plain } = useDurationText();
  if (!told) return null;
  const { state, at, reason } = told;
  if ((state === 'told' || state === 'merged') && at) {
    const ms = Date.parse(at) - Date.parse(createdAt);
    if (ms < 1000) return t('told.atOnce');
    return t(state === 'told' ? 'told.told' : 'told.merged', { span: plain(ms) });
  }
  if (state === 'held' && at) return t('told.held', { time: formatClock(at, locale) });
  if (state === 'failed') return t('told.failed');
  if (state === 'not_told') return t(`untold.${reason as 'expired'}`, { defaultValue: t('told.not') });
  return null;
}
