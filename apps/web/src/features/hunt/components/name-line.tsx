import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../lib/i18n/index.js';
import { EditableLine } from './editable-line.js';
import type { LineProps } from './line-props.js';

export function NameLine({ hunt, onEdit, onSave, error: _told, ...line }: LineProps) {
  const { t } = useText();
  const [name, setName] = useState(hunt.name);
  return (
    <EditableLine
      {...line}
      label={t('hunt.name')}
      value={hunt.name}
      problem={name.trim() === '' ? t('hunt.nameMissing') : undefined}
      onEdit={
        onEdit &&
        (() => {
          setName(hunt.name);
          onEdit();
        })
      }
      onSave={() => onSave({ name: name.trim() })}
    >
      <TextInput
        label={t('hunt.name')}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </EditableLine>
  );
}
