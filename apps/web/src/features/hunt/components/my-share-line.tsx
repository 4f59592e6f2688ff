import { Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { request } from '../../../lib/api-client.js';
import type { Hunt } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';
import { showError } from '../../../lib/notices.js';
import { useCan } from '../../../lib/operations.js';
import { ChannelChoices } from './channel-choices.js';
import { EditableLine } from './editable-line.js';
import { isMuted, MuteSelect } from './mute-select.js';

type MyShare = NonNullable<Hunt['myShare']>;

interface MyShareLineProps {
  huntId: number;
  share: MyShare;
  /** One's own channels, and those that others lend. */
  channels: readonly { id: number; name: string; lentBy?: string | null }[];
}

/** By what one is told of somebody else's hunt, and whether at all: of a share this is its reader's own. */
export function MyShareLine({ huntId, share, channels }: MyShareLineProps) {
  const { t } = useText();
  const can = useCan();
  const client = useQueryClient();
  const [draft, setDraft] = useState<MyShare>();
  const change = useMutation({
    mutationFn: (wanted: MyShare) => request('PATCH', `/api/tasks/${huntId}/shares/me`, wanted),
    onSuccess: () => setDraft(undefined),
    onError: showError,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['hunt', huntId] }),
        client.invalidateQueries({ queryKey: ['hunts'] }),
      ]),
  });
  // One beyond the first page of a long list.
  const others = share.notify.filter((id) => !channels.some((channel) => channel.id === id));
  const choices = [...channels, ...others.map((id) => ({ id, name: `#${id}` }))];
  const told = choices.filter(({ id }) => share.notify.includes(id)).map(({ name }) => name);
  return (
    <EditableLine
      label={t('hunt.by')}
      value={isMuted(share.mutedUntil) ? t('rules.muted') : told.join(t('join')) || t('hunt.noChannel')}
      isEditing={draft !== undefined}
      isSaving={change.isPending}
      onEdit={can('PATCH /api/tasks/{id}/shares/me') ? () => setDraft(share) : undefined}
      onCancel={() => setDraft(undefined)}
      onSave={() => draft && change.mutate(draft)}
    >
      <Checkbox.Group
        label={t('hunt.by')}
        description={t('hunt.ownChannels')}
        value={(draft?.notify ?? []).map(String)}
        onChange={(ids) => draft && setDraft({ ...draft, notify: ids.map(Number) })}
      >
        <ChannelChoices channels={choices} />
      </Checkbox.Group>
      <MuteSelect stored={share.mutedUntil} onChange={(mutedUntil) => draft && setDraft({ ...draft, mutedUntil })} />
    </EditableLine>
  );
}
