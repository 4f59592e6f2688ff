import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { get, request } from '../../../lib/api-client.js';
import { minorUnits, parseMoney } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { showDone } from '../../../lib/notices.js';
import { useCan } from '../../../lib/operations.js';
import { isUntouched, localZone, type MyRhythm } from '../api/my-rhythm.js';
import { QuietHours } from './quiet-hours.js';
import classes from './quiet-page.module.css';
import { useHeldNotices, WaitingNotices } from './waiting-notices.js';
import { WhenTold } from './when-told.js';

const PATH = '/api/me/rhythm';

/** When I am told: quiet hours, what may wake me, how often, and what waits. */
export default function QuietPage() {
  const { t } = useText();
  const can = useCan();
  const client = useQueryClient();
  const { data, error, isPending } = useQuery({
    queryKey: ['rhythm'],
    queryFn: ({ signal }) => get<MyRhythm>(PATH, signal),
  });
  const hasHeld = can('GET /api/notifications');
  const { isLoading } = useHeldNotices(hasHeld);
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
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['rhythm'] }),
        client.invalidateQueries({ queryKey: ['notifications'] }),
      ]),
  });
  if (error && !data) return <ProblemNote error={error} />;
  // Drawn before what waits is known, the button would move away under the finger.
  if (isPending || isLoading || !form) return <SkeletonRows height={120} count={3} label={t('loading')} />;
  const currency = form.wakeUnder?.currency ?? 'EUR';
  const price = parseMoney(wake, currency);
  return (
    <>
      <PageHead title={t('quiet.title')} />
      <QuietHours form={form} onChange={setForm} wake={wake} isWakeWrong={price === undefined} onWake={setWake} />
      <div className={classes.halves}>
        <WhenTold form={form} onChange={setForm} />
        {hasHeld && <WaitingNotices />}
      </div>
      {save.error && <ProblemNote error={save.error} />}
      <Button
        mt="sm"
        loading={save.isPending}
        disabled={price === undefined}
        onClick={() => save.mutate({ ...form, wakeUnder: price == null ? null : { price, currency } })}
      >
        {price === undefined ? t('price.wrong') : t('save')}
      </Button>
    </>
  );
}
