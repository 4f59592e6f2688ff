import { PasswordInput } from '@mantine/core';
import { useText } from '../../../lib/i18n/index.js';
import { passwordStrength } from '../../../lib/password-strength.js';
import classes from './session-card.module.css';

interface NewPasswordProps {
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** A field for a password that is chosen, with how good it is in words and bars. */
export function NewPassword({ value, error, onChange }: NewPasswordProps) {
  const { t } = useText();
  const strength = passwordStrength(value);
  return (
    <>
      <PasswordInput
        label={t('session.password')}
        value={value}
        autoComplete="new-password"
        required
        withAsterisk={false}
        size="md"
        error={error}
        visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={classes.bars} aria-hidden>
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} data-on={bar <= strength} />
        ))}
      </div>
      <p className={`${classes.strength} muted small`}>{t(`session.strength.${strength}`)}</p>
    </>
  );
}
