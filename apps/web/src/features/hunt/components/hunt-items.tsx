import { Button, SegmentedControl } from '@mantine/core';
import { IconEyeOff, IconLayoutGrid, IconList } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { EmptyState } from '../../../components/empty-state.js';
import { toneOf } from '../../../components/hunt-health.js';
import { ItemCard } from '../../../components/item-card.js';
import { ItemRow } from '../../../components/item-row.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { useWhyNotText } from '../../../components/why-not-text.js';
import type { Hunt } from '../../../lib/api-types.js';
import { formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useCan } from '../../../lib/operations.js';
import { useHuntItems } from '../api/use-hunt.js';
import classes from './hunt-items.module.css';

const HIDDEN = { all: false, hidden: true };

interface HuntItemsProps {
  hunt: Hunt;
  /** As rows instead of pictures. */
  isList: boolean;
  onList: (isList: boolean) => void;
}

/** What a hunt found, as pictures or as rows. */
export function HuntItems({ hunt, isList, onList }: HuntItemsProps) {
  const { t, locale } = useText();
  const can = useCan();
  const whyNot = useWhyNotText();
  const [show, setShow] = useState({ all: false, hidden: false });
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = useHuntItems(hunt.id, show);
  const canHide = can('PATCH /api/items/{id}');
  const hidden = useHuntItems(hunt.id, HIDDEN, canHide).data?.pages[0];
  const Item = isList ? ItemRow : ItemCard;
  const items = data?.pages.flatMap((page) => page.data) ?? [];
  // Nothing was seen because nothing could be looked at: that is no empty shop.
  const couldNotLook = toneOf(hunt) === 'trouble' && !hunt.itemsSeen;

  if (error && !data) return <ProblemNote error={error} />;
  if (isPending) return <SkeletonRows height={180} count={3} label={t('loading')} />;
  return (
    <>
      <div className={classes.bar}>
        {canHide && (show.hidden || (hidden && hidden.data.length > 0)) && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            leftSection={<IconEyeOff size={16} stroke={1.75} />}
            aria-pressed={show.hidden}
            onClick={() => setShow({ ...show, hidden: !show.hidden })}
          >
            {show.hidden || !hidden
              ? t('hunt.showShown')
              : t('hunt.hidden', { n: formatCount(hidden.data.length, locale) + (hidden.nextCursor ? '+' : '') })}
          </Button>
        )}
        {items.length > 0 && (
          <SegmentedControl
            aria-label={t('hunt.view.name')}
            value={isList ? 'list' : 'grid'}
            onChange={(view) => onList(view === 'list')}
            data={[
              {
                value: 'grid',
                label: <ViewLabel icon={<IconLayoutGrid size={18} stroke={1.75} />} text={t('hunt.view.grid')} />,
              },
              {
                value: 'list',
                label: <ViewLabel icon={<IconList size={18} stroke={1.75} />} text={t('hunt.view.list')} />,
              },
            ]}
          />
        )}
      </div>
      {items.length === 0 && (
        <EmptyState
          title={
            show.hidden
              ? t('hunt.noneHidden')
              : hunt.lastRunAt === null
                ? t('health.first')
                : t(couldNotLook ? 'health.other' : 'hunt.noItems')
          }
          action={
            !show.all && !show.hidden && (hunt.itemsSeen ?? 1) > 0 ? (
              <Button variant="default" onClick={() => setShow({ all: true, hidden: false })}>
                {t('hunt.showAll')}
              </Button>
            ) : undefined
          }
        >
          {show.hidden
            ? undefined
            : couldNotLook
              ? t(`attention.todo.${hunt.health as 'timeout'}`, { defaultValue: t('attention.lookOrChange') })
              : hunt.itemsSeen === undefined
                ? t('hunt.noItemsText')
                : t('hunt.noItemsSeen', { count: hunt.itemsSeen })}
        </EmptyState>
      )}
      <ul className={isList ? classes.list : classes.grid}>
        {items.map((item) => (
          <li key={item.id}>
            <Item
              item={item}
              isOut={item.isMatch === false}
              foot={
                item.isMatch === false && item.whyNot ? (
                  <span className="muted caption">{whyNot(item.whyNot)}</span>
                ) : undefined
              }
            />
          </li>
        ))}
      </ul>
      {(hasNextPage || show.all) && (
        <div className={classes.more}>
          {hasNextPage && (
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('more')}
            </Button>
          )}
          {show.all && (
            <Button variant="subtle" onClick={() => setShow({ all: false, hidden: false })}>
              {t('hunt.showMatches')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function ViewLabel({ icon, text }: { icon: ReactNode; text: string }) {
  return (
    <span className={classes.view} title={text}>
      <span aria-hidden>{icon}</span>
      <span className="visually-hidden">{text}</span>
    </span>
  );
}
