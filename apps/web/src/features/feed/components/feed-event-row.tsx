import { IconCrosshair, IconMoon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { ChangeBadge, EventBadge } from '../../../components/event-badge.js';
import { Picture } from '../../../components/picture.js';
import { Price } from '../../../components/price.js';
import { TimeAgo } from '../../../components/time-ago.js';
import { ToldText } from '../../../components/told-text.js';
import type { FeedEvent } from '../../../lib/api-types.js';
import { formatChange, hostOf } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useSaid } from '../../../lib/said.js';
import classes from './feed-event-row.module.css';

/** One event; the whole row is its link. */
export const FeedEventRow = memo(function FeedEventRow({ event, isPhone }: { event: FeedEvent; isPhone: boolean }) {
  const { t, locale } = useText();
  const said = useSaid();
  const { item, kind } = event;
  const isSold = kind === 'sold';
  const change = formatChange(event.oldPrice, event.newPrice, locale);
  const price = event.newPrice ?? item?.price ?? null;
  const currency = event.currency ?? item?.currency ?? null;
  const title = item?.title ?? event.taskName;
  const second = item
    ? [event.taskName, item.host ?? hostOf(item.url)].filter(Boolean)
    : [event.message ? said(event.message) : t(`kindLong.${kind}`)];
  const link = item
    ? ({ to: '/items/$id', params: { id: String(item.id) } } as const)
    : ({ to: '/hunts/$id', params: { id: String(event.taskId) } } as const);
  const picture = item ? (
    <Picture
      itemId={item.id}
      hasPicture={item.hasPicture}
      size={isPhone ? 320 : 96}
      isDimmed={isSold}
      className={classes.picture}
    />
  ) : (
    <span className={`${classes.picture} ${classes.huntIcon}`}>
      <IconCrosshair size={24} stroke={1.5} aria-hidden />
    </span>
  );

  if (isPhone) {
    return (
      <Link {...link} className={classes.phoneRow}>
        {picture}
        <span className={classes.phoneText}>
          <span className={`${classes.title} two-lines ${isSold ? 'muted' : ''}`}>{title}</span>
          <span className={classes.phoneLine}>
            {item ? <Price price={price} currency={currency} oldPrice={event.oldPrice} isMuted={isSold} /> : <span />}
            <TimeAgo at={event.createdAt} className="muted caption" />
          </span>
          <span className={classes.phoneLine}>
            <EventBadge kind={kind} change={change} />
            <SecondLine parts={second} className="caption grow" />
          </span>
        </span>
      </Link>
    );
  }
  return (
    <Link {...link} className={classes.row}>
      {picture}
      <span className={classes.text}>
        <span className={`${classes.title} two-lines ${isSold ? 'muted' : ''}`}>{title}</span>
        <SecondLine parts={second} className="small" />
      </span>
      <span className={classes.kind}>
        <EventBadge kind={kind} />
      </span>
      <span className={classes.price}>
        {item && <Price price={price} currency={currency} oldPrice={event.oldPrice} isMuted={isSold} isStacked />}
        {isSold && price !== null && <span className="muted small">{t('price.last')}</span>}
      </span>
      <span className={classes.change}>{change !== undefined && <ChangeBadge kind={kind} change={change} />}</span>
      <span className={classes.time}>
        <TimeAgo at={event.createdAt} />
        <span className={`${classes.told} muted caption`}>
          {event.told?.state === 'held' && <IconMoon size={14} stroke={1.75} aria-hidden />}
          <ToldText told={event.told} createdAt={event.createdAt} />
        </span>
      </span>
    </Link>
  );
});

/** The hunt and the shop. Where both have no room, the hunt is cut first; how a name is written turns round nothing beside it. */
function SecondLine({ parts: [first, second], className }: { parts: string[]; className: string }) {
  return (
    <span className={`${classes.second} ${className} muted`}>
      <bdi className="clip">{first}</bdi>
      {second !== undefined && (
        <>
          {' · '}
          <bdi className="clip">{second}</bdi>
        </>
      )}
    </span>
  );
}
