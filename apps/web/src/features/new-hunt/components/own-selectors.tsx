import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../../components/problem-note.js';
import type { Hunt } from '../../../lib/api-types.js';
import { formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import {
  SELECTOR_NAMES,
  type SelectableSource,
  selectableAs,
  selectorsOf,
  withSelectors,
} from '../api/own-selectors.js';

interface OwnSelectorsProps {
  draft: Hunt;
  error: unknown;
  isBusy: boolean;
  onReading: (source: string, query: Record<string, unknown>) => void;
}

/** The expert's way, where a reading is wrong: CSS selectors for what is meant, with what each of them hit. */
export function OwnSelectors({ draft, error, isBusy, onReading }: OwnSelectorsProps) {
  const { t, locale } = useText();
  const sources = selectableAs(draft);
  const [source, setSource] = useState<SelectableSource>(sources[0] ?? 'page');
  const [selectors, setSelectors] = useState(() => selectorsOf(draft));
  const [isOpen, setOpen] = useState(Object.keys(selectors).length > 0);
  if (sources.length === 0) return null;
  if (!isOpen) {
    return (
      <Button variant="subtle" mt="md" onClick={() => setOpen(true)}>
        {t('newHunt.selectors.open')}
      </Button>
    );
  }
  const hits = new Map((draft.draft?.selected ?? []).map((one) => [one.name, one]));
  const isMissing = source === 'list' && !selectors.item?.trim() && Object.values(selectors).some((one) => one?.trim());
  function submit(event: FormEvent): void {
    event.preventDefault();
    onReading(source, withSelectors(draft.query, source, selectors));
  }
  return (
    <form className="card stack" style={{ marginTop: 16 }} onSubmit={submit} aria-label={t('newHunt.selectors.name')}>
      <h2 className="section">{t('newHunt.selectors.name')}</h2>
      <p className="muted small">{t('newHunt.selectors.hint')}</p>
      {sources.length > 1 && (
        <SegmentedControl
          aria-label={t('newHunt.readAs')}
          value={source}
          onChange={(value) => setSource(value as SelectableSource)}
          data={sources.map((value) => ({ value, label: t(`newHunt.selectors.as.${value}`) }))}
        />
      )}
      {SELECTOR_NAMES[source].map((name) => {
        const hit = hits.get(name);
        return (
          <TextInput
            key={name}
            label={t(`newHunt.selectors.of.${name}`)}
            description={
              hit &&
              t('newHunt.selectors.hits', { count: hit.hits, all: formatCount(hit.hits, locale), text: hit.text })
            }
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={selectors[name] ?? ''}
            maxLength={300}
            spellCheck={false}
            autoCapitalize="off"
            autoCorrect="off"
            onChange={(event) => setSelectors({ ...selectors, [name]: event.currentTarget.value })}
          />
        );
      })}
      {error != null && <ProblemNote error={error} />}
      <Button type="submit" variant="default" loading={isBusy} disabled={isMissing}>
        {isMissing ? t('newHunt.selectors.itemFirst') : t('newHunt.selectors.look')}
      </Button>
    </form>
  );
}
