import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { HuntItem } from '../lib/api-types.js';
import { formatChange } from '../lib/format.js';
import { useText } from '../lib/i18n/index.js';
import { EventBadge } from './event-badge.js';
import { eventOn } from './item-card.js';
import classes from './item-row.module.css';
import { Picture } from './picture.js';
import { Price } from './price.js';
import { TimeAgo } from './time-ago.js';

/** One item as a row: small picture, title, event, price. */
export function ItemRow({ item, foot, isOut = false }: { item: HuntItem; foot?: ReactNode; isOut?: boolean }) {
  const { locale } = useText();
  const { kind, event } = eventOn(item);
  const change = event ? formatChange(event.oldPrice ?? null, event.newPrice ?? null, locale) : undefined;
  const isMuted = item.availability === 'out_of_stock' || isOut;
  return (
    <Link to="/items/$id" params={{ id: String(item.id) }} className={classes.row}>
      <Picture itemId={item.id} hasPicture={item.hasPicture} size={96} isDimmed={isMuted} className={classes.picture} />
      <span className={classes.words}>
        <span className={`${classes.title} two-lines ${isMuted ? 'muted' : ''}`}>{item.title}</span>
        {foot ?? <TimeAgo at={item.lastEvent?.createdAt ?? item.firstSeenAt} className="muted caption" />}
      </span>
      <span className={classes.figures}>
        {kind && <EventBadge kind={kind} change={change} short />}
        <Price
          price={item.price}
          currency={item.currency}
          oldPrice={event?.kind.startsWith('price') ? event.oldPrice : undefined}
          isMuted={isMuted}
          isStacked
        />
      </span>
    </Link>
  );
}
