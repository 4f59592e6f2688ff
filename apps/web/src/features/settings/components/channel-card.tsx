import type { ChannelTest } from '@goodshunter/contracts/api';
import { Button, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { StatusDot, type Tone } from '../../../components/status-dot.js';
import { useDurationText } from '../../../components/time-ago.js';
import { request } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';
import { showDone, showError, showRefused } from '../../../lib/notices.js';
import { useSaid } from '../../../lib/said.js';
import { useNow } from '../../../lib/use-now.js';
import type { ChannelEntry } from '../api/channel-types.js';
import { ChannelHead } from './channel-head.js';
import classes from './channels-page.module.css';

/** One channel: its switch, what happened to the last delivery, and a test. */
export function ChannelCard({ channel, onEdit }: { channel: ChannelEntry; onEdit: () => void }) {
  const { t } = useText();
  const said = useSaid();
  const client = useQueryClient();
  const refresh = { onSettled: () => client.invalidateQueries({ queryKey: ['channels'] }) };
  const toggle = useMutation({
    mutationFn: (isEnabled: boolean) => request('PATCH', `/api/channels/${channel.id}`, { isEnabled }),
    onError: showError,
    ...refresh,
  });
  const test = useMutation({
    mutationFn: () => request<ChannelTest>('POST', `/api/channels/${channel.id}/test`),
    onSuccess: ({ delivered, message }) =>
      delivered ? showDone(t('channels.testArrived', { message: said(message) })) : showRefused(said(message)),
    onError: showError,
    ...refresh,
  });
  const { tone, text } = useStateText(channel);
  const { topic, address: mail, roomId, chatId } = channel.config;
  const address = [topic, mail, roomId, chatId, ...Object.values(channel.config)].find(
    (value) => typeof value === 'string',
  );
  const isBroken = channel.state === 'dead' || channel.state === 'misconfigured';
  return (
    <li className="card">
      <ChannelHead channel={channel} where={String(address ?? channel.kind)}>
        <Switch
          aria-label={t('channels.switch', { name: channel.name })}
          checked={toggle.isPending ? toggle.variables : channel.isEnabled}
          onChange={(event) => toggle.mutate(event.currentTarget.checked)}
        />
      </ChannelHead>
      <p className={classes.state}>
        <StatusDot tone={tone} />
        <span style={tone === 'trouble' ? { color: 'var(--red)', fontWeight: 560 } : {}}>{text}</span>
      </p>
      <div className={classes.foot}>
        <span className="muted small">
          {[t('channels.sentMonth', { count: channel.sent }), channel.onForNewHunts ? t('channels.onForNew') : '']
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="row">
          <Button variant={isBroken ? 'light' : 'subtle'} color={isBroken ? 'accent' : 'gray'} onClick={onEdit}>
            {t(isBroken ? 'channels.fix' : 'channels.change')}
          </Button>
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            {t('channels.test')}
          </Button>
        </span>
      </div>
    </li>
  );
}

function useStateText({ isEnabled, state, lastSuccessAt, lastError, waiting = 0 }: ChannelEntry): {
  tone: Tone;
  text: string;
} {
  const { t } = useText();
  const said = useSaid();
  const { ago } = useDurationText();
  const now = useNow();
  if (!isEnabled) return { tone: 'off', text: t('channels.off') };
  if (state === 'dead' || state === 'misconfigured')
    return { tone: 'trouble', text: lastError ? said(lastError) : t('channels.refused') };
  if (state === 'waiting' || state === 'retrying') {
    return {
      tone: 'slowed',
      text: [t('channels.waits', { count: waiting }), lastError && said(lastError)].filter(Boolean).join(t('join')),
    };
  }
  if (lastSuccessAt)
    return { tone: 'well', text: t('channels.delivered', { ago: ago(now - Date.parse(lastSuccessAt)) }) };
  return { tone: 'off', text: t('channels.nothingYet') };
}
