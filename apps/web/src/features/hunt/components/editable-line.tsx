import { ActionIcon, Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../../../lib/i18n/index.js';
import classes from './editable-line.module.css';

interface EditableLineProps {
  label: string;
  /** The setting as a sentence. */
  value: ReactNode;
  /** Undefined: it can only be read. */
  onEdit?: (() => void) | undefined;
  isEditing?: boolean;
  /** Why it cannot be saved; undefined: it can. */
  problem?: string | undefined;
  isSaving?: boolean;
  onSave?: () => void;
  onCancel?: () => void;
  children?: ReactNode;
}

/** A setting that is a sentence, edited where it stands. */
export function EditableLine(props: EditableLineProps) {
  const { label, value, onEdit, isEditing = false, problem, isSaving = false, onSave, onCancel, children } = props;
  const { t } = useText();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (isEditing) form.current?.querySelector<HTMLElement>('input')?.focus();
  }, [isEditing]);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (problem === undefined) onSave?.();
  }

  if (!isEditing) {
    return (
      <div className={classes.line}>
        <div className="grow">
          <div className="muted small">{label}</div>
          <div className="strong">{value}</div>
        </div>
        {onEdit && (
          <ActionIcon aria-label={t('edit', { what: label })} onClick={onEdit}>
            <IconPencil size={18} stroke={1.75} />
          </ActionIcon>
        )}
      </div>
    );
  }
  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel?.();
      }}
    >
      {children}
      {problem && <p className={classes.problem}>{problem}</p>}
      <div className="row">
        <Button type="submit" loading={isSaving} disabled={problem !== undefined}>
          {t('save')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
