import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { ProblemNote } from '../../../components/problem-note.js';
import type { Session } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';
import { canUsePasskeys, isBrokenOff, signInByPasskey } from '../../../lib/passkeys.js';
import { sessionQuery } from '../../../lib/session.js';
import { signIn } from '../api/session-api.js';
import { refusalOf } from '../api/sign-in-refusal.js';
import { SessionCard } from './session-card.js';

/** Sign-in, at whatever address was asked for: afterwards that page is there. */
export default function SignInPage({ session }: { session: Session }) {
  const { t } = useText();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [refusal] = useState(() => refusalOf(location.hash));
  // Told once: a reload, or the page after the sign-in, has nothing to do with it.
  useEffect(() => {
    if (refusalOf(location.hash)) history.replaceState(history.state, '', location.pathname + location.search);
  }, []);
  const onSuccess = async () => {
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
    await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  const enter = useMutation({ mutationFn: () => signIn(name.trim(), password), onSuccess });
  const enterByPasskey = useMutation({ mutationFn: signInByPasskey, onSuccess });
  const error = enter.error ?? enterByPasskey.error;
  const { oidc } = session.signIn;
  const isReady = name.trim() !== '' && password !== '';

  function submit(event: FormEvent): void {
    event.preventDefault();
    enterByPasskey.reset();
    enter.mutate();
  }

  return (
    <SessionCard title={t('session.signIn')} foot={<p className="muted small">{t('session.forgotten')}</p>}>
      <form className="stack" onSubmit={submit}>
        {refusal && !error && <p role="alert">{t(`session.refused.${refusal}`)}</p>}
        {isBrokenOff(error) ? <p role="alert">{t('passkeys.stopped')}</p> : error && <ProblemNote error={error} />}
        <TextInput
          label={t('session.name')}
          value={name}
          autoComplete="username webauthn"
          autoFocus
          required
          withAsterisk={false}
          size="md"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('session.password')}
          value={password}
          autoComplete="current-password"
          required
          withAsterisk={false}
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" h={48} disabled={!isReady} loading={enter.isPending}>
          {t('session.signIn')}
        </Button>
      </form>
      {session.signIn.passkey && canUsePasskeys() && (
        <Button
          variant="default"
          h={48}
          loading={enterByPasskey.isPending}
          onClick={() => {
            enter.reset();
            enterByPasskey.mutate();
          }}
        >
          {t('session.passkey')}
        </Button>
      )}
      {oidc && (
        <Button component="a" href="/api/session/oidc" variant="default" h={48}>
          {t('session.oidc', { name: oidc.name })}
        </Button>
      )}
    </SessionCard>
  );
}
