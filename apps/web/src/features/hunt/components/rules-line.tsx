import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { ITEM_KINDS } from '../../../components/event-badge.js';
import type { Hunt, Rules } from '../../../lib/api-types.js';
import { formatMoney } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { isOwn, useMayChange } from '../../../lib/operations.js';
import { useChangeHunt } from '../api/use-hunt.js';
import { EditableLine } from './editable-line.js';
import { isMuted, MuteSelect } from './mute-select.js';
import { RuleFields } from './rule-fields.js';

/** What is told when nothing was chosen. */
const DEFAULT_KINDS: NonNullable<Rules['kinds']> = ['new', 'price_drop', 'back'];

/** Which events are told; only where the api keeps rules. */
export function RulesLine({ hunt }: { hunt: Hunt }) {
  const { t, language } = useText();
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
    ...(rules?.belowTypicalPercent ? [t('rules.belowTypical', { percent: rules.belowTypicalPercent })] : []),
    ...(rules?.atOrBelow == null
      ? []
      : [t('rules.upTo', { price: formatMoney(rules.atOrBelow, hunt.currency, language) })]),
  ];
  // Whom it is shared with has a silence of their own.
  const isMine = isOwn(hunt);
  const isSilent = isMine && isMuted(rules?.mutedUntil);
  return (
    <EditableLine
      label={t('rules.title')}
      value={isSilent ? t('rules.muted') : words.length > 0 ? words.join(t('join')) : t('rules.nothing')}
      isEditing={draft !== undefined}
      isSaving={change.isPending}
      onEdit={!mayChange ? undefined : () => setDraft({ ...rules, kinds: [...kinds] })}
      onCancel={() => setDraft(undefined)}
      onSave={() => change.mutate({ rules: draft ?? null }, { onSuccess: () => setDraft(undefined) })}
    >
      <Checkbox.Group
        label={t('rules.title')}
        description={rules?.kinds ? undefined : t('rules.machines')}
        value={draft?.kinds ?? []}
        onChange={(next) => setDraft({ ...draft, kinds: next as NonNullable<Rules['kinds']> })}
      >
        {ITEM_KINDS.map((kind) => (
          <Checkbox key={kind} value={kind} label={t(`kind.${kind}`)} mt={8} />
        ))}
      </Checkbox.Group>
      {draft && <RuleFields currency={hunt.currency} draft={draft} onChange={setDraft} />}
      {isMine && (
        <MuteSelect stored={rules?.mutedUntil} onChange={(mutedUntil) => setDraft({ ...draft, mutedUntil })} />
      )}
    </EditableLine>
  );
}
