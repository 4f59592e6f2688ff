import { Select } from '@mantine/core';
import { useState } from 'react';
import { useDurationText } from '../../../components/time-ago.js';
import { useText } from '../../../lib/i18n/index.js';
import { INTERVALS } from '../../../lib/intervals.js';
import { useSession } from '../../../lib/session.js';
import { EditableLine } from './editable-line.js';
import type { LineProps } from './line-props.js';

/** How often it looks, with the shortest time that one may choose. */
export function IntervalLine({ hunt, onEdit, onSave, error: _told, ...line }: LineProps) {
  const { t } = useText();
  const { plain } = useDurationText();
  const shortest = useSession()?.quotas?.shortestIntervalSeconds ?? 0;
  const [seconds, setSeconds] = useState(hunt.intervalSeconds);
  const choices = [...new Set([...INTERVALS, hunt.intervalSeconds])]
    .filter((choice) => choice >= shortest)
    .sort((a, b) => a - b);
  return (
    <EditableLine
      {...line}
      label={t('hunt.lookEvery')}
      value={plain(hunt.intervalSeconds * 1000)}
      onEdit={
        onEdit &&
        (() => {
          setSeconds(hunt.intervalSeconds);
          onEdit();
        })
      }
      onSave={() => onSave({ intervalSeconds: seconds })}
    >
      <Select
        label={t('hunt.lookEvery')}
        description={shortest > 0 ? t('hunt.shortest', { span: plain(shortest * 1000) }) : undefined}
        data={choices.map((choice) => ({ value: String(choice), label: plain(choice * 1000) }))}
        value={String(seconds)}
        allowDeselect={false}
        onChange={(value) => value && setSeconds(Number(value))}
      />
    </EditableLine>
  );
}
