import type { EventKind } from '@goodshunter/contracts/api';
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

/** What an item says of itself: its event while that is recent, else that it is new or sold. */
export function eventOn(item: HuntItem): { kind: EventKind | undefined; event: HuntItem['lastEvent'] | undefined } {
  const { lastEvent } = item;
  if (lastEvent && Date.now() - Date.parse(lastEvent.createdAt) < RECENT_MS)
    return { kind: lastEvent.kind, event: lastEvent };
  return {
    kind: item.isNew ? 'new' : item.availability === 'out_of_stock' ? 'sold' : undefined,
    event: undefined,
  };
}

/** One item as a picture: the event on it, the title, the price. */
export function ItemCard({ item, foot, isOut = false }: { item: HuntItem; foot?: ReactNode; isOut?: boolean }) {
  const { locale } = useText();
  const { kind, event } = eventOn(item);
  const change = event ? formatChange(event.oldPrice ?? null, event.newPrice ?? null, locale) : undefined;
  const isMuted = item.availability === 'out_of_stock' || isOut;
  return (
    <Link to="/items/$id" params={{ id: String(item.id) }} className={classes.card}>
      <span className={classes.frame}>
        <Picture itemId={item.id} hasPicture={item.hasPicture} size={320} isDimmed={isMuted} />
        <span className={classes.badge}>{kind && <EventBadge kind={kind} change={change} short />}</span>
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
