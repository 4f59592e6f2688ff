import { Checkbox } from '@mantine/core';
import { useText } from '../../../lib/i18n/index.js';

interface ChannelChoicesProps {
  channels: readonly { id: number; name: string; lentBy?: string | null }[];
}

/** Channels to tick, one's own and those that others lend; within a group of checkboxes. */
export function ChannelChoices({ channels }: ChannelChoicesProps) {
  const { t } = useText();
  if (channels.length === 0) return <p className="muted small">{t('hunt.noChannelsYet')}</p>;
  return channels.map(({ id, name, lentBy }) => (
    <Checkbox
      key={id}
      value={String(id)}
      label={name}
      description={lentBy ? t('channels.lentBy', { name: lentBy }) : undefined}
      mt={8}
    />
  ));
}
