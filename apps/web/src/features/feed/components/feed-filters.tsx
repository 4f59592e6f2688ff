import { IconAdjustmentsHorizontal, IconPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Chip, RemovableChip } from '../../../components/chip.js';
import { EventIcon, ITEM_KINDS } from '../../../components/event-badge.js';
import { useQueryWords } from '../../../components/use-query-words.js';
import { formatDay, formatMoney } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import { countFilters, type FeedFilter, kindsOf, toggleKind } from '../api/feed-filter.js';
import classes from './feed-filters.module.css';

const FilterDialog = lazy(() => import('./feed-filter-dialog.js'));

/** Kinds are toggles, other filters are chips with an x; all of it stands in the address. */
export function FeedFilters({ filter, onChange }: { filter: FeedFilter; onChange: (filter: FeedFilter) => void }) {
  const { t } = useText();
  const isPhone = useIsPhone();
  const [isOpen, setOpen] = useState(false);
  const kinds = kindsOf(filter);
  const count = countFilters(filter);
  const without = (...names: (keyof FeedFilter)[]) =>
    onChange({ ...filter, ...Object.fromEntries(names.map((name) => [name, ''])) });
  const chips = useFilterTexts(filter);

  return (
    <div className={classes.filters} role="group" aria-label={t('filter.name')}>
      {isPhone && (
        <Chip
          isOn={count > 0}
          icon={<IconAdjustmentsHorizontal size={18} stroke={1.75} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {count > 0 ? t('filter.nameCount', { n: count }) : t('filter.name')}
        </Chip>
      )}
      {ITEM_KINDS.map((kind) => (
        <Chip
          key={kind}
          isOn={kinds.includes(kind)}
          icon={<EventIcon kind={kind} />}
          onClick={() => onChange(toggleKind(filter, kind))}
        >
          {t(`kind.${kind}`)}
        </Chip>
      ))}
      {!isPhone && (
        <>
          {chips.length > 0 && <span className={classes.line} />}
          {chips.map(({ names, text }) => (
            <RemovableChip
              key={names[0]}
              label={t('filter.remove', { filter: text })}
              onRemove={() => without(...names)}
            >
              {text}
            </RemovableChip>
          ))}
          <button type="button" className={classes.add} onClick={() => setOpen(true)}>
            <IconPlus size={18} stroke={1.75} aria-hidden />
            {t('filter.name')}
          </button>
        </>
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <FilterDialog
            filter={filter}
            onClose={() => setOpen(false)}
            onChange={(next) => {
              setOpen(false);
              onChange(next);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

/** The filters beside the kinds, each as a chip says it. */
function useFilterTexts(filter: FeedFilter): { names: [keyof FeedFilter, ...(keyof FeedFilter)[]]; text: string }[] {
  const { t, locale } = useText();
  const money = (amount: string) => formatMoney(Number(amount), filter.currency || null, locale);
  const { source } = useQueryWords();
  const texts: ReturnType<typeof useFilterTexts> = [];
  if (filter.words) texts.push({ names: ['words'], text: `“${filter.words}”` });
  if (filter.task) texts.push({ names: ['task'], text: t('filter.hunts', { count: filter.task.split(',').length }) });
  if (filter.source) texts.push({ names: ['source'], text: source(filter.source, filter.source) });
  if (filter.minPrice) texts.push({ names: ['minPrice'], text: t('filter.min', { price: money(filter.minPrice) }) });
  if (filter.maxPrice) texts.push({ names: ['maxPrice'], text: t('filter.max', { price: money(filter.maxPrice) }) });
  if (filter.from)
    texts.push({ names: ['from'], text: t('filter.since', { day: formatDay(`${filter.from}T12:00`, locale) }) });
  if (filter.to)
    texts.push({ names: ['to'], text: t('filter.until', { day: formatDay(`${filter.to}T12:00`, locale) }) });
  return texts;
}
