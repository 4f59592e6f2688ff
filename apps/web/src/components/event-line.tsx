import { Link } from '@tanstack/react-router';
import type { FeedEvent } from '../lib/api-types.js';
import { formatMoney } from '../lib/format.js';
import { useText } from '../lib/i18n/index.js';
import { useSaid } from '../lib/said.js';
import { EventBadge } from './event-badge.js';
import classes from './event-line.module.css';
import { TimeAgo } from './time-ago.js';
import { ToldText } from './told-text.js';

/** One event in a sentence: what changed, and what was told. */
export function EventLine({ event, withTitle }: { event: FeedEvent; withTitle: boolean }) {
  const { t, locale } = useText();
  const said = useSaid();
  const money = (amount: number | null) => (amount === null ? '' : formatMoney(amount, event.currency, locale));
  const change =
    event.oldPrice !== null && event.newPrice !== null && event.oldPrice !== event.newPrice
      ? t('event.fromTo', { from: money(event.oldPrice), to: money(event.newPrice) })
      : event.newPrice !== null
        ? money(event.newPrice)
        : said(event.message ?? '');
  const hasTold = event.told !== undefined && event.told.state !== 'none';
  return (
    <li className={classes.line}>
      <TimeAgo at={event.createdAt} className={`${classes.time} muted`} />
      <span className={classes.kind}>
        <EventBadge kind={event.kind} />
      </span>
      <span className={classes.text}>
        {withTitle && event.item && (
          <Link to="/items/$id" params={{ id: String(event.item.id) }} className={classes.title}>
            {event.item.title}
          </Link>
        )}
        <span className={withTitle ? 'muted' : ''}>
          {change}
          {event.item && event.newPrice !== null && event.message && `. ${said(event.message)}`}
          {hasTold && (
            <span className="muted">
              {' · '}
              <ToldText told={event.told} createdAt={event.createdAt} />
            </span>
          )}
        </span>
      </span>
    </li>
  );
}
