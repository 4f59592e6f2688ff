import type { Share } from '@goodshunter/contracts/api';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { ProblemNote } from '../../../components/problem-note.js';
import { request } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';
import { useList } from '../api/use-list.js';
import classes from './channels-page.module.css';

/** Who else may have their hunts tell by a channel, without reading or changing it. */
export function ChannelLending({ channelId }: { channelId: number }) {
  const { t } = useText();
  const client = useQueryClient();
  const path = `/api/channels/${channelId}/shares`;
  const key = ['channel-shares', String(channelId)];
  const { data = [], error } = useList<Omit<Share, 'role'>>(key, path);
  const [name, setName] = useState('');
  const refresh = { onSettled: () => client.invalidateQueries({ queryKey: key }) };
  const lend = useMutation({
    mutationFn: () => request('POST', path, { userName: name.trim() }),
    onSuccess: () => setName(''),
    ...refresh,
  });
  const takeBack = useMutation({ mutationFn: (userId: number) => request('DELETE', `${path}/${userId}`), ...refresh });
  const problem = lend.error ?? takeBack.error ?? error;

  // It stands within the form of the channel, which Enter would save.
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    if (name.trim() !== '') lend.mutate();
  }
  return (
    <section className={`stack ${classes.lending}`} aria-label={t('channels.lend')}>
      <h3 className="strong">{t('channels.lend')}</h3>
      <p className="muted small">{t('channels.lendHint')}</p>
      {problem && <ProblemNote error={problem} />}
      {data.map((share) => (
        <div key={share.userId} className="row between">
          <span className="strong clip">{share.name}</span>
          <ActionIcon
            aria-label={t('channels.lendEnd', { name: share.name })}
            onClick={() => takeBack.mutate(share.userId)}
          >
            <IconTrash size={18} stroke={1.75} />
          </ActionIcon>
        </div>
      ))}
      <div className="row" style={{ alignItems: 'flex-end' }}>
        <TextInput
          className="grow"
          label={t('channels.lendTo')}
          value={name}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button variant="default" disabled={name.trim() === ''} loading={lend.isPending} onClick={() => lend.mutate()}>
          {t('channels.lend')}
        </Button>
      </div>
    </section>
  );
}
