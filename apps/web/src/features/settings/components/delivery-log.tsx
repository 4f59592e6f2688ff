import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { TimeAgo } from '../../../components/time-ago.js';
import { request } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';
import { showError } from '../../../lib/notices.js';
import { useList } from '../api/use-list.js';
import classes from './channels-page.module.css';

interface Delivery {
  id: number;
  state: string;
  createdAt: string;
  sentAt?: string | null;
  reason?: string | null;
  sentence?: string | null;
  title?: string | null;
}

/** What was sent, what waits and why, what failed; the newest first. */
export function DeliveryLog({ channelId }: { channelId: number }) {
  const { t } = useText();
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
        {data.map((delivery) => (
          <li key={delivery.id} className="row between">
            <span className="grow">
              <TimeAgo at={delivery.sentAt ?? delivery.createdAt} className="muted small" />{' '}
              {delivery.sentence ?? delivery.title ?? delivery.state}
              {delivery.reason && <span className="muted"> {delivery.reason}</span>}
            </span>
            {(delivery.state === 'failed' || delivery.state === 'given_up') && (
              <Button variant="subtle" size="compact-sm" onClick={() => resend.mutate(delivery.id)}>
                {t('channels.resend')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
