import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../../components/problem-note.js';
import { QrCode } from '../../../components/qr-code.js';
import { request } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';
import classes from './settings-frame.module.css';

interface AppSetupProps {
  onOn: (answer: { recoveryCodes: string[] | null }) => void;
  onStop: () => void;
}

/** Sets an authenticator app up: a QR code to scan, or the secret to type, and the first code back. */
export function AppSetup({ onOn, onStop }: AppSetupProps) {
  const { t } = useText();
  const [code, setCode] = useState('');
  // Asked for once: each answer is another secret.
  const { data: app, error } = useQuery({
    queryKey: ['second-factor', 'app'],
    queryFn: () => request<{ secret: string; uri: string }>('POST', '/api/me/second-factor/app'),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const prove = useMutation({
    mutationFn: () => request<{ recoveryCodes: string[] | null }>('POST', '/api/me/second-factor', { code }),
    onSuccess: onOn,
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    prove.mutate();
  }
  const isReady = /^\d{6}$/.test(code.trim());
  return (
    <form className="stack" onSubmit={submit}>
      {(error ?? prove.error) && <ProblemNote error={error ?? prove.error} />}
      {app && (
        <>
          <p>{t('secondFactor.scan')}</p>
          <QrCode text={app.uri} label={t('secondFactor.qr')} />
          <p className="muted small">
            {t('secondFactor.orType')} <span className={`num ${classes.secret}`}>{app.secret}</span>
          </p>
          <TextInput
            className={classes.narrow}
            label={t('secondFactor.code')}
            value={code}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        </>
      )}
      <Group>
        <Button type="submit" disabled={!isReady || !app} loading={prove.isPending}>
          {t(isReady ? 'secondFactor.switchOn' : 'secondFactor.codeFirst')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onStop}>
          {t('cancel')}
        </Button>
      </Group>
    </form>
  );
}
