import { TextInput } from '@mantine/core';
import { useText } from '../../../lib/i18n/index.js';

interface NameFieldProps {
  value: string;
  /** @default 'username' */
  autoComplete?: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** The name somebody signs in by: the first field of its page. */
export function NameField({ value, autoComplete = 'username', error, onChange }: NameFieldProps) {
  const { t } = useText();
  return (
    <TextInput
      label={t('session.name')}
      value={value}
      autoComplete={autoComplete}
      autoFocus
      required
      withAsterisk={false}
      size="md"
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
