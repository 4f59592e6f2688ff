import type { Channel } from '@goodshunter/contracts/api';
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../lib/i18n/index.js';
import { ChannelChoices } from './channel-choices.js';
import { EditableLine } from './editable-line.js';
import type { LineProps } from './line-props.js';

/** By which channels its owner is told: those that are on for new hunts, or these. */
export function ChannelsLine({
  hunt,
  onEdit,
  onSave,
  channels,
  ...line
}: LineProps & { channels: readonly Channel[] }) {
  const { t } = useText();
  const [chosen, setChosen] = useState<string[]>([]);
  // What a hunt follows that names none: one's own that are on for new hunts.
  const followed = channels.filter(({ onForNewHunts }) => onForNewHunts).map(({ id }) => id);
  const isFollowed = chosen.length === followed.length && followed.every((id) => chosen.includes(String(id)));
  // None chosen of none to follow: silence where channels were named before, else as it was.
  const isSilenced = chosen.length === 0 && hunt.notify !== null;
  const told = channels.filter(({ id }) => hunt.notify?.includes(id)).map(({ name }) => name);
  return (
    <EditableLine
      {...line}
      label={t('hunt.by')}
      value={hunt.notify === null ? t('hunt.allChannels') : told.join(t('join')) || t('hunt.noChannel')}
      onEdit={
        onEdit &&
        (() => {
          setChosen((hunt.notify ?? followed).map(String));
          onEdit();
        })
      }
      onSave={() => onSave({ notify: isFollowed && !isSilenced ? null : chosen.map(Number) })}
    >
      <Checkbox.Group value={chosen} onChange={setChosen} label={t('hunt.by')}>
        <ChannelChoices channels={channels} />
      </Checkbox.Group>
    </EditableLine>
  );
}
