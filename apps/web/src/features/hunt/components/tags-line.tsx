import { TagsInput } from '@mantine/core';
import { useState } from 'react';
import { actOnHunts } from '../../../lib/hunt-api.js';
import { useText } from '../../../lib/i18n/index.js';
import { showError } from '../../../lib/notices.js';
import { EditableLine } from './editable-line.js';
import type { LineProps } from './line-props.js';

export function TagsLine({ hunt, onEdit, onSave, error: _told, ...line }: LineProps) {
  const { t } = useText();
  const present = hunt.tags ?? [];
  const [tags, setTags] = useState<string[]>([]);

  async function save(): Promise<void> {
    const added = tags.filter((tag) => !present.includes(tag)).map((tag) => actOnHunts([hunt.id], 'addTag', tag));
    const gone = present.filter((tag) => !tags.includes(tag)).map((tag) => actOnHunts([hunt.id], 'removeTag', tag));
    await Promise.all([...added, ...gone]).finally(() => onSave({}));
  }
  return (
    <EditableLine
      {...line}
      label={t('hunt.tags')}
      value={present.length > 0 ? present.join(t('join')) : t('hunt.noTags')}
      onEdit={
        onEdit &&
        (() => {
          setTags(present);
          onEdit();
        })
      }
      onSave={() => void save().catch(showError)}
    >
      <TagsInput label={t('hunt.tags')} value={tags} acceptValueOnBlur onChange={setTags} />
    </EditableLine>
  );
}
