import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Hunt } from '../../../lib/api-types.js';
import { formatMoney, minorUnits, parseMoney } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { EditableLine } from './editable-line.js';
import type { LineProps } from './line-props.js';

/** The bounds of the price, in one currency. */
export function PriceLine({ hunt, onEdit, onSave, error: _told, ...line }: LineProps) {
  const { t } = useText();
  const words = usePriceWords();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [currency, setCurrency] = useState('EUR');
  const min = parseMoney(from, currency);
  const max = parseMoney(to, currency);
  const problem =
    min === undefined || max === undefined
      ? t('price.wrong')
      : min !== null && max !== null && min > max
        ? t('price.crossed')
        : undefined;

  function begin(): void {
    const known = hunt.currency ?? 'EUR';
    const text = (amount: number | null) => (amount === null ? '' : String(amount / minorUnits(known)));
    setFrom(text(hunt.minPrice));
    setTo(text(hunt.maxPrice));
    setCurrency(known);
    onEdit?.();
  }
  return (
    <EditableLine
      {...line}
      label={t('hunt.price')}
      value={words(hunt)}
      problem={problem}
      onEdit={onEdit && begin}
      onSave={() =>
        onSave({
          minPrice: min ?? null,
          maxPrice: max ?? null,
          currency: min === null && max === null ? null : currency,
        })
      }
    >
      <TextInput
        label={t('filter.from')}
        inputMode="decimal"
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        label={t('filter.to')}
        inputMode="decimal"
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <TextInput
        label={t('price.currency')}
        maxLength={3}
        value={currency}
        onChange={(event) => setCurrency(event.currentTarget.value.toUpperCase())}
      />
    </EditableLine>
  );
}

function usePriceWords(): (hunt: Hunt) => string {
  const { t, locale } = useText();
  return ({ minPrice, maxPrice, currency }) => {
    const money = (amount: number) => formatMoney(amount, currency, locale);
    if (minPrice !== null && maxPrice !== null)
      return t('hunt.priceBetween', { from: money(minPrice), to: money(maxPrice) });
    if (minPrice !== null) return t('filter.min', { price: money(minPrice) });
    if (maxPrice !== null) return t('filter.max', { price: money(maxPrice) });
    return t('hunt.anyPrice');
  };
}
