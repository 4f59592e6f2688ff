import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../../components/problem-note.js';
import { faultsOf } from '../../../lib/api-problem.js';
import { useText } from '../../../lib/i18n/index.js';
import { MIN_PASSWORD } from '../../../lib/password-strength.js';
import { sessionQuery } from '../../../lib/session.js';
import { acceptInvite } from '../api/session-api.js';
import { NameField } from './name-field.js';
import { NewPassword } from './new-password.js';
import { SessionCard } from './session-card.js';

/** An invite: a name and a password, and one is in. */
export default function InvitePage() {
  const { t } = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { code = '' } = useParams({ strict: false });
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const accept = useMutation({
    mutationFn: () => acceptInvite(code, name.trim(), password),
    async onSuccess() {
      await navigate({ to: '/', replace: true });
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
  const fields = faultsOf(accept.error, t);
  const isReady = name.trim() !== '' && password.length >= MIN_PASSWORD;
  function submit(event: FormEvent): void {
    event.preventDefault();
    accept.mutate();
  }
  return (
    <SessionCard title={t('invite.title')} hint={t('invite.hint')}>
      <form className="stack" onSubmit={submit}>
        {accept.error && Object.keys(fields).length === 0 && <ProblemNote error={accept.error} />}
        <NameField value={name} error={fields.name} onChange={setName} />
        <NewPassword value={password} error={fields.password} onChange={setPassword} />
        <Button type="submit" h={48} disabled={!isReady} loading={accept.isPending}>
          {isReady ? t('invite.accept') : t('setup.missing')}
        </Button>
      </form>
    </SessionCard>
  );
}
