import { Select } from '@mantine/core';
import { useText } from '../../../lib/i18n/index.js';

const DAY_MS = 86_400_000;

export const isMuted = (until: string | null | undefined) => until != null && Date.parse(until) > Date.now();

interface MuteSelectProps {
  /** Until when it is silent as the line is opened. */
  stored: string | null | undefined;
  onChange: (until: string | null) => void;
}

/** For how long nothing is told; what is silent already stays so until something else is chosen. */
export function MuteSelect({ stored, onChange }: MuteSelectProps) {
  const { t } = useText();
  const isSilent = isMuted(stored);
  return (
    <Select
      label={t('rules.mute')}
      data={[
        ...(isSilent ? [{ value: 'as-is', label: t('rules.muted') }] : []),
        { value: '0', label: t('rules.muteNot') },
        { value: '1', label: t('rules.muteDay') },
        { value: '7', label: t('rules.muteWeek') },
      ]}
      defaultValue={isSilent ? 'as-is' : '0'}
      allowDeselect={false}
      onChange={(choice) => {
        const days = Number(choice);
        if (choice === 'as-is') onChange(stored ?? null);
        else onChange(days > 0 ? new Date(Date.now() + days * DAY_MS).toISOString() : null);
      }}
    />
  );
}
