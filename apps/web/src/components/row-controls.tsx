import { IconDots } from '@tabler/icons-react';
import classes from './row-controls.module.css';

/*
 * What stands in each row of a long list: the browser's own elements, looking as their sisters of the library do. Of those a screen
 * of rows has a hundred, and drawing them took most of what scrolling cost.
 */

interface RowCheckboxProps {
  label: string;
  isChecked: boolean;
  onChange: () => void;
}

export function RowCheckbox({ label, isChecked, onChange }: RowCheckboxProps) {
  return (
    <input type="checkbox" className={classes.checkbox} aria-label={label} checked={isChecked} onChange={onChange} />
  );
}

interface RowSwitchProps {
  label: string;
  isOn: boolean;
  isDisabled: boolean;
  /** For fingers. */
  isLarge: boolean;
  onChange: (isOn: boolean) => void;
}

export function RowSwitch({ label, isOn, isDisabled, isLarge, onChange }: RowSwitchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      className={`${classes.switch} ${isLarge ? classes.large : ''}`}
      aria-label={label}
      checked={isOn}
      aria-checked={isOn}
      disabled={isDisabled}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

interface RowMoreProps {
  label: string;
  isOpen: boolean;
  onOpen: () => void;
}

/** Opens what can be done with a row. */
export function RowMore({ label, isOpen, onOpen }: RowMoreProps) {
  return (
    <button
      type="button"
      className={classes.more}
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={isOpen}
      onClick={onOpen}
    >
      <IconDots size={18} stroke={1.75} aria-hidden />
    </button>
  );
}
