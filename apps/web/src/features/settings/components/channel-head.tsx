import type { ReactNode } from 'react';
import type { ChannelEntry } from '../api/channel-types.js';
import { ChannelIcon } from './channel-icon.js';
import classes from './channels-page.module.css';

/** The first line of a channel's card: what it is, where it leads, and what stands at its end. */
export function ChannelHead({
  channel,
  where,
  children,
}: {
  channel: ChannelEntry;
  where: string;
  children?: ReactNode;
}) {
  return (
    <div className={classes.head}>
      <span className={classes.icon}>
        <ChannelIcon kind={channel.kind} />
      </span>
      <div className="grow">
        <div className="section clip">{channel.name}</div>
        <div className="muted small clip">{where}</div>
      </div>
      {children}
    </div>
  );
}
