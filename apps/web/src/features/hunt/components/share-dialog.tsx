import type { Share } from '@goodshunter/contracts/api';
import { ActionIcon, Button, Group, Modal, Select, Switch, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { CopyTextButton } from '../../../components/copy-text-button.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { get, request } from '../../../lib/api-client.js';
import { formatDay } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useCan } from '../../../lib/operations.js';

type Role = 'viewer' | 'editor';

/** Who else sees a hunt, and a link that anybody can read who has it. Nothing is sent to anybody's server. */
export default function ShareDialog({ huntId, onClose }: { huntId: number; onClose: () => void }) {
  const { t, locale } = useText();
  const can = useCan();
  const client = useQueryClient();
  const key = ['hunt', huntId, 'shares'];
  const shares = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      get<{ data: Share[]; withGuests?: boolean; publicLinkSince?: string | null }>(
        `/api/tasks/${huntId}/shares`,
        signal,
      ),
  });
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [link, setLink] = useState<string>();
  const refresh = { onSettled: () => client.invalidateQueries({ queryKey: key }) };
  const add = useMutation({
    mutationFn: () => request('POST', `/api/tasks/${huntId}/shares`, { userName: name.trim(), role }),
    onSuccess: () => setName(''),
    ...refresh,
  });
  const remove = useMutation({
    mutationFn: (userId: number) => request('DELETE', `/api/tasks/${huntId}/shares/${userId}`),
    ...refresh,
  });
  const guests = useMutation({
    mutationFn: (isShown: boolean) => request(isShown ? 'PUT' : 'DELETE', `/api/tasks/${huntId}/guests`),
    ...refresh,
  });
  const publish = useMutation({
    mutationFn: () => request<{ url: string }>('POST', `/api/tasks/${huntId}/public-link`),
    onSuccess: ({ url }) => setLink(url),
    ...refresh,
  });
  const unpublish = useMutation({
    mutationFn: () => request('DELETE', `/api/tasks/${huntId}/public-link`),
    onSuccess: () => setLink(undefined),
    ...refresh,
  });
  const list = shares.data?.data ?? [];
  const since = shares.data?.publicLinkSince;
  const error = add.error ?? remove.error ?? guests.error ?? publish.error ?? unpublish.error;
  const roles = [
    { value: 'viewer', label: t('share.viewer') },
    { value: 'editor', label: t('share.editor') },
  ];

  function submit(event: FormEvent): void {
    event.preventDefault();
    add.mutate();
  }

  return (
    <Modal opened onClose={onClose} title={t('share.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <div className="stack">
        {error && <ProblemNote error={error} />}
        {list.map((share) => (
          <div key={share.userId} className="row between">
            <span className="strong">{share.name}</span>
            <span className="row muted">
              {t(`share.${share.role}`)}
              <ActionIcon aria-label={t('share.end', { name: share.name })} onClick={() => remove.mutate(share.userId)}>
                <IconTrash size={18} stroke={1.75} />
              </ActionIcon>
            </span>
          </div>
        ))}
        <form onSubmit={submit} className="stack">
          <Group align="flex-end" grow>
            <TextInput
              label={t('share.person')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              data-autofocus
            />
            <Select
              label={t('share.may')}
              data={roles}
              value={role}
              allowDeselect={false}
              onChange={(value) => setRole(value as Role)}
            />
          </Group>
          <Button type="submit" disabled={name.trim() === ''} loading={add.isPending}>
            {t('share.add')}
          </Button>
        </form>
        {can('PUT /api/tasks/{id}/guests') && (
          <Switch
            label={t('share.guests')}
            checked={guests.isPending ? guests.variables : (shares.data?.withGuests ?? false)}
            onChange={(event) => guests.mutate(event.currentTarget.checked)}
          />
        )}
        {can('POST /api/tasks/{id}/public-link') && (
          <div className="stack">
            <p className="muted small">{t('share.linkHint')}</p>
            {link ? (
              <TextInput
                readOnly
                label={t('share.link')}
                value={link}
                onFocus={(event) => event.currentTarget.select()}
              />
            ) : (
              since && <p role="status">{t('share.linkSince', { day: formatDay(since, locale) })}</p>
            )}
            <Group>
              {link ? (
                <CopyTextButton value={link} />
              ) : (
                <Button variant="default" loading={publish.isPending} onClick={() => publish.mutate()}>
                  {t(since ? 'share.renewLink' : 'share.makeLink')}
                </Button>
              )}
              {(link || since) && (
                <Button variant="subtle" color="gray" loading={unpublish.isPending} onClick={() => unpublish.mutate()}>
                  {t('share.endLink')}
                </Button>
              )}
            </Group>
          </div>
        )}
      </div>
    </Modal>
  );
}
