import type { ChannelSetup } from '@goodshunter/contracts/api';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ProblemNote } from '../../../components/problem-note.js';
import { get, request } from '../../../lib/api-client.js';
import { safeUrl } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useSaid } from '../../../lib/said.js';
import type { ChannelKind } from '../api/channel-types.js';
import { PushRefusedError, pushObstacle, subscribePush } from '../api/subscribe-push.js';
import classes from './channels-page.module.css';

interface ChannelSetupStepsProps {
  kind: ChannelKind;
  config: Record<string, unknown>;
  setup: ChannelSetup | undefined;
  onSetup: (setup: ChannelSetup) => void;
  onConfig: (config: Record<string, unknown>) => void;
}

/** Connects what cannot be pasted: by a code that is sent there, a link that finds the place, or a click in this browser. */
export function ChannelSetupSteps(props: ChannelSetupStepsProps) {
  return props.kind.setup === 'click' ? <PushStep {...props} /> : <CodeOrLinkStep {...props} />;
}

function CodeOrLinkStep({ kind, config, setup, onSetup }: ChannelSetupStepsProps) {
  const { t } = useText();
  const said = useSaid();
  const [code, setCode] = useState('');
  const start = useMutation({
    mutationFn: () => request<ChannelSetup>('POST', '/api/channel-setups', { kind: kind.kind, config }),
    onSuccess: onSetup,
  });
  const confirm = useMutation({
    mutationFn: (id: number) =>
      request<ChannelSetup>('POST', `/api/channel-setups/${id}/confirm`, { code: code.trim() }),
    onSuccess: onSetup,
  });
  const isWaiting = setup?.state === 'waiting';
  const { data } = useQuery({
    queryKey: ['channel-setup', setup?.id],
    queryFn: ({ signal }) => get<ChannelSetup>(`/api/channel-setups/${setup?.id}`, signal),
    enabled: isWaiting,
    refetchInterval: 2000,
  });
  useEffect(() => {
    if (data && data.state !== setup?.state) onSetup(data);
  }, [data, setup, onSetup]);
  const error = start.error ?? confirm.error;
  const link = safeUrl(setup?.link);
  return (
    <div className={classes.setup}>
      {error && <ProblemNote error={error} />}
      {setup && (
        <p role="status">
          {setup.state === 'found' && setup.label ? t('channels.found', { label: setup.label }) : said(setup.sentence)}
        </p>
      )}
      {isWaiting && link && (
        <Button component="a" href={link} target="_blank" rel="noopener noreferrer" variant="light">
          {t('channels.follow')}
        </Button>
      )}
      {isWaiting && kind.setup === 'code' && (
        <div className="row" style={{ alignItems: 'flex-end' }}>
          <TextInput
            className="grow"
            label={t('channels.code')}
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button
            variant="default"
            disabled={code.trim() === ''}
            loading={confirm.isPending}
            onClick={() => confirm.mutate(setup.id)}
          >
            {t('channels.confirm')}
          </Button>
        </div>
      )}
      {setup?.state !== 'found' && (
        <Button variant={setup ? 'subtle' : 'light'} loading={start.isPending} onClick={() => start.mutate()}>
          {t(setup ? 'channels.again' : kind.setup === 'code' ? 'channels.sendCode' : 'channels.makeLink')}
        </Button>
      )}
    </div>
  );
}

function PushStep({ kind, config, onConfig }: ChannelSetupStepsProps) {
  const { t } = useText();
  const obstacle = pushObstacle();
  const subscribe = useMutation({ mutationFn: () => subscribePush(kind.publicKey ?? ''), onSuccess: onConfig });
  const isDone = typeof config.endpoint === 'string';
  return (
    <div className={classes.setup}>
      {subscribe.error && (
        <p role="alert">
          {t(subscribe.error instanceof PushRefusedError ? 'channels.push.refused' : 'channels.push.failed')}
        </p>
      )}
      {obstacle && <p>{t(`channels.push.${obstacle}`)}</p>}
      {isDone ? (
        <p role="status">{t('channels.push.done')}</p>
      ) : (
        <Button
          variant="light"
          disabled={obstacle !== undefined}
          loading={subscribe.isPending}
          onClick={() => subscribe.mutate()}
        >
          {t('channels.push.ask')}
        </Button>
      )}
    </div>
  );
}
