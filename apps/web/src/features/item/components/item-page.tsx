import { ActionIcon, Button } from '@mantine/core';
import { IconExternalLink, IconEye, IconEyeOff } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { EventBadge } from '../../../components/event-badge.js';
import { EventLine } from '../../../components/event-line.js';
import { NothingHere } from '../../../components/nothing-here.js';
import { useDocumentTitle } from '../../../components/page-head.js';
import { Picture } from '../../../components/picture.js';
import { Price } from '../../../components/price.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { TimeAgo } from '../../../components/time-ago.js';
import { isMissing } from '../../../lib/api-problem.js';
import { formatChange, hostOf, safeUrl } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useCan } from '../../../lib/operations.js';
import { type Span, useChangeItem, useItem, useItemEvents } from '../api/use-item.js';
import { ItemFacts } from './item-facts.js';
import classes from './item-page.module.css';
import { PriceSection } from './price-section.js';
import { Worth } from './worth.js';

const route = getRouteApi('/items/$id');

/** One item: its price now, where that lies in its own past, and what happened. */
export default function ItemPage() {
  const { t, locale } = useText();
  const can = useCan();
  const id = Number(route.useParams().id);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: item, error, isPending } = useItem(id);
  const events = useItemEvents(id, can('GET /api/items/{id}/events'));
  const change = useChangeItem(id);
  useDocumentTitle(item?.title ?? '');

  if (isMissing(error)) return <NothingHere />;
  if (error && !item) return <ProblemNote error={error} />;
  // What happened last stands beside the price, and would move what is below it.
  if (isPending || !item || events.isLoading) return <SkeletonRows height={120} count={4} label={t('loading')} />;
  const list = events.data?.data ?? [];
  const last = list.find(({ oldPrice, newPrice }) => oldPrice !== null && newPrice !== null && oldPrice !== newPrice);
  const isLastPrice = last !== undefined && last.newPrice === item.price;
  const shop = hostOf(item.url);
  const address = safeUrl(item.url);
  const hunt = item.tasks?.[0];
  const canChange = can('PATCH /api/items/{id}');
  const span = (['7', '30', '90', 'all'] as const).find((one) => one === search.days) ?? '90';

  const actions = (
    <>
      {address && (
        <Button
          component="a"
          href={address}
          target="_blank"
          rel="noopener noreferrer nofollow"
          rightSection={<IconExternalLink size={18} stroke={1.75} />}
          className={classes.open}
        >
          {t('item.open')}
        </Button>
      )}
      {canChange && (
        <ActionIcon
          variant="default"
          aria-label={t(item.isHidden ? 'item.show' : 'item.hide')}
          onClick={() => change.mutate({ isHidden: !item.isHidden })}
        >
          {item.isHidden ? <IconEye size={18} stroke={1.75} /> : <IconEyeOff size={18} stroke={1.75} />}
        </ActionIcon>
      )}
    </>
  );

  return (
    <>
      <div className={classes.head}>
        <Picture
          itemId={id}
          hasPicture={item.hasPicture}
          size={320}
          isDimmed={item.availability === 'out_of_stock'}
          className={classes.picture}
        />
        <div className="grow">
          <p className={`${classes.path} muted small desk`}>
            <Link to="/" className="muted">
              {t('place.feed')}
            </Link>
            {hunt && (
              <>
                <span aria-hidden>/</span>
                <Link to="/hunts/$id" params={{ id: String(hunt.id) }} className="muted clip" title={hunt.name}>
                  {hunt.name}
                </Link>
              </>
            )}
          </p>
          <h1 className={classes.title}>{item.title}</h1>
          <p className={classes.price}>
            <Price
              price={item.price}
              currency={item.currency}
              oldPrice={isLastPrice ? last.oldPrice : undefined}
              size="item"
            />
            {isLastPrice && <EventBadge kind={last.kind} change={formatChange(last.oldPrice, last.newPrice, locale)} />}
            {item.availability === 'out_of_stock' && <EventBadge kind="sold" />}
            <span className="muted">
              {!isLastPrice && `${t('fact.firstSeen')} `}
              <TimeAgo at={isLastPrice ? last.createdAt : item.firstSeenAt} /> {t('item.atShop', { shop })}
            </span>
          </p>
          {item.isHidden && <p className="muted small">{t('item.isHidden')}</p>}
        </div>
        <div className={`${classes.actions} desk`}>{actions}</div>
      </div>
      {item.statistics && <Worth statistics={item.statistics} price={item.price} currency={item.currency} />}
      <div className={classes.columns}>
        <PriceSection
          item={item}
          span={span}
          onSpan={(next: Span) =>
            void navigate({ search: { days: next === '90' ? '' : next }, replace: true, resetScroll: false })
          }
        />
        <div className={classes.side}>
          {item.tasks && (
            <section className="card">
              <h2 className="section">{t('item.seenBy', { count: item.tasks.length })}</h2>
              <ul>
                {item.tasks.map((task) => (
                  <li key={task.id} className={classes.hunt}>
                    <Link to="/hunts/$id" params={{ id: String(task.id) }}>
                      {task.name}
                    </Link>
                    <span className="muted small">{t(task.isMatch ? 'item.matches' : 'item.doesNotMatch')}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <ItemFacts item={item} shop={shop} onNote={canChange ? (note) => change.mutate({ note }) : undefined} />
        </div>
      </div>
      {list.length > 0 && (
        <section className={`card ${classes.events}`}>
          <h2 className="section">{t('item.events')}</h2>
          <ul>
            {list.map((event) => (
              <EventLine key={event.id} event={event} withTitle={false} />
            ))}
          </ul>
        </section>
      )}
      <div className={`${classes.phoneActions} phone`}>{actions}</div>
    </>
  );
}
