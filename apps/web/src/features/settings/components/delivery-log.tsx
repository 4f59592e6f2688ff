import type { Delivery } from '@goodshunter/contracts/api';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { StatusDot } from '../../../components/status-dot.js';
import { TimeAgo } from '../../../components/time-ago.js';
import { request } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';
import { showError } from '../../../lib/notices.js';
import { useSaid } from '../../../lib/said.js';
import { useList } from '../api/use-list.js';
import classes from './channels-page.module.css';

const TONES = { sent: 'well', waiting: 'slowed', failed: 'trouble' } as const;

/** What was sent, what waits and why, what failed; the newest first. */
export function DeliveryLog({ channelId }: { channelId: number }) {
  const { t } = useText();
  const said = useSaid();
  const client = useQueryClient();
  const key = ['channels', channelId, 'deliveries'];
  const { data } = useList<Delivery>(key, `/api/channels/${channelId}/deliveries`);
  const resend = useMutation({
    mutationFn: (id: number) => request('POST', `/api/deliveries/${id}/resend`),
    onError: showError,
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
  if (!data || data.length === 0) return null;
  return (
    <details>
      <summary className="strong">{t('channels.log')}</summary>
      <ul className={classes.log}>
        {data.map(({ id, state, title, answer, held, notices, sentAt, createdAt }) => (
          <li key={id} className={`row between ${classes.delivery}`}>
            <StatusDot tone={TONES[state]} />
            <span className="grow">
              {title}
              <br />
              <span className="muted small">
                {t(`channels.state.${state}`)}
                {t('join')}
                <TimeAgo at={sentAt ?? createdAt} />
                {notices > 1 ? `${t('join')}${t('channels.together', { count: notices })}` : ''}
                {held ? `${t('join')}${t(`channels.held.${held as 'quiet'}`, { defaultValue: held })}` : ''}
                {answer ? `: ${said(answer)}` : ''}
              </span>
            </span>
            {state === 'failed' && (
              <Button variant="subtle" size="compact-sm" onClick={() => resend.mutate(id)}>
                {t('channels.resend')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
