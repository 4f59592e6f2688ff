import type { Channel, Page } from '@goodshunter/contracts/api';
import { Checkbox, Select, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDurationText } from '../../../components/time-ago.js';
import { get } from '../../../lib/api-client.js';
import type { Hunt } from '../../../lib/api-types.js';
import { formatMoney, minorUnits, parseMoney } from '../../../lib/format.js';
import { actOnHunts } from '../../../lib/hunt-api.js';
import { useText } from '../../../lib/i18n/index.js';
import { INTERVALS } from '../../../lib/intervals.js';
import { isOwn, useCan, useMayChange } from '../../../lib/operations.js';
import { useSession } from '../../../lib/session.js';
import { useShortcuts } from '../../../lib/shortcuts.js';
import { sourceOf } from '../../../lib/source-words.js';
import { useChangeHunt } from '../api/use-hunt.js';
import { EditableLine } from './editable-line.js';
import { MyShareLine } from './my-share-line.js';
import { RulesLine } from './rules-line.js';

type Field = 'name' | 'words' | 'price' | 'interval' | 'channels' | 'tags';

/** The settings of a hunt as sentences, edited where they stand, one at a time. */
export function HuntSettings({ hunt }: { hunt: Hunt }) {
  const { t, locale } = useText();
  const { plain } = useDurationText();
  const can = useCan();
  const session = useSession();
  const change = useChangeHunt(hunt.id);
  const [editing, setEditing] = useState<Field>();
  const [draft, setDraft] = useState<Record<string, string>>({});
  const [lists, setLists] = useState<Record<string, string[]>>({});
  const channels = useQuery({
    queryKey: ['channels'],
    queryFn: ({ signal }) => get<Page<Channel>>('/api/channels?limit=200', signal),
    staleTime: 60_000,
    enabled: can('GET /api/channels'),
  });
  const mayChange = useMayChange(hunt);
  const currency = hunt.currency ?? 'EUR';
  const shortest = session?.quotas?.shortestIntervalSeconds ?? undefined;

  function begin(field: Field): void {
    const text = (amount: number | null) => (amount === null ? '' : String(amount / minorUnits(currency)));
    setDraft({
      name: hunt.name,
      keyword: hunt.keyword,
      min: text(hunt.minPrice),
      max: text(hunt.maxPrice),
      currency,
      interval: String(hunt.intervalSeconds),
    });
    setLists({
      without: [...hunt.excludeKeywords],
      notify: (hunt.notify ?? channels.data?.data.map(({ id }) => id) ?? []).map(String),
      tags: hunt.tags ?? [],
    });
    setEditing(field);
  }
  useShortcuts(mayChange ? { e: () => begin('words') } : {});
  const end = () => setEditing(undefined);
  const save = (values: Partial<Hunt>) => change.mutate(values, { onSuccess: end });
  const set = (values: Record<string, string>) => setDraft((before) => ({ ...before, ...values }));
  const line = (field: Field) => ({
    isEditing: editing === field,
    isSaving: change.isPending,
    onCancel: end,
    onEdit: mayChange ? () => begin(field) : undefined,
  });

  const min = parseMoney(draft.min ?? '', draft.currency ?? null);
  const max = parseMoney(draft.max ?? '', draft.currency ?? null);
  const priceProblem =
    min === undefined || max === undefined
      ? t('price.wrong')
      : min !== null && max !== null && min > max
        ? t('price.crossed')
        : undefined;
  const names = channels.data?.data ?? [];
  const told =
    hunt.notify === null
      ? t('hunt.allChannels')
      : hunt.notify.length === 0
        ? t('hunt.noChannel')
        : names
            .filter(({ id }) => hunt.notify?.includes(id))
            .map(({ name }) => name)
            .join(', ');

  return (
    <div>
      <EditableLine label={t('hunt.source')} value={sourceOf(hunt)} />
      <EditableLine
        label={t('hunt.name')}
        value={hunt.name}
        {...line('name')}
        problem={draft.name?.trim() === '' ? t('hunt.nameMissing') : undefined}
        onSave={() => save({ name: draft.name?.trim() ?? hunt.name })}
      >
        <TextInput
          label={t('hunt.name')}
          value={draft.name ?? ''}
          maxLength={200}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      </EditableLine>
      <EditableLine
        label={t('hunt.words')}
        value={
          <>
            {hunt.keyword || t('hunt.anyWords')}
            {hunt.excludeKeywords.length > 0 && (
              <>
                {' '}
                <span className="muted">{t('hunt.withoutWord')}</span> {hunt.excludeKeywords.join(', ')}
              </>
            )}
          </>
        }
        {...line('words')}
        onSave={() => save({ keyword: draft.keyword?.trim() ?? '', excludeKeywords: lists.without ?? [] })}
      >
        <TextInput
          label={t('hunt.wordsAll')}
          value={draft.keyword ?? ''}
          maxLength={200}
          onChange={(event) => set({ keyword: event.currentTarget.value })}
        />
        <TagsInput
          label={t('hunt.without')}
          value={lists.without ?? []}
          acceptValueOnBlur
          onChange={(without) => setLists({ ...lists, without })}
        />
        <p className="muted small">{t('hunt.newBaseline')}</p>
      </EditableLine>
      <EditableLine
        label={t('hunt.price')}
        value={priceWords(hunt, t('hunt.anyPrice'), (amount) => formatMoney(amount, hunt.currency, locale), t)}
        {...line('price')}
        problem={priceProblem}
        onSave={() =>
          save({
            minPrice: min ?? null,
            maxPrice: max ?? null,
            currency: min === null && max === null ? null : (draft.currency ?? null),
          })
        }
      >
        <TextInput
          label={t('filter.from')}
          inputMode="decimal"
          value={draft.min ?? ''}
          onChange={(event) => set({ min: event.currentTarget.value })}
        />
        <TextInput
          label={t('filter.to')}
          inputMode="decimal"
          value={draft.max ?? ''}
          onChange={(event) => set({ max: event.currentTarget.value })}
        />
        <TextInput
          label={t('price.currency')}
          maxLength={3}
          value={draft.currency ?? ''}
          onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() })}
        />
      </EditableLine>
      <EditableLine
        label={t('hunt.lookEvery')}
        value={plain(hunt.intervalSeconds * 1000)}
        {...line('interval')}
        onSave={() => save({ intervalSeconds: Number(draft.interval) })}
      >
        <Select
          label={t('hunt.lookEvery')}
          description={shortest ? t('hunt.shortest', { span: plain(shortest * 1000) }) : undefined}
          data={[...new Set([...INTERVALS, hunt.intervalSeconds])]
            .filter((seconds) => !shortest || seconds >= shortest)
            .sort((a, b) => a - b)
            .map((seconds) => ({ value: String(seconds), label: plain(seconds * 1000) }))}
          value={draft.interval ?? null}
          allowDeselect={false}
          onChange={(value) => value && set({ interval: value })}
        />
      </EditableLine>
      <RulesLine hunt={hunt} />
      {hunt.myShare && can('GET /api/channels') && (
        <MyShareLine huntId={hunt.id} share={hunt.myShare} channels={names} />
      )}
      {isOwn(hunt) && (
        <EditableLine
          label={t('hunt.by')}
          value={told || t('hunt.noChannel')}
          {...line('channels')}
          onSave={() =>
            save({ notify: lists.notify?.length === names.length ? null : (lists.notify ?? []).map(Number) })
          }
        >
          <Checkbox.Group
            value={lists.notify ?? []}
            onChange={(notify) => setLists({ ...lists, notify })}
            label={t('hunt.by')}
          >
            {names.map(({ id, name }) => (
              <Checkbox key={id} value={String(id)} label={name} mt={8} />
            ))}
          </Checkbox.Group>
          {names.length === 0 && <p className="muted small">{t('hunt.noChannelsYet')}</p>}
        </EditableLine>
      )}
      {can('POST /api/tasks/bulk') && (
        <EditableLine
          label={t('hunt.tags')}
          value={hunt.tags && hunt.tags.length > 0 ? hunt.tags.join(', ') : t('hunt.noTags')}
          {...line('tags')}
          onSave={() => {
            const wanted = lists.tags ?? [];
            const present = hunt.tags ?? [];
            void Promise.all([
              ...wanted.filter((tag) => !present.includes(tag)).map((tag) => actOnHunts([hunt.id], 'addTag', tag)),
              ...present.filter((tag) => !wanted.includes(tag)).map((tag) => actOnHunts([hunt.id], 'removeTag', tag)),
            ]).finally(() => save({}));
          }}
        >
          <TagsInput
            label={t('hunt.tags')}
            value={lists.tags ?? []}
            acceptValueOnBlur
            onChange={(tags) => setLists({ ...lists, tags })}
          />
        </EditableLine>
      )}
    </div>
  );
}

function priceWords(
  hunt: Hunt,
  any: string,
  money: (amount: number) => string,
  t: ReturnType<typeof useText>['t'],
): string {
  const { minPrice, maxPrice } = hunt;
  if (minPrice !== null && maxPrice !== null)
    return t('hunt.priceBetween', { from: money(minPrice), to: money(maxPrice) });
  if (minPrice !== null) return t('filter.min', { price: money(minPrice) });
  if (maxPrice !== null) return t('filter.max', { price: money(maxPrice) });
  return any;
}
