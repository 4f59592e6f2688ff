import { Select, TextInput } from '@mantine/core';
import { useDurationText } from '../../../components/time-ago.js';
import { useText } from '../../../lib/i18n/index.js';

interface Bounds {
  from: string;
  to: string;
  currency: string;
}

interface PriceBoundsProps {
  value: Bounds;
  /** What is wrong with them. */
  errors?: { from?: string | false; to?: string | false };
  onChange: (change: Partial<Bounds>) => void;
}

/** The lowest and the highest price of a hunt, side by side where their parent lets them. */
export function PriceBounds({ value, errors = {}, onChange }: PriceBoundsProps) {
  const { t } = useText();
  return (
    <>
      <TextInput
        label={t('newHunt.from')}
        inputMode="decimal"
        value={value.from}
        error={errors.from}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        label={t('newHunt.to')}
        inputMode="decimal"
        value={value.to}
        error={errors.to}
        onChange={(event) => onChange({ to: event.currentTarget.value })}
      />
      <TextInput
        label={t('price.currencyShort')}
        maxLength={3}
        value={value.currency}
        onChange={(event) => onChange({ currency: event.currentTarget.value.toUpperCase() })}
      />
    </>
  );
}

interface LookEveryProps {
  /** Seconds, as text. */
  value: string;
  /** To choose from, in seconds. */
  intervals: readonly number[];
  onChange: (value: string) => void;
}

/** How often a hunt looks. */
export function LookEvery({ value, intervals, onChange }: LookEveryProps) {
  const { t } = useText();
  const { plain } = useDurationText();
  return (
    <Select
      label={t('hunt.lookEvery')}
      data={intervals.map((seconds) => ({ value: String(seconds), label: plain(seconds * 1000) }))}
      value={value}
      allowDeselect={false}
      onChange={(interval) => interval && onChange(interval)}
    />
  );
}
