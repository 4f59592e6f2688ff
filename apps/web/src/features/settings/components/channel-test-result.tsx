import type { ChannelTest } from '@goodshunter/contracts/api';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useText } from '../../../lib/i18n/index.js';
import { useSaid } from '../../../lib/said.js';
import type { ChannelKind } from '../api/channel-types.js';
import classes from './channels-page.module.css';

/** What the service said to a test, in its own words, how fast, and which match it carried. */
export function ChannelTestResult({ kind, result }: { kind: ChannelKind; result: ChannelTest }) {
  const { t, language } = useText();
  const said = useSaid();
  const { delivered, message, match, ms } = result;
  const seconds = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(ms / 1000);
  const ref = useRef<HTMLDivElement>(null);
  // On a small screen it comes below what is seen, behind the buttons.
  useEffect(() => {
    if (result) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [result]);
  const Icon = delivered ? IconCircleCheck : IconCircleX;
  return (
    <div ref={ref} className={delivered ? classes.accepted : classes.refused} role="status">
      <p className="row between">
        <span className="row strong">
          <Icon size={20} stroke={1.75} aria-hidden />
          {t(delivered ? 'channels.accepted' : 'channels.notAccepted', { kind: kind.name })}
        </span>
        <span className="small num">{t('channels.inSeconds', { seconds })}</span>
      </p>
      <p>{said(message)}</p>
      {match && (
        <div className={classes.match}>
          <span className="strong">{match.title}</span>
          <span className="muted small">{t('channels.realMatch', { hunt: match.taskName })}</span>
        </div>
      )}
    </div>
  );
}
