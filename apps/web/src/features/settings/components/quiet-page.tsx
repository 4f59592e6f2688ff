import type { Page } from '@goodshunter/contracts/api';
import { Button, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { get, request } from '../../../lib/api-client.js';
import type { Hunt, Rhythm } from '../../../lib/api-types.js';
import { minorUnits, parseMoney } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { showDone } from '../../../lib/notices.js';
import classes from './quiet-page.module.css';

/** Hours in which nothing is delivered; `days` are 1 (Monday) to 7. */
interface Quiet {
  days: number[];
  from: string;
  to: string;
}
interface MyRhythm {
  timeZone: string;
  quiet: Quiet[];
  wakeUnder: { price: number; currency: string } | null;
  rhythm: Rhythm;
  perHunt: Record<string, Rhythm>;
  tellNothing?: boolean;
}

const WORKDAYS = [1, 2, 3, 4, 5];
const WEEKEND = [6, 7];
const PATH = '/api/me/rhythm';

/** When I am told: quiet hours, what may wake me, and how often, per hunt. */
export default function QuietPage() {
  const { t } = useText();
  const client = useQueryClient();
  const { data, error, isPending } = useQuery({
    queryKey: ['rhythm'],
    queryFn: ({ signal }) => get<MyRhythm>(PATH, signal),
  });
  const hunts = useQuery({
    queryKey: ['hunts', 'names'],
    queryFn: ({ signal }) => get<Page<Hunt>>('/api/tasks?limit=200', signal),
    staleTime: 60_000,
  });
  const zones = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  const [form, setForm] = useState<MyRhythm>();
  const [wake, setWake] = useState('');
  useEffect(() => {
    if (!data || form) return;
    setForm(isUntouched(data) ? { ...data, timeZone: localZone() } : data);
    if (data.wakeUnder) setWake(String(data.wakeUnder.price / minorUnits(data.wakeUnder.currency)));
  }, [data, form]);
  const save = useMutation({
    mutationFn: (next: MyRhythm) => request('PUT', PATH, next),
    onSuccess: () => showDone(t('saved')),
    onSettled: () => client.invalidateQueries({ queryKey: ['rhythm'] }),
  });
  if (error && !data) return <ProblemNote error={error} />;
  if (isPending || !form) return <SkeletonRows height={120} count={3} label={t('loading')} />;

  const isQuiet = form.quiet.length > 0;
  const groups = [
    { name: t('quiet.workdays'), days: WORKDAYS },
    { name: t('quiet.weekend'), days: WEEKEND },
  ];
  const hoursOf = (days: number[]) => form.quiet.find((one) => one.days.some((day) => days.includes(day)));
  function setHours(days: number[], hours: { from: string; to: string }): void {
    if (!form) return;
    const others = form.quiet.filter((one) => !one.days.some((day) => days.includes(day)));
    setForm({ ...form, quiet: [...others, { days, ...hours }] });
  }
  const currency = form.wakeUnder?.currency ?? 'EUR';
  const price = parseMoney(wake, currency);
  const rhythms = (['now', 'hourly', 'daily'] as const).map((value) => ({ value, label: t(`quiet.${value}`) }));
  const setKind = (rhythm: Rhythm, kind: string): Rhythm => ({
    kind: kind as Rhythm['kind'],
    ...(kind === 'daily' ? { at: rhythm.at ?? '18:00' } : {}),
  });
  const names = new Map((hunts.data?.data ?? []).map(({ id, name }) => [String(id), name]));
  const others = [...names].filter(([id]) => !(id in form.perHunt));

  return (
    <>
      <PageHead title={t('quiet.title')} />
      <section className={`card ${classes.section}`}>
        <div className="row between wrap">
          <h2 className="section">{t('settings.quiet')}</h2>
          <span className="row">
            <Select
              className={classes.zone}
              aria-label={t('me.timeZone')}
              data={zones.includes(form.timeZone) ? zones : [form.timeZone, ...zones]}
              value={form.timeZone}
              searchable
              limit={60}
              allowDeselect={false}
              onChange={(timeZone) => timeZone && setForm({ ...form, timeZone })}
            />
            <Switch
              aria-label={t('settings.quiet')}
              checked={isQuiet}
              onChange={(event) =>
                setForm({
                  ...form,
                  quiet: event.currentTarget.checked
                    ? [
                        { days: WORKDAYS, from: '22:00', to: '07:00' },
                        { days: WEEKEND, from: '23:00', to: '09:00' },
                      ]
                    : [],
                })
              }
            />
          </span>
        </div>
        <p className="muted">{t('quiet.hint')}</p>
        {isQuiet &&
          groups.map(({ name, days }) => {
            const hours = hoursOf(days) ?? { from: '22:00', to: '07:00' };
            return (
              <div key={name} className={classes.day} role="group" aria-label={name}>
                <span className="strong">{name}</span>
                <DayBar from={hours.from} to={hours.to} />
                <span className={classes.hours}>
                  <TextInput
                    type="time"
                    aria-label={t('quiet.from', { days: name })}
                    value={hours.from}
                    onChange={(event) => setHours(days, { from: event.currentTarget.value, to: hours.to })}
                  />
                  <span className="muted num">{t('quiet.to')}</span>
                  <TextInput
                    type="time"
                    aria-label={t('quiet.until', { days: name })}
                    value={hours.to}
                    onChange={(event) => setHours(days, { from: hours.from, to: event.currentTarget.value })}
                  />
                </span>
              </div>
            );
          })}
        {isQuiet && (
          <div className={classes.wake}>
            <span>{t('quiet.wake')}</span>
            <span className="row">
              <TextInput
                className={classes.price}
                aria-label={t('quiet.wake')}
                inputMode="decimal"
                value={wake}
                error={price === undefined}
                onChange={(event) => setWake(event.currentTarget.value)}
              />
              <TextInput
                className={classes.currency}
                aria-label={t('price.currency')}
                maxLength={3}
                value={currency}
                onChange={(event) =>
                  setForm({
                    ...form,
                    wakeUnder: { price: form.wakeUnder?.price ?? 0, currency: event.currentTarget.value.toUpperCase() },
                  })
                }
              />
            </span>
          </div>
        )}
      </section>
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
                onChange={(event) => setForm({ ...form, rhythm: { kind: 'daily', at: event.currentTarget.value } })}
              />
            )}
            <SegmentedControl
              aria-label={t('quiet.allHunts')}
              data={rhythms}
              value={form.rhythm.kind}
              onChange={(kind) => setForm({ ...form, rhythm: setKind(form.rhythm, kind) })}
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
                setForm({
                  ...form,
                  perHunt: kind === 'as-all' ? rest : { ...form.perHunt, [id]: setKind(rhythm, kind) },
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
              onChange={(event) => setForm({ ...form, tellNothing: event.currentTarget.checked })}
            />
          </div>
        )}
        {others.length > 0 && (
          <Select
            mt="sm"
            className={classes.another}
            aria-label={t('quiet.another')}
            placeholder={t('quiet.another')}
            searchable
            value={null}
            data={others.map(([value, label]) => ({ value, label }))}
            onChange={(id) => id && setForm({ ...form, perHunt: { ...form.perHunt, [id]: { kind: 'hourly' } } })}
          />
        )}
      </section>
      {save.error && <ProblemNote error={save.error} />}
      <Button
        mt="sm"
        loading={save.isPending}
        disabled={price === undefined}
        onClick={() => save.mutate({ ...form, wakeUnder: price == null ? null : { price, currency } })}
      >
        {t('save')}
      </Button>
    </>
  );
}

const localZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Nothing was ever said of hours: the zone of this browser is a better guess than none. */
function isUntouched({ timeZone, quiet, wakeUnder, rhythm, perHunt }: MyRhythm): boolean {
  const hasHours = quiet.length > 0 || rhythm.kind !== 'now' || Object.keys(perHunt).length > 0;
  return timeZone === 'UTC' && !hasHours && wakeUnder === null;
}

/** The day as a bar with the moment now; for the eye, while the fields are for keys. */
function DayBar({ from, to }: { from: string; to: string }) {
  const share = (time: string) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return ((hours * 60 + minutes) / 1440) * 100;
  };
  const start = share(from);
  const end = share(to);
  const now = new Date();
  const parts: [number, number][] =
    start <= end
      ? [[start, end]]
      : [
          [0, end],
          [start, 100],
        ];
  return (
    <svg className={classes.bar} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
      <rect width="100" height="10" fill="var(--sunken)" />
      {parts.map(([left, right]) => (
        <rect key={left} x={left} width={Math.max(0, right - left)} height="10" fill="var(--accent)" />
      ))}
      <rect x={((now.getHours() * 60 + now.getMinutes()) / 1440) * 100} width="0.5" height="10" fill="var(--text)" />
    </svg>
  );
}
