import { PasswordField } from '../../../components/password-field.js';
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
      <PasswordField
        label={t('session.password')}
        value={value}
        autoComplete="new-password"
        required
        size="md"
        error={error}
        onChange={onChange}
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
