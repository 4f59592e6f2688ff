import { Select, Switch, TextInput } from '@mantine/core';
import { useText } from '../../../lib/i18n/index.js';
import { type MyRhythm, type Quiet, WEEKEND, WORKDAYS, withHours } from '../api/my-rhythm.js';
import { DayBar } from './day-bar.js';
import classes from './quiet-page.module.css';

const USUAL: readonly Quiet[] = [
  { days: WORKDAYS, from: '22:00', to: '07:00' },
  { days: WEEKEND, from: '23:00', to: '09:00' },
];

interface QuietHoursProps {
  form: MyRhythm;
  onChange: (form: MyRhythm) => void;
  /** The price that may wake, as it is typed, and whether it is one. */
  wake: string;
  isWakeWrong: boolean;
  onWake: (wake: string) => void;
}

/** Hours of silence for working days and the weekend, and the price that breaks it. */
export function QuietHours({ form, onChange, wake, isWakeWrong, onWake }: QuietHoursProps) {
  const { t } = useText();
  const isQuiet = form.quiet.length > 0;
  const zones = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  const groups = [
    { name: t('quiet.workdays'), days: WORKDAYS },
    { name: t('quiet.weekend'), days: WEEKEND },
  ];
  const hoursOf = (days: number[]) =>
    form.quiet.find((one) => one.days.some((day) => days.includes(day))) ?? { from: '22:00', to: '07:00' };
  const set = (days: number[], hours: { from: string; to: string }) =>
    onChange({ ...form, quiet: withHours(form.quiet, days, hours) });
  return (
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
            onChange={(timeZone) => timeZone && onChange({ ...form, timeZone })}
          />
          <Switch
            aria-label={t('settings.quiet')}
            checked={isQuiet}
            onChange={(event) => onChange({ ...form, quiet: event.currentTarget.checked ? [...USUAL] : [] })}
          />
        </span>
      </div>
      <p className="muted">{t('quiet.hint')}</p>
      {isQuiet &&
        groups.map(({ name, days }) => {
          const { from, to } = hoursOf(days);
          return (
            <div key={name} className={classes.day} role="group" aria-label={name}>
              <span className="strong">{name}</span>
              <DayBar from={from} to={to} timeZone={form.timeZone} />
              <span className={classes.hours}>
                <TextInput
                  type="time"
                  aria-label={t('quiet.from', { days: name })}
                  value={from}
                  onChange={(event) => set(days, { from: event.currentTarget.value, to })}
                />
                <span className="muted num">{t('quiet.to')}</span>
                <TextInput
                  type="time"
                  aria-label={t('quiet.until', { days: name })}
                  value={to}
                  onChange={(event) => set(days, { from, to: event.currentTarget.value })}
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
              error={isWakeWrong}
              onChange={(event) => onWake(event.currentTarget.value)}
            />
            <TextInput
              className={classes.currency}
              aria-label={t('price.currency')}
              maxLength={3}
              value={form.wakeUnder?.currency ?? 'EUR'}
              onChange={(event) =>
                onChange({
                  ...form,
                  wakeUnder: { price: form.wakeUnder?.price ?? 0, currency: event.currentTarget.value.toUpperCase() },
                })
              }
            />
          </span>
        </div>
      )}
    </section>
  );
}
