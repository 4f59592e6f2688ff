import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { PasswordField } from '../../../components/password-field.js';
import type { Session } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';
import { canUsePasskeys, signInByPasskey } from '../../../lib/passkeys.js';
import { signIn } from '../api/session-api.js';
import { NameField } from './name-field.js';
import { SecondFactorForm } from './second-factor-form.js';
import { SignInProblem } from './sign-in-problem.js';

interface SignInFormProps {
  session: Session;
  /** Whose password it must be; undefined: they say so. */
  name?: string | undefined;
  /** What went before, while nothing else went wrong. */
  notice?: ReactNode;
  onDone: () => void;
}

/** The ways in: name and password, with the second factor after it where there is one, a passkey, the provider. */
export function SignInForm({ session, name: knownName, notice, onDone }: SignInFormProps) {
  const { t } = useText();
  const [name, setName] = useState(knownName ?? '');
  const [password, setPassword] = useState('');
  const enter = useMutation({
    mutationFn: () => signIn(name.trim(), password),
    onSuccess: (answer) => ('ticket' in answer ? undefined : onDone()),
  });
  const enterByPasskey = useMutation({ mutationFn: signInByPasskey, onSuccess: onDone });
  const error = enter.error ?? enterByPasskey.error;
  const { oidc } = session.signIn;
  const hasPassword = knownName === undefined || session.user?.hasPassword !== false;

  function submit(event: FormEvent): void {
    event.preventDefault();
    enterByPasskey.reset();
    enter.mutate();
  }

  if (enter.data && 'ticket' in enter.data) {
    return <SecondFactorForm pending={enter.data} onDone={onDone} onAgain={() => enter.reset()} />;
  }
  return (
    <>
      {error ? <SignInProblem error={error} /> : notice}
      {hasPassword && (
        <form className="stack" onSubmit={submit}>
          {knownName === undefined ? (
            <NameField value={name} autoComplete="username webauthn" onChange={setName} />
          ) : (
            // For those who keep passwords for people.
            <input type="hidden" autoComplete="username" value={name} readOnly />
          )}
          <PasswordField
            label={t('session.password')}
            value={password}
            autoComplete="current-password"
            data-autofocus={knownName !== undefined || undefined}
            required
            size="md"
            onChange={setPassword}
          />
          <Button type="submit" h={48} disabled={name.trim() === '' || password === ''} loading={enter.isPending}>
            {t('session.signIn')}
          </Button>
        </form>
      )}
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
    </>
  );
}
