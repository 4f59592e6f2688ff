import { Button, Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../../components/problem-note.js';
import { QueryFields } from '../../../components/query-fields.js';
import { useQueryWords } from '../../../components/use-query-words.js';
import { faultsOf } from '../../../lib/api-problem.js';
import { useText } from '../../../lib/i18n/index.js';
import { cleanValues, findMissing } from '../../../lib/json-schema.js';
import { useSources } from '../../../lib/sources.js';

interface ExpertFormProps {
  /** What it begins with. */
  source: string;
  query: Readonly<Record<string, unknown>>;
  /** Why the last one was refused. */
  error: unknown;
  isBusy: boolean;
  onReading: (source: string, query: Record<string, unknown>) => void;
}

/** The expert's way: a source and all that its query takes, drawn from the schema that the api gives. */
export function ExpertForm({ source: known, query, error, isBusy, onReading }: ExpertFormProps) {
  const { t } = useText();
  const words = useQueryWords();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState(known);
  const [values, setValues] = useState<Record<string, unknown>>(() => ({ ...query }));
  const sources = (useSources(isOpen).data ?? []).filter(({ available }) => available);
  const source = sources.find((one) => one.name === name);
  if (!isOpen) {
    return (
      <Button variant="subtle" mt="md" onClick={() => setOpen(true)}>
        {t('query.open')}
      </Button>
    );
  }
  const faults = faultsOf(error, t);
  // What has a field of its own says it there.
  const isToldAtFields = Object.keys(faults).some((field) => field.startsWith('query'));
  const missing = source && findMissing(source.query, values);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (source) onReading(source.name, cleanValues(source.query, values) ?? {});
  }
  return (
    <form className="card stack" style={{ marginTop: 16 }} onSubmit={submit} aria-label={t('query.title')}>
      <h2 className="section">{t('query.title')}</h2>
      <p className="muted small">{t('query.text')}</p>
      <Select
        label={t('hunt.source')}
        data={sources.map((one) => ({ value: one.name, label: words.source(one.name, one.title) }))}
        value={source ? name : null}
        allowDeselect={false}
        error={faults.source}
        onChange={(next) => next && setName(next)}
      />
      {source && <QueryFields schema={source.query} values={values} faults={faults} onChange={setValues} />}
      {error != null && !isToldAtFields && <ProblemNote error={error} />}
      <Button type="submit" variant="default" loading={isBusy} disabled={!source || missing !== undefined}>
        {missing === undefined ? t('query.look') : t('channels.missing', { field: words.label(missing) })}
      </Button>
    </form>
  );
}
