import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { EmptyState } from '../../../components/empty-state.js';
import { HuntField } from '../../../components/hunt-field.js';
import { useHealthWord } from '../../../components/hunt-health.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import type { Hunt, HuntItem } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';
import { useSaid } from '../../../lib/said.js';
import { boundsOf, type DraftForm, isIn, markItems, toFilters, toForm } from '../api/draft-form.js';
import { estimateWeek } from '../api/estimate-week.js';
import type { Wish } from '../api/parse-words.js';
import { choicesOf, stockChoicesOf, withChosenPrice, withChosenStock } from '../api/price-candidates.js';
import { forgetTyped, rememberTyped, withTyped } from '../api/typed-form.js';
import { isLooking, useDraftItems, useKeepDraft } from '../api/use-draft.js';
import { DraftItems } from './draft-items.js';
import { DraftKeep } from './draft-keep.js';
import { DraftWhat } from './draft-what.js';
import { ExpertForm } from './expert-form.js';
import classes from './new-hunt-page.module.css';
import { OwnSelectors } from './own-selectors.js';
import { PriceChoice } from './price-choice.js';
import { RegionChoice } from './region-choice.js';
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

/** Its look is over and gave nothing to keep. */
export function isRefused(draft: Hunt): boolean {
  if (isLooking(draft)) return false;
  return draft.draft?.state === 'failed' || (draft.health !== 'ok' && draft.health !== 'pending');
}

/** What the link is, the cards it gives, each in or out, and the form that re-marks them while typing. */
export function DraftView({ draft, wish, address, isSwitching, error, onReading }: DraftViewProps) {
  const { t } = useText();
  const navigate = useNavigate();
  const looking = isLooking(draft);
  const isFailed = isRefused(draft);
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
  const [isOpen, setOpen] = useState(false);
  const keep = useKeepDraft(draft.id, () => {
    forgetTyped(draft.id);
    // "Back" leads to where the link was pasted: the draft is none any more.
    void navigate({ to: '/hunts/$id', params: { id: String(draft.id) }, replace: true });
  });
  useEffect(() => {
    if (!looking && !isFailed && data) setForm((before) => before ?? withTyped(draft.id, toForm(draft, wish, items)));
  }, [looking, isFailed, data, draft, wish, items]);
  useEffect(() => {
    if (form) rememberTyped(draft.id, form);
  }, [draft.id, form]);

  const marks = useMemo(() => (form ? markItems(form, items) : []), [form, items]);
  const estimate = useMemo(
    () =>
      estimateWeek(
        items,
        items.filter((_, index) => isIn(marks[index])),
        Date.now(),
      ),
    [items, marks],
  );
  const problem = useFormProblem(form);

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
  const what = <DraftWhat draft={draft} address={address} onReading={readAgain} />;
  const experts = (
    <>
      <OwnSelectors draft={draft} error={error} isBusy={isSwitching} onReading={readAgain} />
      <ExpertForm source={draft.source} query={draft.query} error={error} isBusy={isSwitching} onReading={readAgain} />
    </>
  );

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
        <Failure draft={draft} isBusy={isSwitching} onAgain={() => readAgain(draft.source, draft.query)} />
        {experts}
      </>
    );
  }
  const regions = draft.draft?.regions ?? [];
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
          <DraftItems items={items} marks={marks} words={form?.words ?? []} onFilter={() => setOpen(true)} />
        )}
        {experts}
      </div>
      {form && (
        <DraftKeep
          form={form}
          onChange={setForm}
          problem={problem}
          estimate={estimate}
          keep={keep}
          isOpen={isOpen}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

/** What keeps the form from being kept, in a sentence. */
function useFormProblem(form: DraftForm | undefined): string | undefined {
  const { t } = useText();
  const { min, max } = form ? boundsOf(form) : { min: null, max: null };
  if (form === undefined || min === undefined || max === undefined) return t('price.wrong');
  if (min !== null && max !== null && min > max) return t('price.crossed');
  return form.name.trim() === '' ? t('hunt.nameMissing') : undefined;
}

interface FailureProps {
  draft: Hunt;
  isBusy: boolean;
  onAgain: () => void;
}

/** Why nothing could be read, and what to do. */
function Failure({ draft, isBusy, onAgain }: FailureProps) {
  const { t } = useText();
  const said = useSaid();
  const word = useHealthWord();
  return (
    <div className="card stack">
      <p className="strong" role="alert">
        {/* Nobody knows how the page looked before. */}
        {['ok', 'pending', 'layout_changed'].includes(draft.health) ? t('newHunt.failed') : word(draft.health)}
      </p>
      {draft.healthMessage && <p className="muted">{said(draft.healthMessage)}</p>}
      <p className="muted">{t('newHunt.refusedText')}</p>
      <div className="phone">
        <HuntField isHome />
      </div>
      <div>
        <Button variant="default" loading={isBusy} onClick={onAgain}>
          {t('newHunt.lookAgain')}
        </Button>
      </div>
    </div>
  );
}
