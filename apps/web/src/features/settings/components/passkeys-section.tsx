import type { Passkey } from '@goodshunter/contracts/api';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '../../../components/problem-note.js';
import { TimeAgo } from '../../../components/time-ago.js';
import { request } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';
import { showDone, showError } from '../../../lib/notices.js';
import { canUsePasskeys, isBrokenOff, makePasskey } from '../../../lib/passkeys.js';
import { useList } from '../api/use-list.js';
import classes from './settings-frame.module.css';

export function usePasskeyList(isThere: boolean) {
  return useList<Passkey>(['passkeys'], '/api/passkeys', isThere);
}

/** Passkeys: sign in by finger, face or key instead of a password. Made only where browsers make them; removed anywhere. */
export function PasskeysSection() {
  const { t } = useText();
  const client = useQueryClient();
  const { data } = usePasskeyList(true);
  const [name, setName] = useState('');
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['passkeys'] });
    void client.invalidateQueries({ queryKey: ['session'] });
  };
  const make = useMutation({
    mutationFn: () => makePasskey(name.trim()),
    onSuccess() {
      setName('');
      showDone(t('passkeys.made'));
    },
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (id: Passkey['id']) => request('DELETE', `/api/passkeys/${id}`),
    onError: showError,
    onSettled: refresh,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  const isReady = name.trim() !== '';
  return (
    <section className={`card ${classes.section}`}>
      <h2 className="section">{t('passkeys.title')}</h2>
      <p className="muted">{t('passkeys.text')}</p>
      {(data ?? []).map((passkey) => (
        <div key={passkey.id} className={classes.line}>
          <div className="grow">
            <div className="clip">{passkey.name}</div>
            <div className="muted small">
              {passkey.lastUsedAt ? <TimeAgo at={passkey.lastUsedAt} /> : t('passkeys.unused')}
            </div>
          </div>
          <Button
            variant="subtle"
            color="red"
            aria-label={t('passkeys.removeNamed', { name: passkey.name })}
            onClick={() => remove.mutate(passkey.id)}
          >
            {t('passkeys.remove')}
          </Button>
        </div>
      ))}
      {canUsePasskeys() ? (
        <form className={`stack ${classes.narrow}`} onSubmit={submit}>
          {isBrokenOff(make.error) ? (
            <p role="alert">{t('passkeys.stopped')}</p>
          ) : (
            make.error && <ProblemNote error={make.error} />
          )}
          <TextInput
            label={t('passkeys.name')}
            description={t('passkeys.nameHint')}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" disabled={!isReady} loading={make.isPending}>
            {isReady ? t('passkeys.make') : t('passkeys.nameFirst')}
          </Button>
        </form>
      ) : (
        <p className="muted small">{t('passkeys.insecure')}</p>
      )}
    </section>
  );
}
