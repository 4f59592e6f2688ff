import { Button, Drawer } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { ProblemNote } from '../../../components/problem-note.js';
import { useText } from '../../../lib/i18n/index.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import { type DraftForm, toChange } from '../api/draft-form.js';
import { DraftFields } from './draft-fields.js';
import { Estimate } from './estimate.js';
import classes from './new-hunt-page.module.css';

interface DraftKeepProps {
  form: DraftForm;
  onChange: (form: DraftForm) => void;
  /** Why it cannot be kept yet; undefined: it can. */
  problem: string | undefined;
  /** Per day of the last week. */
  estimate: readonly number[] | undefined;
  keep: UseMutationResult<unknown, Error, Record<string, unknown>>;
  /** On the phone: whether the form is open. */
  isOpen: boolean;
  onClose: () => void;
}

/** The form with the estimate above its one button: beside the cards, on the phone a drawer over a foot that stays. */
export function DraftKeep({ form, onChange, problem, estimate, keep, isOpen, onClose }: DraftKeepProps) {
  const { t } = useText();
  const isPhone = useIsPhone();
  const button = (
    <Button
      h={44}
      fullWidth
      disabled={problem !== undefined}
      loading={keep.isPending}
      onClick={() => keep.mutate(toChange(form))}
    >
      {t('newHunt.keep')}
    </Button>
  );
  if (!isPhone) {
    return (
      <aside className={classes.form} aria-label={t('newHunt.form')}>
        <DraftFields form={form} onChange={onChange} problem={problem} />
        <div className={classes.estimate}>
          <Estimate days={estimate} />
        </div>
        {keep.error && <ProblemNote error={keep.error} />}
        <div className={classes.foot}>
          {button}
          <span className="muted small">
            {problem ?? t(form.pricePlace || form.stockPlace ? 'newHunt.looksForPrice' : 'newHunt.noNewLook')}
          </span>
        </div>
      </aside>
    );
  }
  return (
    <>
      <div className={classes.phoneFoot}>
        <Estimate days={estimate} isShort />
        {keep.error && <ProblemNote error={keep.error} />}
        {button}
      </div>
      <Drawer
        opened={isOpen}
        onClose={onClose}
        position="bottom"
        size="85%"
        title={t('newHunt.form')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <div className="stack">
          <DraftFields form={form} onChange={onChange} problem={problem} />
          <Button onClick={onClose}>{t('filter.apply')}</Button>
        </div>
      </Drawer>
    </>
  );
}
