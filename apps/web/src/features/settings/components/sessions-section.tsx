import type { Device } from '@goodshunter/contracts/api';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { TimeAgo } from '../../../components/time-ago.js';
import { request } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';
import { showError } from '../../../lib/notices.js';
import { deviceName } from '../api/device-name.js';
import { useList } from '../api/use-list.js';
import classes from './settings-frame.module.css';

export function useSessions(isThere: boolean) {
  return useList<Device>(['me', 'sessions'], '/api/me/sessions', isThere);
}

/** Where I am signed in; each can be ended. */
export function SessionsSection() {
  const { t } = useText();
  const client = useQueryClient();
  const { data } = useSessions(true);
  const end = useMutation({
    mutationFn: (id: Device['id'] | 'others') =>
      request('DELETE', id === 'others' ? '/api/me/sessions' : `/api/me/sessions/${id}`),
    onError: showError,
    onSettled: () => client.invalidateQueries({ queryKey: ['me', 'sessions'] }),
  });
  const sessions = data ?? [];
  return (
    <section className={`card ${classes.section}`}>
      <h2 className="section">{t('me.sessions')}</h2>
      {sessions.map((session) => (
        <div key={session.id} className={classes.line}>
          <div className="grow">
            <div className="clip" title={session.agent}>
              {deviceName(session.agent) ?? t('me.unknownDevice')}
            </div>
            <div className="muted small">
              {session.isThis ? t('me.thisDevice') : <TimeAgo at={session.lastUsedAt} />}
            </div>
          </div>
          {!session.isThis && (
            <Button variant="subtle" color="gray" onClick={() => end.mutate(session.id)}>
              {t('me.endSession')}
            </Button>
          )}
        </div>
      ))}
      {sessions.length > 1 && (
        <Button variant="default" mt="sm" onClick={() => end.mutate('others')}>
          {t('me.endOthers')}
        </Button>
      )}
    </section>
  );
}
