import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ITEM_KINDS } from '../../../components/event-badge.js';
import type { Hunt, Rules } from '../../../lib/api-types.js';
import { useText } from '../../../lib/i18n/index.js';
import { isOwn, useMayChange } from '../../../lib/operations.js';
import { useChangeHunt } from '../api/use-hunt.js';
import { EditableLine } from './editable-line.js';
import { isMuted, MuteSelect } from './mute-select.js';

/** What is told when nothing was chosen. */
const DEFAULT_KINDS: NonNullable<Rules['kinds']> = ['new', 'price_drop', 'back'];

/** Which events are told; only where the api keeps rules. */
export function RulesLine({ hunt }: { hunt: Hunt }) {
  const { t } = useText();
  const change = useChangeHunt(hunt.id);
  const mayChange = useMayChange(hunt);
  const [draft, setDraft] = useState<Rules>();
  const { rules } = hunt;
  if (rules === undefined) return null;
  const kinds = rules?.kinds ?? DEFAULT_KINDS;
  const words = [
    ...ITEM_KINDS.filter((kind) => kinds.includes(kind)).map((kind) =>
      kind === 'price_drop' && rules?.dropPercent
        ? t('rules.drops', { percent: rules.dropPercent })
        : t(`kind.${kind}`),
    ),
    ...(rules?.lowestEver ? [t('rules.lowestEver')] : []),
  ];
  // Whom it is shared with has a silence of their own.
  const isMine = isOwn(hunt);
  const isSilent = isMine && isMuted(rules?.mutedUntil);
  const percent = draft?.dropPercent ?? null;
  return (
    <EditableLine
      label={t('rules.title')}
      value={isSilent ? t('rules.muted') : words.length > 0 ? words.join(', ') : t('rules.nothing')}
      isEditing={draft !== undefined}
      isSaving={change.isPending}
      onEdit={!mayChange ? undefined : () => setDraft({ ...rules, kinds: [...kinds] })}
      onCancel={() => setDraft(undefined)}
      onSave={() => change.mutate({ rules: draft ?? null }, { onSuccess: () => setDraft(undefined) })}
    >
      <Checkbox.Group
        label={t('rules.title')}
        value={draft?.kinds ?? []}
        onChange={(next) => setDraft({ ...draft, kinds: next as NonNullable<Rules['kinds']> })}
      >
        {ITEM_KINDS.map((kind) => (
          <Checkbox key={kind} value={kind} label={t(`kind.${kind}`)} mt={8} />
        ))}
      </Checkbox.Group>
      <TextInput
        label={t('rules.dropPercent')}
        inputMode="numeric"
        value={percent === null ? '' : String(percent)}
        onChange={(event) => {
          const figure = Number(event.currentTarget.value.replaceAll(/\D/g, ''));
          setDraft({ ...draft, dropPercent: figure > 0 ? Math.min(99, figure) : null });
        }}
      />
      <Checkbox
        label={t('rules.lowestEver')}
        checked={draft?.lowestEver ?? false}
        onChange={(event) => setDraft({ ...draft, lowestEver: event.currentTarget.checked })}
      />
      {isMine && (
        <MuteSelect stored={rules?.mutedUntil} onChange={(mutedUntil) => setDraft({ ...draft, mutedUntil })} />
      )}
    </EditableLine>
  );
}
