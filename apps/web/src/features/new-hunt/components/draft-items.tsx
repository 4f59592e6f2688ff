import type { Misfit } from '@goodshunter/matcher';
import { SegmentedControl } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Chip } from '../../../components/chip.js';
import { EmptyState } from '../../../components/empty-state.js';
import { ItemCard } from '../../../components/item-card.js';
import { useWhyNotText } from '../../../components/why-not-text.js';
import type { HuntItem } from '../../../lib/api-types.js';
import { formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import { isIn } from '../api/draft-form.js';
import classes from './new-hunt-page.module.css';

interface DraftItemsProps {
  items: readonly HuntItem[];
  /** Of each item; undefined is in. */
  marks: readonly (Misfit | undefined)[];
  words: readonly string[];
  /** On the phone: opens the form. */
  onFilter: () => void;
}

/** The cards, every one In or Out with the reason. */
export function DraftItems({ items, marks, words, onFilter }: DraftItemsProps) {
  const { t, locale } = useText();
  const isPhone = useIsPhone();
  const whyNot = useWhyNotText();
  const [show, setShow] = useState('all');
  const ins = items.filter((_, index) => isIn(marks[index])).length;
  return (
    <>
      <div className={classes.count}>
        <h2 className="section num" aria-live="polite">
          {t('newHunt.areIn', {
            ins: formatCount(ins, locale),
            count: items.length,
            all: formatCount(items.length, locale),
          })}
        </h2>
        <SegmentedControl
          aria-label={t('newHunt.show')}
          value={show}
          onChange={setShow}
          data={[
            { value: 'all', label: `${t('newHunt.all')} ${items.length}` },
            { value: 'in', label: `${t('newHunt.in')} ${ins}` },
            { value: 'out', label: `${t('newHunt.out')} ${items.length - ins}` },
          ]}
        />
      </div>
      {isPhone && (
        <div className={classes.filtersChips}>
          <Chip isOn icon={<IconAdjustmentsHorizontal size={18} stroke={1.75} aria-hidden />} onClick={onFilter}>
            {t('filter.name')}
          </Chip>
          {words.map((word) => (
            <Chip key={word} onClick={onFilter}>
              {word}
            </Chip>
          ))}
        </div>
      )}
      {items.length === 0 && <EmptyState title={t('newHunt.noItems')}>{t('newHunt.noItemsText')}</EmptyState>}
      <ul className={classes.grid}>
        {items.map((item, index) => {
          const reason = marks[index];
          const isItemIn = isIn(reason);
          if ((show === 'in' && !isItemIn) || (show === 'out' && isItemIn)) return null;
          return (
            <li key={item.id}>
              <ItemCard
                item={item}
                isOut={!isItemIn}
                foot={<Mark isIn={isItemIn} text={isItemIn || !reason ? t('newHunt.in') : whyNot(reason)} />}
              />
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Mark({ isIn: isMarkedIn, text }: { isIn: boolean; text: string }) {
  const Icon = isMarkedIn ? IconCheck : IconX;
  return (
    <span className={`${classes.mark} ${isMarkedIn ? classes.in : classes.out}`}>
      <Icon size={14} stroke={2} aria-hidden />
      <span className="clip">{text}</span>
    </span>
  );
}
