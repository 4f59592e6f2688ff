import { Button, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../../components/problem-note.js';
import { faultsOf } from '../../../lib/api-problem.js';
import type { Session } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';
import { MIN_PASSWORD } from '../../../lib/password-strength.js';
import { sessionQuery } from '../../../lib/session.js';
import { setUp, setUpLocally } from '../api/session-api.js';
import { NameField } from './name-field.js';
import { NewPassword } from './new-password.js';
import { SessionCard } from './session-card.js';
import classes from './session-card.module.css';

/** The code of the link: after the `#`, where no log sees it, or in the query. */
function readCode(): string {
  const fragment = new URLSearchParams(location.hash.slice(1)).get('code');
  return fragment ?? new URLSearchParams(location.search).get('code') ?? '';
}

/** The first minute: whoever holds the printed link names the first admin. */
export default function SetupPage({ session }: { session: Session }) {
  const { t } = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [linkCode] = useState(readCode);
  const [code, setCode] = useState(linkCode);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');

  const done = {
    async onSuccess() {
      await navigate({ to: '/', search: {}, hash: '', replace: true });
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  };
  const create = useMutation({ mutationFn: () => setUp(code.trim(), name.trim(), password), ...done });
  const goOn = useMutation({ mutationFn: () => setUpLocally(code.trim()), ...done });
  const error = create.error ?? goOn.error;
  const fields = faultsOf(error, t);
  const isReady = code.trim() !== '' && name.trim() !== '' && password.length >= MIN_PASSWORD;

  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate();
  }

  return (
    <SessionCard
      title={t('setup.title')}
      hint={linkCode === '' ? t('setup.noCode') : t('setup.hint')}
      foot={
        session.isLocal &&
        code.trim() !== '' && (
          <>
            <Button variant="subtle" color="gray" loading={goOn.isPending} onClick={() => goOn.mutate()}>
              {t('setup.local')}
            </Button>
            <p className="muted small">{t('setup.localHint')}</p>
          </>
        )
      }
    >
      <form className="stack" onSubmit={submit}>
        {linkCode === '' ? (
          <TextInput
            label={t('setup.code')}
            description={t('setup.codeHint')}
            value={code}
            autoComplete="off"
            size="md"
            error={fields.code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        ) : (
          <p className={classes.accepted}>
            <IconCircleCheck size={18} stroke={1.75} aria-hidden />
            {t('setup.codeFound')}
          </p>
        )}
        {error && Object.keys(fields).length === 0 && <ProblemNote error={error} />}
        <NameField value={name} error={fields.name} onChange={setName} />
        <NewPassword value={password} error={fields.password} onChange={setPassword} />
        <Button type="submit" h={48} disabled={!isReady} loading={create.isPending}>
          {isReady ? t('setup.open') : t('setup.missing')}
        </Button>
      </form>
    </SessionCard>
  );
}
