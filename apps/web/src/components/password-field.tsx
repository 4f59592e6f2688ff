import { PasswordInput } from '@mantine/core';
import { useText } from '../lib/i18n/index.js';

interface PasswordFieldProps {
  label: string;
  description?: string;
  value: string;
  /** Whether a known password is asked for, or one is chosen. */
  autoComplete: 'current-password' | 'new-password';
  error?: string | undefined;
  /** @default 'sm' */
  size?: 'sm' | 'md';
  required?: boolean;
  'data-autofocus'?: true | undefined;
  onChange: (value: string) => void;
}

/** A password, which can be looked at. */
export function PasswordField({ onChange, ...props }: PasswordFieldProps) {
  const { t } = useText();
  return (
    <PasswordInput
      {...props}
      withAsterisk={false}
      visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
