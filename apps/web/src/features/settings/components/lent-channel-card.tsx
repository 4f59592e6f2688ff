import { useText } from '../../../lib/i18n/index.js';
import type { ChannelEntry } from '../api/channel-types.js';
import { ChannelHead } from './channel-head.js';
import classes from './channels-page.module.css';

/** A channel of somebody else that one may use: any hunt of one's own can tell by it. */
export function LentChannelCard({ channel }: { channel: ChannelEntry }) {
  const { t } = useText();
  return (
    <li className="card">
      <ChannelHead channel={channel} where={t('channels.lentBy', { name: channel.lentBy ?? '' })} />
      <p className={`${classes.state} muted`}>{t('channels.lentText')}</p>
    </li>
  );
}
