import type { DeadLetter } from '@goodshunter/contracts/api';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { TimeAgo } from '../../../components/time-ago.js';
import { request } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';
import { showError } from '../../../lib/notices.js';
import { useList } from '../api/use-list.js';
import classes from './system-page.module.css';

/** What the queue gave up, each with its reason: again, or away with it. */
export function DeadLetters() {
  const { t } = useText();
  const client = useQueryClient();
  const { data } = useList<DeadLetter>(['system', 'dead-letters'], '/api/system/dead-letters');
  const act = useMutation({
    mutationFn: ({ id, what }: { id: string; what: 'retry' | 'discard' }) =>
      what === 'retry'
        ? request('POST', `/api/system/dead-letters/${id}/retry`)
        : request('DELETE', `/api/system/dead-letters/${id}`),
    onError: showError,
    onSettled: () => client.invalidateQueries({ queryKey: ['system'] }),
  });
  return (
    <section className={`card ${classes.section}`}>
      <h2 className="section">{t('system.deadLetters')}</h2>
      <ul>
        {(data ?? []).map((letter) => (
          <li key={letter.id} className={classes.letter}>
            <span className="grow">
              <span className="strong">{letter.taskName ?? letter.taskId ?? letter.id}</span>
              <br />
              <span className="muted small">
                {letter.kind ? `${t(`system.letter.${letter.kind}`, { count: letter.deliveries })} ` : ''}
                <q>{letter.reason}</q> · <TimeAgo at={letter.buriedAt} />
              </span>
            </span>
            <Button variant="subtle" onClick={() => act.mutate({ id: letter.id, what: 'retry' })}>
              {t('system.retry')}
            </Button>
            <Button variant="subtle" color="red" onClick={() => act.mutate({ id: letter.id, what: 'discard' })}>
              {t('system.discard')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
