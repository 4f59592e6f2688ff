import type { Notification } from '@goodshunter/contracts/api';
import { Link } from '@tanstack/react-router';
import { EventBadge } from '../../../components/event-badge.js';
import { Picture } from '../../../components/picture.js';
import { formatClock, formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useList } from '../api/use-list.js';
import classes from './quiet-page.module.css';

/** Of a long queue the newest are enough to see what it is. */
const SHOWN = 8;
const LOOK_MS = 10_000;

export function useHeldNotices(isThere: boolean) {
  return useList<Notification>(['notifications', 'held'], '/api/notifications?held=true&limit=200', isThere, LOOK_MS);
}

/** What waits for its hour, and what it became meanwhile. */
export function WaitingNotices() {
  const { t, locale } = useText();
  const { data } = useHeldNotices(true);
  if (data === undefined) return null;
  // By several channels it is one piece of news.
  const news = [...new Map(data.map((one) => [`${one.taskId} ${one.itemId} ${one.kinds.join()}`, one])).values()];
  const next = data.flatMap(({ dueAt }) => dueAt ?? []).sort()[0];
  return (
    <section className={`card ${classes.section}`} aria-label={t('quiet.waits.title')}>
      <h2 className="section">
        {next === undefined ? t('quiet.waits.title') : t('quiet.waits.next', { time: formatClock(next, locale) })}
      </h2>
      <p className="muted small">
        {news.length === 0
          ? t('quiet.waits.none')
          : t('quiet.waits.count', { count: news.length, n: formatCount(news.length, locale) })}
      </p>
      <ul>
        {news.slice(0, SHOWN).map((one) => (
          <li key={one.id} className={classes.waiting}>
            <Waiting notice={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Waiting({ notice }: { notice: Notification }) {
  const { t } = useText();
  const { itemId, itemTitle, itemNow, taskName, kinds } = notice;
  const isSold = itemNow?.availability === 'out_of_stock' && !kinds.includes('sold');
  const words = (
    <span className="grow">
      <span className={`two-lines strong ${isSold ? 'muted' : ''}`}>{itemTitle ?? taskName}</span>
      <span className="row wrap">
        {kinds.map((kind) => (
          <EventBadge key={kind} kind={kind} />
        ))}
        {isSold && <span className="muted small">{t('quiet.waits.sold')}</span>}
      </span>
    </span>
  );
  if (itemId === null) return words;
  return (
    <Link to="/items/$id" params={{ id: String(itemId) }} className={classes.waitingLink}>
      <Picture
        itemId={itemId}
        hasPicture={itemNow?.hasPicture}
        size={96}
        isDimmed={isSold}
        className={classes.waitingPicture}
      />
      {words}
    </Link>
  );
}
