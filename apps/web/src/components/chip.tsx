import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './chip.module.css';

interface ChipProps {
  children: ReactNode;
  isOn?: boolean;
  icon?: ReactNode;
  tone?: 'plain' | 'trouble';
  /** More than fits into it. */
  title?: string;
  onClick: () => void;
}

/** A toggle: a filter, a tag, a reading. */
export function Chip({ children, isOn = false, icon, tone = 'plain', title, onClick }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      title={title}
      className={`${classes.chip} ${isOn ? classes.on : ''} ${tone === 'trouble' ? classes.trouble : ''}`}
      onClick={onClick}
    >
      {icon}
      <span className="clip">{children}</span>
    </button>
  );
}

/** A filter that is set: its x takes it away. */
export function RemovableChip({
  children,
  label,
  onRemove,
}: {
  children: ReactNode;
  label: string;
  onRemove: () => void;
}) {
  return (
    <button type="button" className={`${classes.chip} ${classes.on}`} onClick={onRemove} aria-label={label}>
      <span className="clip">{children}</span>
      <IconX size={16} stroke={1.75} aria-hidden />
    </button>
  );
}
