import type { Page } from '@goodshunter/contracts/api';
import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useQueryWords } from '../../../components/use-query-words.js';
import { get } from '../../../lib/api-client.js';
import type { Hunt } from '../../../lib/api-types.js';
import { minorUnits, parseMoney } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useSources } from '../../../lib/sources.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import type { FeedFilter } from '../api/feed-filter.js';

interface FeedFilterDialogProps {
  filter: FeedFilter;
  onChange: (filter: FeedFilter) => void;
  onClose: () => void;
}

/** All filters but the kinds, in one place. */
export default function FeedFilterDialog({ filter, onChange, onClose }: FeedFilterDialogProps) {
  const { t } = useText();
  const isPhone = useIsPhone();
  const currency = filter.currency ?? 'EUR';
  const toText = (amount: string | undefined) => (amount ? String(Number(amount) / minorUnits(currency)) : '');
  const [form, setForm] = useState({
    words: filter.words ?? '',
    task: filter.task ?? '',
    source: filter.source ?? '',
    min: toText(filter.minPrice),
    max: toText(filter.maxPrice),
    currency,
    from: filter.from ?? '',
    to: filter.to ?? '',
  });
  const { data: hunts } = useQuery({
    queryKey: ['hunts', 'names'],
    queryFn: ({ signal }) => get<Page<Hunt>>('/api/tasks?limit=200', signal),
    staleTime: 60_000,
  });
  const sourceWord = useQueryWords().source;
  // What a link turned out to be is the source of its items.
  const sources = (useSources().data ?? []).filter(({ name }) => name !== 'link');
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const min = parseMoney(form.min, form.currency);
  const max = parseMoney(form.max, form.currency);
  const isWrong = min === undefined || max === undefined;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isWrong) return;
    const hasPrice = min !== null || max !== null;
    const { words, task, source, from, to } = form;
    onChange({
      ...filter,
      words: words.trim(),
      task,
      source,
      from,
      to,
      minPrice: min === null ? '' : String(min),
      maxPrice: max === null ? '' : String(max),
      currency: hasPrice ? form.currency : '',
    });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('filter.title')}
      fullScreen={isPhone}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={t('filter.words')}
          value={form.words}
          onChange={(event) => set({ words: event.currentTarget.value })}
          data-autofocus
        />
        <Select
          label={t('filter.hunt')}
          data={(hunts?.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          value={form.task.includes(',') ? null : form.task || null}
          onChange={(value) => set({ task: value ?? '' })}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': t('filter.clear') }}
        />
        <Select
          label={t('filter.source')}
          data={sources.map(({ name, title }) => ({ value: name, label: sourceWord(name, title) }))}
          value={form.source || null}
          onChange={(value) => set({ source: value ?? '' })}
          clearable
          clearButtonProps={{ 'aria-label': t('filter.clear') }}
        />
        <Group grow align="flex-start">
          <TextInput
            label={t('filter.from')}
            inputMode="decimal"
            value={form.min}
            error={min === undefined && t('price.wrong')}
            onChange={(event) => set({ min: event.currentTarget.value })}
          />
          <TextInput
            label={t('filter.to')}
            inputMode="decimal"
            value={form.max}
            error={max === undefined && t('price.wrong')}
            onChange={(event) => set({ max: event.currentTarget.value })}
          />
          <TextInput
            label={t('price.currency')}
            value={form.currency}
            maxLength={3}
            onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })}
          />
        </Group>
        <Group grow>
          <TextInput
            type="date"
            label={t('filter.sinceDay')}
            value={form.from}
            onChange={(event) => set({ from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('filter.untilDay')}
            value={form.to}
            onChange={(event) => set({ to: event.currentTarget.value })}
          />
        </Group>
        <Group justify="space-between" mt="md">
          <Button
            variant="subtle"
            color="gray"
            onClick={() => onChange({ ...(filter.kind ? { kind: filter.kind } : {}) })}
          >
            {t('filter.clear')}
          </Button>
          <Button type="submit" disabled={isWrong}>
            {t('filter.apply')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
