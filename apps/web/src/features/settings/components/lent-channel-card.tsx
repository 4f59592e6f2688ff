import { useText } from '../../../lib/i18n/index.js';
import type { ChannelEntry } from '../api/channel-types.js';
import { ChannelIcon } from './channel-icon.js';
import classes from './channels-page.module.css';

/** A channel of somebody else that one may use: any hunt of one's own can tell by it. */
export function LentChannelCard({ channel }: { channel: ChannelEntry }) {
  const { t } = useText();
  return (
    <li className="card">
      <div className={classes.head}>
        <span className={classes.icon}>
          <ChannelIcon kind={channel.kind} />
        </span>
        <div className="grow">
          <div className="section clip">{channel.name}</div>
          <div className="muted small clip">{t('channels.lentBy', { name: channel.lentBy ?? '' })}</div>
        </div>
      </div>
      <p className={`${classes.state} muted`}>{t('channels.lentText')}</p>
    </li>
  );
}
