import type { Channel, Page } from '@goodshunter/contracts/api';
import { TagsInput, TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Chip } from '../../../components/chip.js';
import { get } from '../../../lib/api-client.js';
import { useText } from '../../../lib/i18n/index.js';
import { INTERVALS } from '../../../lib/intervals.js';
import { useSession } from '../../../lib/session.js';
import type { DraftForm } from '../api/draft-form.js';
import { LookEvery, PriceBounds } from './hunt-fields.js';
import classes from './new-hunt-page.module.css';

interface DraftFieldsProps {
  form: DraftForm;
  problem: string | undefined;
  onChange: (form: DraftForm) => void;
}

export function DraftFields({ form, onChange, problem }: DraftFieldsProps) {
  const { t } = useText();
  const session = useSession();
  const shortest = session?.quotas?.shortestIntervalSeconds ?? 0;
  const { data: channels } = useQuery({
    queryKey: ['channels'],
    queryFn: ({ signal }) => get<Page<Channel & { onForNewHunts?: boolean }>>('/api/channels?limit=200', signal),
    staleTime: 60_000,
  });
  const set = (change: Partial<DraftForm>) => onChange({ ...form, ...change });
  const all = channels?.data ?? [];
  const chosen =
    form.channels ?? all.filter((channel) => channel.onForNewHunts ?? channel.isEnabled).map(({ id }) => String(id));
  const intervals = [...new Set([...INTERVALS, Number(form.interval)])]
    .filter((seconds) => seconds >= shortest)
    .sort((a, b) => a - b);
  return (
    <>
      <TextInput
        label={t('hunt.name')}
        value={form.name}
        maxLength={200}
        error={form.name.trim() === '' && problem}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TagsInput
        label={t('hunt.wordsAll')}
        placeholder={form.words.length === 0 ? t('newHunt.addWord') : ''}
        value={form.words}
        splitChars={[' ', ',']}
        acceptValueOnBlur
        onChange={(words) => set({ words })}
      />
      <TagsInput
        label={t('hunt.without')}
        placeholder={form.without.length === 0 ? t('newHunt.addWord') : ''}
        value={form.without}
        acceptValueOnBlur
        onChange={(without) => set({ without })}
      />
      <div className={classes.pair}>
        <PriceBounds value={form} onChange={set} />
      </div>
      <LookEvery value={form.interval} intervals={intervals} onChange={(interval) => set({ interval })} />
      <div role="group" aria-label={t('hunt.by')}>
        <div className="strong small">{t('hunt.by')}</div>
        <div className="row wrap" style={{ marginTop: 6 }}>
          {all.map(({ id, name }) => {
            const key = String(id);
            const isOn = chosen.includes(key);
            return (
              <Chip
                key={id}
                isOn={isOn}
                icon={isOn ? <IconCheck size={16} stroke={2} aria-hidden /> : undefined}
                onClick={() => set({ channels: isOn ? chosen.filter((one) => one !== key) : [...chosen, key] })}
              >
                {name}
              </Chip>
            );
          })}
          {channels?.data.length === 0 && (
            <Link to="/settings/channels" className="small">
              {t('hunt.noChannelsYet')}
            </Link>
          )}
        </div>
      </div>
    </>
  );
}
