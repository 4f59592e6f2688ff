import { Button, Drawer, SegmentedControl } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconBuildingStore, IconCheck, IconX } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { Chip } from '../../../components/chip.js';
import { EmptyState } from '../../../components/empty-state.js';
import { useHealthWord } from '../../../components/hunt-health.js';
import { ItemCard } from '../../../components/item-card.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { useWhyNotText } from '../../../components/why-not-text.js';
import type { Hunt, HuntItem } from '../../../lib/api-types.js';
import { formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useSaid } from '../../../lib/said.js';
import { sourceOf } from '../../../lib/source-words.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import { boundsOf, type DraftForm, markItems, toChange, toFilters, toForm } from '../api/draft-form.js';
import type { Wish } from '../api/parse-words.js';
import { choicesOf, stockChoicesOf, withChosenPrice, withChosenStock } from '../api/price-candidates.js';
import { forgetTyped, rememberTyped, withTyped } from '../api/typed-form.js';
import { isLooking, useDraftItems, useKeepDraft } from '../api/use-draft.js';
import { DraftFields } from './draft-fields.js';
import { Estimate } from './estimate.js';
import classes from './new-hunt-page.module.css';
import { OwnSelectors } from './own-selectors.js';
import { PriceChoice } from './price-choice.js';
import { RegionChoice } from './region-choice.js';
import { SameHuntNote } from './same-hunt-note.js';
import { StockChoice } from './stock-choice.js';

interface DraftViewProps {
  draft: Hunt;
  wish: Wish | undefined;
  address: string;
  isSwitching: boolean;
  /** Why another reading could not begin. */
  error: unknown;
  /** Begins another reading of the address, with what was typed so far. */
  onReading: (source: string, query: Record<string, unknown>, filters: Record<string, unknown>) => void;
}

/** What the link is, the cards it gives, each in or out, and the form that re-marks them while typing. */
export function DraftView({ draft, wish, address, isSwitching, error, onReading }: DraftViewProps) {
  const { t, locale } = useText();
  const word = useHealthWord();
  const said = useSaid();
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  const whyNot = useWhyNotText();
  const looking = isLooking(draft);
  const isFailed =
    !looking && (draft.draft?.state === 'failed' || (draft.health !== 'ok' && draft.health !== 'pending'));
  const { data, isPending } = useDraftItems(draft.id, !looking && !isFailed);
  const [form, setForm] = useState<DraftForm>();
  const candidates = draft.draft?.candidates;
  const prices = useMemo(
    () => (draft.source === 'page' ? choicesOf(candidates ?? []) : []),
    [draft.source, candidates],
  );
  const chosen = prices.find(({ place }) => place === form?.pricePlace);
  const stocks = useMemo(() => stockChoicesOf(draft.draft?.stockCandidates ?? []), [draft.draft?.stockCandidates]);
  const stock = stocks.find(({ place }) => place === form?.stockPlace);
  const items: HuntItem[] = useMemo(
    () => withChosenStock(withChosenPrice(data?.data ?? [], chosen), stock),
    [data, chosen, stock],
  );
  const readAgain = (source: string, query: Record<string, unknown>) => onReading(source, query, toFilters(form));
  const [show, setShow] = useState('all');
  const [isOpen, setOpen] = useState(false);
  const keep = useKeepDraft(draft.id, () => {
    forgetTyped(draft.id);
    void navigate({ to: '/hunts/$id', params: { id: String(draft.id) } });
  });
  useEffect(() => {
    if (!looking && !isFailed && data) setForm((before) => before ?? withTyped(draft.id, toForm(draft, wish, items)));
  }, [looking, isFailed, data, draft, wish, items]);
  useEffect(() => {
    if (form) rememberTyped(draft.id, form);
  }, [draft.id, form]);

  const marks = useMemo(() => (form ? markItems(form, items) : []), [form, items]);
  const isIn = (index: number) => marks[index] === undefined || marks[index]?.reason === 'sold';
  const ins = items.filter((_, index) => isIn(index)).length;
  const { min, max } = form ? boundsOf(form) : { min: null, max: null };
  const problem =
    form === undefined || min === undefined || max === undefined
      ? t('price.wrong')
      : min !== null && max !== null && min > max
        ? t('price.crossed')
        : form.name.trim() === ''
          ? t('hunt.nameMissing')
          : undefined;
  const facts = draft.draft;
  const sentence = facts?.resolved ? said(facts.resolved.sentence) : sourceOf(draft);

  if (draft.state === 'active' || draft.state === 'paused') {
    return (
      <EmptyState
        title={t('newHunt.isKept')}
        action={
          <Button renderRoot={(props) => <Link {...props} to="/hunts/$id" params={{ id: String(draft.id) }} />}>
            {t('newHunt.openHunt')}
          </Button>
        }
      />
    );
  }
  const keepButton = (
    <Button
      h={44}
      fullWidth
      disabled={problem !== undefined}
      loading={keep.isPending}
      onClick={() => form && keep.mutate(toChange(form))}
    >
      {t('newHunt.keep')}
    </Button>
  );
  const what = (
    <section className={`card ${classes.what}`} aria-live="polite">
      <span className={classes.whatIcon}>
        <IconBuildingStore size={22} stroke={1.75} aria-hidden />
      </span>
      <div className="grow">
        <h2 className="section">{looking ? t('newHunt.looking') : sentence}</h2>
        <p className="muted small clip">{address || sourceOf(draft)}</p>
        {facts?.redirectedTo && <p className="small clip">{t('newHunt.leadsTo', { address: facts.redirectedTo })}</p>}
        {!looking && <SameHuntNote draft={draft} />}
        {facts && facts.readings.length > 0 && (
          <div className={classes.readings} role="group" aria-label={t('newHunt.readAs')}>
            <span className="muted small">{t('newHunt.readAs')}</span>
            {facts.readings.map((reading) => (
              <Chip
                key={`${reading.source}-${JSON.stringify(reading.query)}`}
                onClick={() => readAgain(reading.source, reading.query)}
              >
                {said(reading.why)}
              </Chip>
            ))}
          </div>
        )}
      </div>
    </section>
  );

  const regions = facts?.regions ?? [];
  const ownSelectors = <OwnSelectors draft={draft} error={error} isBusy={isSwitching} onReading={readAgain} />;

  // While another reading begins the view stays: where that is refused, what was typed is still there.
  if (looking) {
    return (
      <>
        {what}
        <SkeletonRows height={120} count={4} label={t('newHunt.looking')} />
      </>
    );
  }
  if (isFailed) {
    return (
      <>
        {what}
        <div className="card stack">
          <p className="strong" role="alert">
            {draft.health === 'ok' || draft.health === 'pending' ? t('newHunt.failed') : word(draft.health)}
          </p>
          {draft.healthMessage && <p className="muted">{said(draft.healthMessage)}</p>}
          <p className="muted">{t('newHunt.refusedText')}</p>
        </div>
        {ownSelectors}
      </>
    );
  }
  return (
    <div className={classes.columns}>
      <div>
        {what}
        {form && prices[0] && (
          <PriceChoice
            candidates={prices}
            value={form.pricePlace ?? prices[0].place}
            onChange={(place) => setForm({ ...form, pricePlace: place })}
          />
        )}
        {form && stocks.length > 0 && (
          <StockChoice
            candidates={stocks}
            value={form.stockPlace}
            onChange={(place) => setForm({ ...form, stockPlace: place })}
          />
        )}
        {regions.length > 1 && (
          <RegionChoice
            regions={regions}
            isBusy={isSwitching}
            onChange={(region) => {
              const { selectors: _own, ...query } = draft.query;
              readAgain('list', { ...query, region });
            }}
          />
        )}
        {isPending ? (
          <SkeletonRows height={120} count={4} label={t('loading')} />
        ) : (
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
                <Chip
                  isOn
                  icon={<IconAdjustmentsHorizontal size={18} stroke={1.75} aria-hidden />}
                  onClick={() => setOpen(true)}
                >
                  {t('filter.name')}
                </Chip>
                {form?.words.map((word) => (
                  <Chip key={word} onClick={() => setOpen(true)}>
                    {word}
                  </Chip>
                ))}
              </div>
            )}
            {items.length === 0 && <EmptyState title={t('newHunt.noItems')}>{t('newHunt.noItemsText')}</EmptyState>}
            <ul className={classes.grid}>
              {items.map((item, index) => {
                const isItemIn = isIn(index);
                if ((show === 'in' && !isItemIn) || (show === 'out' && isItemIn)) return null;
                const reason = marks[index];
                return (
                  <li key={item.id}>
                    <ItemCard
                      item={item}
                      isOut={!isItemIn}
                      foot={
                        <span className={`${classes.mark} ${isItemIn ? classes.in : classes.out}`}>
                          {isItemIn ? (
                            <IconCheck size={14} stroke={2} aria-hidden />
                          ) : (
                            <IconX size={14} stroke={2} aria-hidden />
                          )}
                          <span className="clip">{isItemIn || !reason ? t('newHunt.in') : whyNot(reason)}</span>
                        </span>
                      }
                    />
                  </li>
                );
              })}
            </ul>
          </>
        )}
        {ownSelectors}
      </div>
      {form && !isPhone && (
        <aside className={classes.form} aria-label={t('newHunt.form')}>
          <DraftFields form={form} onChange={setForm} problem={problem} />
          <div className={classes.estimate}>
            <Estimate estimate={facts?.estimate ?? null} />
          </div>
          {keep.error && <ProblemNote error={keep.error} />}
          <div className={classes.foot}>
            {keepButton}
            <span className="muted small">
              {problem ?? t(form.pricePlace || form.stockPlace ? 'newHunt.looksForPrice' : 'newHunt.noNewLook')}
            </span>
          </div>
        </aside>
      )}
      {form && isPhone && (
        <>
          <div className={classes.phoneFoot}>
            <Estimate estimate={facts?.estimate ?? null} />
            {keep.error && <ProblemNote error={keep.error} />}
            {keepButton}
          </div>
          <Drawer
            opened={isOpen}
            onClose={() => setOpen(false)}
            position="bottom"
            size="85%"
            title={t('newHunt.form')}
            closeButtonProps={{ 'aria-label': t('close') }}
          >
            <div className="stack">
              <DraftFields form={form} onChange={setForm} problem={problem} />
              <Button onClick={() => setOpen(false)}>{t('filter.apply')}</Button>
            </div>
          </Drawer>
        </>
      )}
    </div>
  );
}
