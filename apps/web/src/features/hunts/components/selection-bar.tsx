import type { Channel, Page } from '@goodshunter/contracts/api';
import { Button, Modal, MultiSelect, Select, TextInput } from '@mantine/core';
import {
  IconBell,
  IconChecks,
  IconClock,
  IconPlayerPause,
  IconPlayerPlay,
  IconRefresh,
  IconTag,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useDurationText } from '../../../components/time-ago.js';
import { offerUndo } from '../../../components/undo.js';
import { get } from '../../../lib/api-client.js';
import type { Hunt } from '../../../lib/api-types.js';
import { type BulkAction, sayRefused } from '../../../lib/hunt-api.js';
import { useText } from '../../../lib/i18n/index.js';
import { INTERVALS } from '../../../lib/intervals.js';
import { showDone } from '../../../lib/notices.js';
import { useBulk } from '../api/use-hunts.js';
import classes from './selection-bar.module.css';

/** As the api takes it. */
const MAX_TAG_LENGTH = 50;

interface SelectionBarProps {
  hunts: readonly Hunt[];
  selected: ReadonlySet<number>;
  onSelect: (selected: ReadonlySet<number>) => void;
}

/** What can be done with many hunts at once. On the phone it takes the place of the header. */
export function SelectionBar({ hunts, selected, onSelect }: SelectionBarProps) {
  const { t } = useText();
  const bulk = useBulk();
  const [asking, setAsking] = useState<'setInterval' | 'setChannels' | 'addTag'>();
  const ids = [...selected];
  const areAllPaused = hunts.filter(({ id }) => selected.has(id)).every(({ state }) => state === 'paused');

  function act(action: BulkAction, value?: unknown): void {
    bulk.mutate(
      { ids, action, value },
      {
        onSuccess({ done, refused }) {
          setAsking(undefined);
          if (action === 'delete') {
            onSelect(new Set());
            offerUndo(t('hunts.deleted', { count: done.length }), () => bulk.mutate({ ids: done, action: 'restore' }));
          }
          const [first] = refused;
          if (first) showDone(t('hunts.refused', { count: refused.length, reason: sayRefused(first, t) }));
        },
      },
    );
  }

  return (
    <div className={classes.bar} role="toolbar" aria-label={t('hunts.selected', { count: selected.size })}>
      <span className={`${classes.count} num`}>
        <span className="phone" aria-hidden>
          {selected.size}
        </span>
        <span className={classes.all}>{t('hunts.selected', { count: selected.size })}</span>
      </span>
      {selected.size < hunts.length && (
        <button type="button" onClick={() => onSelect(new Set(hunts.map(({ id }) => id)))}>
          <IconChecks className="phone" size={18} stroke={1.75} aria-hidden />
          <span className={classes.all}>{t('hunts.selectAll', { count: hunts.length })}</span>
        </button>
      )}
      <span className={classes.line} />
      <Act icon={<IconRefresh size={18} stroke={1.75} />} label={t('hunts.act.run')} onClick={() => act('run')} />
      {areAllPaused ? (
        <Act
          icon={<IconPlayerPlay size={18} stroke={1.75} />}
          label={t('hunts.act.resume')}
          onClick={() => act('resume')}
        />
      ) : (
        <Act
          icon={<IconPlayerPause size={18} stroke={1.75} />}
          label={t('hunts.act.pause')}
          onClick={() => act('pause')}
        />
      )}
      <Act
        icon={<IconClock size={18} stroke={1.75} />}
        label={t('hunts.act.setInterval')}
        onClick={() => setAsking('setInterval')}
      />
      <Act
        icon={<IconBell size={18} stroke={1.75} />}
        label={t('hunts.act.setChannels')}
        onClick={() => setAsking('setChannels')}
      />
      <Act
        icon={<IconTag size={18} stroke={1.75} />}
        label={t('hunts.act.addTag')}
        onClick={() => setAsking('addTag')}
      />
      <Act icon={<IconTrash size={18} stroke={1.75} />} label={t('hunts.act.delete')} onClick={() => act('delete')} />
      <span className={classes.line} />
      <button type="button" aria-label={t('hunts.selectNone')} onClick={() => onSelect(new Set())}>
        <IconX size={18} stroke={1.75} />
      </button>
      {asking && (
        <AskDialog what={asking} onClose={() => setAsking(undefined)} onAnswer={(value) => act(asking, value)} />
      )}
    </div>
  );
}

function Act({ icon, label, onClick }: { icon: React.ReactNode; label: string; onClick: () => void }) {
  return (
    <button type="button" onClick={onClick} title={label}>
      {icon}
      <span className={classes.word}>{label}</span>
    </button>
  );
}

interface AskDialogProps {
  what: 'setInterval' | 'setChannels' | 'addTag';
  onAnswer: (value: unknown) => void;
  onClose: () => void;
}

function AskDialog({ what, onAnswer, onClose }: AskDialogProps) {
  const { t } = useText();
  const { plain } = useDurationText();
  const [interval, setInterval] = useState('60');
  const [tag, setTag] = useState('');
  const [channels, setChannels] = useState<string[]>([]);
  const { data } = useQuery({
    queryKey: ['channels'],
    queryFn: ({ signal }) => get<Page<Channel>>('/api/channels?limit=200', signal),
    enabled: what === 'setChannels',
  });
  const value = what === 'setInterval' ? Number(interval) : what === 'setChannels' ? channels.map(Number) : tag.trim();
  const isReady = what !== 'addTag' || tag.trim() !== '';
  return (
    <Modal opened onClose={onClose} title={t(`hunts.act.${what}`)} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onAnswer(value);
        }}
      >
        {what === 'setInterval' && (
          <Select
            label={t('hunt.lookEvery')}
            data={INTERVALS.map((seconds) => ({ value: String(seconds), label: plain(seconds * 1000) }))}
            value={interval}
            allowDeselect={false}
            onChange={(next) => next && setInterval(next)}
          />
        )}
        {what === 'setChannels' && (
          <MultiSelect
            label={t('hunt.by')}
            description={t('hunts.noChannelsHint')}
            data={(data?.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
            value={channels}
            onChange={setChannels}
          />
        )}
        {what === 'addTag' && (
          <TextInput
            label={t('hunts.act.addTag')}
            value={tag}
            maxLength={MAX_TAG_LENGTH}
            autoComplete="off"
            data-autofocus
            onChange={(event) => setTag(event.currentTarget.value)}
          />
        )}
        <Button type="submit" disabled={!isReady}>
          {isReady ? t('save') : t('channels.missing', { field: t('hunts.act.addTag') })}
        </Button>
      </form>
    </Modal>
  );
}
