import { ActionIcon, Button, Textarea } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { formatMoment } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import type { ItemPage } from '../api/use-item.js';
import classes from './item-facts.module.css';

/** What is known of an item, and one's own note on it. */
export function ItemFacts({
  item,
  shop,
  onNote,
}: {
  item: ItemPage;
  shop: string;
  onNote: ((note: string | null) => void) | undefined;
}) {
  const { t, locale } = useText();
  const [draft, setDraft] = useState<string>();
  const facts: [string, string | null][] = [
    [t('fact.shop'), shop],
    [t('fact.stock'), t(`availability.${item.availability}`)],
    ['SKU', item.sku],
    ['GTIN', item.gtin],
    [t('fact.published'), item.publishedAt && formatMoment(item.publishedAt, locale)],
    [t('fact.firstSeen'), formatMoment(item.firstSeenAt, locale)],
  ];
  return (
    <section className="card">
      <h2 className="section">{t('fact.title')}</h2>
      <dl className={classes.facts}>
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
        {onNote && draft === undefined && (
          <div>
            <dt>{t('fact.note')}</dt>
            <dd className="row between">
              <span>{item.note || <span className="muted">{t('fact.noNote')}</span>}</span>
              <ActionIcon aria-label={t('edit', { what: t('fact.note') })} onClick={() => setDraft(item.note ?? '')}>
                <IconPencil size={18} stroke={1.75} />
              </ActionIcon>
            </dd>
          </div>
        )}
      </dl>
      {draft !== undefined && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            onNote?.(draft.trim() === '' ? null : draft.trim());
            setDraft(undefined);
          }}
        >
          <Textarea
            label={t('fact.note')}
            value={draft}
            maxLength={2000}
            minRows={2}
            data-autofocus
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
          <div className="row">
            <Button type="submit">{t('save')}</Button>
            <Button variant="subtle" color="gray" onClick={() => setDraft(undefined)}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
