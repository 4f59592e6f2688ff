import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../lib/i18n/index.js';
import { useSaid } from '../../../lib/said.js';
import type { ChannelKind } from '../api/channel-types.js';
import { recogniseChannel } from '../api/recognise-channel.js';
import { useKindName } from '../api/use-kind-name.js';
import { ChannelIcon } from './channel-icon.js';
import classes from './channels-page.module.css';

interface ChannelKindPickerProps {
  kinds: readonly ChannelKind[];
  /** Whose form is beside it. */
  chosen: string | undefined;
  /** `config`: what a pasted address said; empty where somebody looked by name. */
  onChoose: (kind: string, config: Record<string, unknown>) => void;
}

/** Kinds by group; words find one, a pasted address is recognised and fills in the form. Enter takes the first. */
export function ChannelKindPicker({ kinds, chosen, onChoose }: ChannelKindPickerProps) {
  const { t } = useText();
  const said = useSaid();
  const sayKind = useKindName();
  const [find, setFind] = useState('');
  const recognised = recogniseChannel(find).flatMap(({ kind: name, config }) => {
    const kind = kinds.find((one) => one.kind === name);
    return kind ? [{ kind, config }] : [];
  });
  const wanted = find.trim().toLocaleLowerCase();
  const found = kinds.filter((one) => `${sayKind(one)} ${one.name} ${one.kind}`.toLocaleLowerCase().includes(wanted));
  const choices = recognised.length > 0 ? recognised : found.map((kind) => ({ kind, config: {} }));
  const groups: [string, typeof choices][] =
    recognised.length > 0
      ? [[t('channels.looksLike'), recognised]]
      : [...Map.groupBy(choices, ({ kind }) => t(`channels.group.${kind.group}`))];
  const first = choices.find(({ kind }) => kind.available);
  return (
    <div className="stack">
      <TextInput
        aria-label={t('channels.find')}
        placeholder={t('channels.find')}
        autoComplete="off"
        spellCheck={false}
        value={find}
        data-autofocus
        onChange={(event) => setFind(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing || wanted === '' || !first) return;
          event.preventDefault();
          onChoose(first.kind.kind, first.config);
        }}
      />
      {groups.map(([label, members]) => (
        <div key={label} className={classes.kinds} role="group" aria-label={label}>
          <span className="muted small" role={recognised.length > 0 ? 'status' : undefined}>
            {label}
          </span>
          {members.map(({ kind, config }) => (
            <button
              key={kind.kind}
              type="button"
              className={classes.kind}
              disabled={!kind.available}
              {...(chosen === undefined ? {} : { 'aria-pressed': kind.kind === chosen })}
              onClick={() => onChoose(kind.kind, config)}
            >
              <ChannelIcon kind={kind.kind} />
              <span>
                {sayKind(kind)}
                {!kind.available && kind.why && <small>{said(kind.why)}</small>}
              </span>
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
