import type { Page } from '@goodshunter/contracts/api';
import { SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { get } from '../../../lib/api-client.js';
import type { Hunt } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';
import { type MyRhythm, withKind } from '../api/my-rhythm.js';
import classes from './quiet-page.module.css';

/** How often one is told: for all hunts, and for some otherwise. */
export function WhenTold({ form, onChange }: { form: MyRhythm; onChange: (form: MyRhythm) => void }) {
  const { t } = useText();
  const hunts = useQuery({
    queryKey: ['hunts', 'names'],
    queryFn: ({ signal }) => get<Page<Hunt>>('/api/tasks?limit=200', signal),
    staleTime: 60_000,
  });
  const rhythms = (['now', 'hourly', 'daily'] as const).map((value) => ({ value, label: t(`quiet.${value}`) }));
  const names = new Map((hunts.data?.data ?? []).map(({ id, name }) => [String(id), name]));
  const others = [...names].filter(([id]) => !(id in form.perHunt));
  return (
    <section className={`card ${classes.section}`}>
      <h2 className="section">{t('quiet.when')}</h2>
      <div className={classes.line}>
        <span className="grow">
          <span className="strong">{t('quiet.allHunts')}</span>
          <br />
          <span className="muted small">{t('quiet.unless')}</span>
        </span>
        <span className="row wrap">
          {form.rhythm.kind === 'daily' && (
            <TextInput
              type="time"
              aria-label={t('quiet.dailyAt')}
              value={form.rhythm.at ?? '18:00'}
              onChange={(event) => onChange({ ...form, rhythm: { kind: 'daily', at: event.currentTarget.value } })}
            />
          )}
          <SegmentedControl
            aria-label={t('quiet.allHunts')}
            data={rhythms}
            value={form.rhythm.kind}
            onChange={(kind) => onChange({ ...form, rhythm: withKind(form.rhythm, kind) })}
          />
        </span>
      </div>
      {Object.entries(form.perHunt).map(([id, rhythm]) => (
        <div key={id} className={classes.line}>
          <span className="strong grow">{names.get(id) ?? `#${id}`}</span>
          <SegmentedControl
            aria-label={names.get(id) ?? id}
            data={[...rhythms, { value: 'as-all', label: t('quiet.asAll') }]}
            value={rhythm.kind}
            onChange={(kind) => {
              const { [id]: _gone, ...rest } = form.perHunt;
              onChange({
                ...form,
                perHunt: kind === 'as-all' ? rest : { ...form.perHunt, [id]: withKind(rhythm, kind) },
              });
            }}
          />
        </div>
      ))}
      {[form.rhythm, ...Object.values(form.perHunt)].some(({ kind }) => kind === 'daily') && (
        <div className={classes.line}>
          <Switch
            label={t('quiet.nothing')}
            description={t('quiet.nothingHint')}
            checked={form.tellNothing === true}
            onChange={(event) => onChange({ ...form, tellNothing: event.currentTarget.checked })}
          />
        </div>
      )}
      {(hunts.isLoading || others.length > 0) && (
        <Select
          mt="sm"
          className={classes.another}
          aria-label={t('quiet.another')}
          placeholder={t('quiet.another')}
          searchable
          value={null}
          disabled={hunts.isLoading}
          data={others.map(([value, label]) => ({ value, label }))}
          onChange={(id) => id && onChange({ ...form, perHunt: { ...form.perHunt, [id]: { kind: 'hourly' } } })}
        />
      )}
    </section>
  );
}
