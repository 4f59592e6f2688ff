import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../../components/problem-note.js';
import { request } from '../../../lib/api-client.js';
import { faultsOf } from '../../../lib/api-problem.js';
import { useText } from '../../../lib/i18n/index.js';
import { showDone } from '../../../lib/notices.js';
import { useMe, useSession } from '../../../lib/session.js';
import classes from './settings-frame.module.css';

const FIELDS = ['name', 'displayName', 'email'] as const;
type Field = (typeof FIELDS)[number];

/** What I sign in with, what others see, and where letters to me go: an address counts once its code came back. */
export function AccountSection() {
  const { t } = useText();
  const me = useMe();
  const mail = useSession()?.signIn.mail ?? false;
  const client = useQueryClient();
  const stored: Record<Field, string> = { name: me.name, displayName: me.displayName ?? '', email: me.email ?? '' };
  const [typed, setTyped] = useState(stored);
  const [sentTo, setSentTo] = useState('');
  const [code, setCode] = useState('');
  const changed = FIELDS.filter((field) => typed[field].trim() !== stored[field]);
  const refresh = () => client.invalidateQueries({ queryKey: ['session'] });
  const save = useMutation({
    mutationFn: () =>
      request('PATCH', '/api/me', Object.fromEntries(changed.map((field) => [field, typed[field].trim() || null]))),
    onSuccess() {
      const email = typed.email.trim();
      if (changed.includes('email') && email !== '') setSentTo(email);
      else showDone(t('saved'));
    },
    onSettled: refresh,
  });
  const confirm = useMutation({
    mutationFn: () => request('POST', '/api/me/email', { code: code.trim() }),
    onSuccess() {
      setSentTo('');
      setCode('');
      showDone(t('saved'));
    },
    onSettled: refresh,
  });
  const wrong = faultsOf(save.error, t);
  const submit = (work: () => void) => (event: FormEvent) => {
    event.preventDefault();
    work();
  };
  return (
    <section className={`card ${classes.section}`}>
      <h2 className="section">{t('me.account')}</h2>
      <form className={`stack ${classes.narrow}`} onSubmit={submit(() => save.mutate())}>
        {save.error && Object.keys(wrong).length === 0 && <ProblemNote error={save.error} />}
        {FIELDS.filter((field) => field !== 'email' || mail || me.email !== null).map((field) => (
          <TextInput
            key={field}
            label={t(`me.accountField.${field}`)}
            value={typed[field]}
            error={wrong[field]}
            maxLength={field === 'email' ? 254 : 100}
            onChange={(event) => setTyped({ ...typed, [field]: event.currentTarget.value })}
          />
        ))}
        <Button type="submit" disabled={changed.length === 0 || typed.name.trim() === ''} loading={save.isPending}>
          {t('save')}
        </Button>
      </form>
      {sentTo !== '' && (
        <form className={`stack ${classes.narrow}`} onSubmit={submit(() => confirm.mutate())}>
          <p role="status">{t('me.codeSent', { email: sentTo })}</p>
          {confirm.error && <ProblemNote error={confirm.error} />}
          <TextInput
            label={t('me.emailCode')}
            value={code}
            inputMode="numeric"
            autoComplete="one-time-code"
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit" disabled={code.trim() === ''} loading={confirm.isPending}>
            {t('me.confirmEmail')}
          </Button>
        </form>
      )}
    </section>
  );
}
