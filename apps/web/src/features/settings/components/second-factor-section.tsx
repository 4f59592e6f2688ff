import type { SecondFactor } from '@goodshunter/contracts/api';
import { Button, Group } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CopyTextButton } from '../../../components/copy-text-button.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { get, request } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';
import { showDone } from '../../../lib/notices.js';
import { useMe } from '../../../lib/session.js';
import { AppSetup } from './app-setup.js';
import classes from './settings-frame.module.css';

interface WithCodes {
  recoveryCodes: string[] | null;
}

export function useSecondFactor(isThere: boolean) {
  return useQuery({
    queryKey: ['second-factor'],
    queryFn: ({ signal }) => get<SecondFactor>('/api/me/second-factor', signal),
    enabled: isThere,
  });
}

/** What is asked for after the password: a passkey, or the code of an app; and codes for the day when neither is at hand. */
export function SecondFactorSection() {
  const { t } = useText();
  const me = useMe();
  const client = useQueryClient();
  const { data: state } = useSecondFactor(true);
  const [isSettingUp, setSettingUp] = useState(false);
  const [codes, setCodes] = useState<string[] | null>(null);
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['second-factor'] });
    void client.invalidateQueries({ queryKey: ['session'] });
  };
  function onOn({ recoveryCodes }: WithCodes): void {
    setSettingUp(false);
    if (recoveryCodes) setCodes(recoveryCodes);
    showDone(t('secondFactor.isOn'));
    refresh();
  }
  const usePasskeys = useMutation({
    mutationFn: () => request<WithCodes>('POST', '/api/me/second-factor', {}),
    onSuccess: onOn,
  });
  const renew = useMutation({
    mutationFn: () => request<WithCodes>('POST', '/api/me/second-factor/recovery-codes'),
    onSuccess: ({ recoveryCodes }) => setCodes(recoveryCodes),
    onSettled: refresh,
  });
  const off = useMutation({
    mutationFn: () => request('DELETE', '/api/me/second-factor'),
    onSuccess: () => setCodes(null),
    onSettled: refresh,
  });
  if (!state) return null;
  const error = usePasskeys.error ?? renew.error ?? off.error;
  const { isOn, hasApp, canUseApp, passkeys, recoveryCodesLeft } = state;
  return (
    <section className={`card stack ${classes.section}`}>
      <h2 className="section">{t('secondFactor.title')}</h2>
      <p className="muted">{t('secondFactor.text')}</p>
      {error && <ProblemNote error={error} />}
      {!me.hasPassword && <p>{t('secondFactor.noPassword')}</p>}
      {isOn && (
        <p>
          {t(hasApp ? 'secondFactor.withApp' : 'secondFactor.withPasskey')}{' '}
          {t('secondFactor.codesLeft', { count: recoveryCodesLeft })}
        </p>
      )}
      {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      {isSettingUp && <AppSetup onOn={onOn} onStop={() => setSettingUp(false)} />}
      {me.hasPassword && !isSettingUp && !codes && (
        <Group>
          {canUseApp && (
            <Button variant={isOn ? 'default' : 'filled'} onClick={() => setSettingUp(true)}>
              {t(hasApp ? 'secondFactor.otherApp' : 'secondFactor.useApp')}
            </Button>
          )}
          {!isOn && passkeys > 0 && (
            <Button variant="default" loading={usePasskeys.isPending} onClick={() => usePasskeys.mutate()}>
              {t('secondFactor.usePasskeys')}
            </Button>
          )}
          {isOn && (
            <>
              <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
                {t('secondFactor.newCodes')}
              </Button>
              <Button variant="subtle" color="red" loading={off.isPending} onClick={() => off.mutate()}>
                {t('secondFactor.off')}
              </Button>
            </>
          )}
        </Group>
      )}
      {!isOn && !canUseApp && passkeys === 0 && <p className="muted small">{t('secondFactor.needsPasskey')}</p>}
    </section>
  );
}

/** Shown once, to be kept elsewhere. */
function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const { t } = useText();
  return (
    <div className="stack" role="status">
      <p className="strong">{t('secondFactor.codesOnce')}</p>
      <ul className={`num ${classes.codes}`}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group>
        <CopyTextButton value={codes.join('\n')} />
        <Button onClick={onKept}>{t('secondFactor.kept')}</Button>
      </Group>
    </div>
  );
}
