import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../../components/problem-note.js';
import { request } from '../../../lib/api-client.js';
import { faultsOf } from '../../../lib/api-problem.js';
import { useText } from '../../../lib/i18n/index.js';
import { showDone } from '../../../lib/notices.js';
import { MIN_PASSWORD } from '../../../lib/password-strength.js';
import { sessionQuery } from '../../../lib/session.js';
import { NewPassword } from './new-password.js';
import { SessionCard } from './session-card.js';

/** A new password by the code of a link, which stands behind the `#`, where no log sees it. */
export default function ResetPasswordPage() {
  const { t } = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [code] = useState(() => new URLSearchParams(location.hash.slice(1)).get('code') ?? '');
  const [password, setPassword] = useState('');
  const [endTokens, setEndTokens] = useState(false);
  const reset = useMutation({
    mutationFn: () => request('POST', '/api/session/password', { code, password, ...(endTokens ? { endTokens } : {}) }),
    async onSuccess() {
      showDone(t('me.passwordChanged'));
      // Every session of this account has ended with the old password.
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      void navigate({ to: '/', hash: '', replace: true });
    },
  });
  const fields = faultsOf(reset.error, t);
  function submit(event: FormEvent): void {
    event.preventDefault();
    reset.mutate();
  }
  if (code === '') {
    return (
      <SessionCard title={t('me.newPassword')}>
        <p role="alert">{t('session.noCode')}</p>
        <Button h={48} renderRoot={(props) => <Link {...props} to="/" />}>
          {t('session.signIn')}
        </Button>
      </SessionCard>
    );
  }
  return (
    <SessionCard title={t('me.newPassword')}>
      <form className="stack" onSubmit={submit}>
        {reset.error && !fields.password && <ProblemNote error={reset.error} />}
        <NewPassword value={password} error={fields.password} onChange={setPassword} />
        <p className="muted small">{t('session.sessionsEnd')}</p>
        <Checkbox
          label={t('session.endTokens')}
          description={t('session.endTokensHint')}
          checked={endTokens}
          onChange={(event) => setEndTokens(event.currentTarget.checked)}
        />
        <Button type="submit" h={48} disabled={password.length < MIN_PASSWORD} loading={reset.isPending}>
          {t('me.changePassword')}
        </Button>
      </form>
    </SessionCard>
  );
}
