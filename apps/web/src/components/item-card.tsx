import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { HuntItem } from '../lib/api-types.js';
import { formatChange } from '../lib/format.js';
import { useText } from '../lib/i18n/index.js';
import { EventBadge } from './event-badge.js';
import classes from './item-card.module.css';
import { Picture } from './picture.js';
import { Price } from './price.js';
import { TimeAgo } from './time-ago.js';

/** An event stays on its picture this long, in ms. */
const RECENT_MS = 24 * 3600_000;

/** One item as a picture: the event on it, the title, the price. */
export function ItemCard({ item, foot, isOut = false }: { item: HuntItem; foot?: ReactNode; isOut?: boolean }) {
  const { locale } = useText();
  const isSold = item.availability === 'out_of_stock';
  const event =
    item.lastEvent && Date.now() - Date.parse(item.lastEvent.createdAt) < RECENT_MS ? item.lastEvent : undefined;
  const change = event ? formatChange(event.oldPrice ?? null, event.newPrice ?? null, locale) : undefined;
  const isMuted = isSold || isOut;
  return (
    <Link to="/items/$id" params={{ id: String(item.id) }} className={classes.card}>
      <span className={classes.frame}>
        <Picture itemId={item.id} hasPicture={item.hasPicture} size={320} isDimmed={isMuted} />
        <span className={classes.badge}>
          {event ? (
            <EventBadge kind={event.kind} change={change} short />
          ) : item.isNew ? (
            <EventBadge kind="new" />
          ) : isSold ? (
            <EventBadge kind="sold" />
          ) : null}
        </span>
      </span>
      <span className={`${classes.title} two-lines ${isMuted ? 'muted' : ''}`}>{item.title}</span>
      <Price
        price={item.price}
        currency={item.currency}
        oldPrice={event?.kind.startsWith('price') ? event.oldPrice : undefined}
        isMuted={isMuted}
      />
      {foot ?? <TimeAgo at={item.lastEvent?.createdAt ?? item.firstSeenAt} className="muted caption" />}
    </Link>
  );
}
