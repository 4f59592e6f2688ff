import { Button, Select, TagsInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../../components/problem-note.js';
import { useQueryWords } from '../../../components/use-query-words.js';
import { request } from '../../../lib/api-client.js';
import type { Hunt } from '../../../lib/api-types.js';
import { parseMoney } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { INTERVALS } from '../../../lib/intervals.js';
import { useSources } from '../../../lib/sources.js';
import type { Wish } from '../api/parse-words.js';
import { LookEvery, PriceBounds } from './hunt-fields.js';

/** A hunt by an address and what it is, for an api that cannot look at a link first. */
export function PlainForm({ link, wish }: { link: string; wish: Wish | undefined }) {
  const { t } = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const words = useQueryWords();
  const sources = useSources();
  const byAddress = (sources.data ?? []).filter(
    ({ available, query }) => available && query.properties?.url !== undefined,
  );
  const [form, setForm] = useState({
    url: link,
    source: 'shopify',
    words: wish?.keyword.split(' ').filter(Boolean) ?? [],
    without: wish?.without ?? [],
    from: wish?.from ?? '',
    to: wish?.to ?? '',
    currency: wish?.currency ?? 'EUR',
    interval: '60',
  });
  const set = (change: Partial<typeof form>) => setForm((before) => ({ ...before, ...change }));
  const min = parseMoney(form.from, form.currency);
  const max = parseMoney(form.to, form.currency);
  const hasBounds = (min ?? null) !== null || (max ?? null) !== null;
  const isReady = form.url.trim() !== '' && min !== undefined && max !== undefined;
  const create = useMutation({
    mutationFn: () =>
      request<{ task: Hunt }>('POST', '/api/tasks', {
        source: form.source,
        query: { url: form.url.trim() },
        keyword: form.words.join(' '),
        excludeKeywords: form.without,
        ...(hasBounds ? { minPrice: min, maxPrice: max, currency: form.currency } : {}),
        intervalSeconds: Number(form.interval),
      }),
    onSuccess: ({ task }) => {
      void client.invalidateQueries({ queryKey: ['hunts'] });
      void navigate({ to: '/hunts/$id', params: { id: String(task.id) } });
    },
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate();
  }
  return (
    <form className="card stack" style={{ maxWidth: 560 }} onSubmit={submit}>
      {create.error && <ProblemNote error={create.error} />}
      <TextInput
        label={t('newHunt.address')}
        type="url"
        value={form.url}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      <Select
        label={t('newHunt.readAs')}
        data={byAddress.map(({ name, title }) => ({ value: name, label: words.source(name, title) }))}
        value={form.source}
        allowDeselect={false}
        onChange={(source) => source && set({ source })}
      />
      <TagsInput
        label={t('hunt.wordsAll')}
        value={form.words}
        splitChars={[' ', ',']}
        acceptValueOnBlur
        onChange={(words) => set({ words })}
      />
      <TagsInput
        label={t('hunt.without')}
        value={form.without}
        acceptValueOnBlur
        onChange={(without) => set({ without })}
      />
      <div className="row" style={{ alignItems: 'flex-start' }}>
        <PriceBounds
          value={form}
          errors={{ from: min === undefined && t('price.wrong'), to: max === undefined && t('price.wrong') }}
          onChange={set}
        />
      </div>
      <LookEvery value={form.interval} intervals={INTERVALS} onChange={(interval) => set({ interval })} />
      <Button type="submit" h={44} disabled={!isReady} loading={create.isPending}>
        {form.url.trim() === '' ? t('newHunt.addressFirst') : t('newHunt.keep')}
      </Button>
    </form>
  );
}
