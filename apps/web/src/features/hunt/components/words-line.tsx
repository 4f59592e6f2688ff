import { TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../lib/i18n/index.js';
import { useShortcuts } from '../../../lib/shortcuts.js';
import { EditableLine } from './editable-line.js';
import type { LineProps } from './line-props.js';

/** What must be in a title, and what must not. `hasKey`: `e` edits it. */
export function WordsLine({ hunt, onEdit, onSave, error: _told, hasKey, ...line }: LineProps & { hasKey: boolean }) {
  const { t } = useText();
  const [keyword, setKeyword] = useState('');
  const [without, setWithout] = useState<string[]>([]);
  const begin =
    onEdit &&
    (() => {
      setKeyword(hunt.keyword);
      setWithout([...hunt.excludeKeywords]);
      onEdit();
    });
  useShortcuts(begin && hasKey ? { e: begin } : {});
  return (
    <EditableLine
      {...line}
      label={t('hunt.words')}
      value={
        <>
          {hunt.keyword || t('hunt.anyWords')}
          {hunt.excludeKeywords.length > 0 && (
            <>
              {' '}
              <span className="muted">{t('hunt.withoutWord')}</span> {hunt.excludeKeywords.join(t('join'))}
            </>
          )}
        </>
      }
      onEdit={begin}
      onSave={() => onSave({ keyword: keyword.trim(), excludeKeywords: without })}
    >
      <TextInput
        label={t('hunt.wordsAll')}
        value={keyword}
        maxLength={200}
        onChange={(event) => setKeyword(event.currentTarget.value)}
      />
      <TagsInput label={t('hunt.without')} value={without} acceptValueOnBlur onChange={setWithout} />
      <p className="muted small">{t('hunt.newBaseline')}</p>
    </EditableLine>
  );
}
