import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Hunt, Rules } from '../../../lib/api-types.js';
import { minorUnits, parseMoney } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';

interface RuleFieldsProps {
  /** Amounts are of this currency; null: the hunt names none, and amounts cannot be asked for. */
  currency: Hunt['currency'];
  draft: Rules;
  onChange: (draft: Rules) => void;
}

/** What is told of the kinds that were chosen: by price, by what it cost before, how often. Empty means: whatever it is. */
export function RuleFields({ currency, draft, onChange }: RuleFieldsProps) {
  const { t } = useText();
  const whole = (name: 'dropPercent' | 'belowTypicalPercent' | 'rearmHours', most: number) => (
    <TextInput
      label={t(`rules.${name}`)}
      inputMode="numeric"
      value={draft[name] == null ? '' : String(draft[name])}
      onChange={(event) => {
        const figure = Number(event.currentTarget.value.replaceAll(/\D/g, ''));
        onChange({ ...draft, [name]: figure > 0 ? Math.min(most, figure) : null });
      }}
    />
  );
  const amount = (name: 'atOrBelow' | 'dropAmount') =>
    currency !== null && (
      <MoneyField
        label={`${t(`rules.${name}`)} (${currency})`}
        currency={currency}
        value={draft[name] ?? null}
        onChange={(value) => onChange({ ...draft, [name]: value })}
      />
    );
  return (
    <>
      {amount('atOrBelow')}
      {whole('dropPercent', 99)}
      {amount('dropAmount')}
      {whole('belowTypicalPercent', 99)}
      <Checkbox
        label={t('rules.lowestEver')}
        checked={draft.lowestEver ?? false}
        onChange={(event) => onChange({ ...draft, lowestEver: event.currentTarget.checked })}
      />
      {whole('rearmHours', 8760)}
    </>
  );
}

interface MoneyFieldProps {
  label: string;
  currency: string;
  /** In minor units. */
  value: number | null;
  onChange: (value: number | null) => void;
}

/** Keeps what was typed as it was typed; what is no amount is marked, and changes nothing. */
function MoneyField({ label, currency, value, onChange }: MoneyFieldProps) {
  const [text, setText] = useState(value === null ? '' : String(value / minorUnits(currency)));
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      value={text}
      error={parseMoney(text, currency) === undefined}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const amount = parseMoney(typed, currency);
        if (amount !== undefined) onChange(amount);
      }}
    />
  );
}
