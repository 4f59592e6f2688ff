import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../../lib/i18n/index.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import type { ChannelEntry, ChannelKind } from '../api/channel-types.js';
import { useList } from '../api/use-list.js';
import { ChannelForm } from './channel-form.js';
import { ChannelKindPicker } from './channel-kind-picker.js';
import { ChannelSteps } from './channel-steps.js';
import classes from './channels-page.module.css';

/**
 * Adds a channel in three steps, choose, connect, test; or changes one. Kinds stay in sight beside the form where there is room; on a phone
 * it is one step at a time.
 */
export function ChannelDialog({ channel, onClose }: { channel: ChannelEntry | undefined; onClose: () => void }) {
  const { t } = useText();
  const isPhone = useIsPhone();
  const list = useList<ChannelKind>(['channel-kinds'], '/api/channel-kinds');
  const kinds = list.data ?? [];
  const [chosen, setChosen] = useState<{ name: string; pasted: Record<string, unknown>; turn: number }>();
  const name = channel?.kind ?? chosen?.name ?? (kinds.length === 1 ? kinds[0]?.kind : undefined);
  const kind = kinds.find((one) => one.kind === name);
  const isChoosing = !channel && kinds.length !== 1;
  const isWide = isChoosing && !isPhone;
  const picker = (
    <ChannelKindPicker
      kinds={kinds}
      chosen={isWide ? name : undefined}
      onChoose={(name, pasted) => setChosen({ name, pasted, turn: (chosen?.turn ?? 0) + 1 })}
    />
  );
  const form = kind && (
    <ChannelForm
      key={`${kind.kind} ${chosen?.turn}`}
      kind={kind}
      channel={channel}
      pasted={chosen?.pasted ?? {}}
      onBack={isChoosing && !isWide ? () => setChosen(undefined) : undefined}
      onClose={onClose}
    />
  );
  return (
    <Modal
      opened
      onClose={onClose}
      size={isWide ? 868 : 560}
      fullScreen={isPhone}
      title={channel ? channel.name : kind && !isWide ? t('channels.connect', { kind: kind.name }) : t('channels.add')}
      closeButtonProps={{ 'aria-label': t('close') }}
      {...(isWide ? { classNames: { body: classes.wide ?? '' } } : {})}
    >
      {/* Each where it stands whatever the width: a window that is turned keeps what was typed. */}
      {(isWide || !form) && (
        <div key="kinds" className={isWide ? classes.aside : ''}>
          {picker}
        </div>
      )}
      {(isWide || form) && (
        <div key="form" className={isWide ? classes.main : ''}>
          {form ?? (
            <div className="stack">
              <ChannelSteps isConnected={false} isTested={false} isChosen={false} />
              <p className="muted">{t('channels.chooseHint')}</p>
            </div>
          )}
        </div>
      )}
    </Modal>
  );
}
