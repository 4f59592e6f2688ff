import type { PendingSignIn } from '@goodshunter/contracts/api';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useText } from '../../../lib/i18n/index.js';
import { canUsePasskeys, showPasskey } from '../../../lib/passkeys.js';
import { finishSignIn } from '../api/session-api.js';
import { SignInProblem } from './sign-in-problem.js';

interface SecondFactorFormProps {
  pending: PendingSignIn;
  onDone: () => void;
  /** Back to the password. */
  onAgain: () => void;
}

/** The password was right: a code of the app or of the list of recovery codes, or a passkey. */
export function SecondFactorForm({ pending, onDone, onAgain }: SecondFactorFormProps) {
  const { t } = useText();
  const { ticket, hasApp, passkey } = pending;
  const [code, setCode] = useState('');
  const byCode = useMutation({ mutationFn: () => finishSignIn({ ticket, code }), onSuccess: onDone });
  const byPasskey = useMutation({
    mutationFn: async () => finishSignIn({ ticket, response: await showPasskey(passkey ?? {}) }),
    onSuccess: onDone,
  });
  const error = byCode.error ?? byPasskey.error;
  function submit(event: FormEvent): void {
    event.preventDefault();
    byPasskey.reset();
    byCode.mutate();
  }
  return (
    <>
      <h2 className="section">{t('secondFactor.title')}</h2>
      {error && <SignInProblem error={error} />}
      {passkey && canUsePasskeys() && (
        <Button
          variant={hasApp ? 'default' : 'filled'}
          h={48}
          loading={byPasskey.isPending}
          onClick={() => {
            byCode.reset();
            byPasskey.mutate();
          }}
        >
          {t('secondFactor.usePasskey')}
        </Button>
      )}
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={t(hasApp ? 'secondFactor.code' : 'secondFactor.recoveryCode')}
          description={t(hasApp ? 'secondFactor.codeHint' : 'secondFactor.recoveryCodeHint')}
          value={code}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={hasApp}
          size="md"
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button
          type="submit"
          variant={hasApp ? 'filled' : 'default'}
          h={48}
          disabled={code.trim() === ''}
          loading={byCode.isPending}
        >
          {t('session.signIn')}
        </Button>
      </form>
      <Button variant="subtle" color="gray" onClick={onAgain}>
        {t('secondFactor.again')}
      </Button>
      <p className="muted small">{t('secondFactor.lost')}</p>
    </>
  );
}
