import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { EmptyState } from '../../../components/empty-state.js';
import { PageHead } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { useText } from '../../../lib/i18n/index.js';
import { useCan } from '../../../lib/operations.js';
import type { ChannelEntry } from '../api/channel-types.js';
import { useList } from '../api/use-list.js';
import { ChannelCard } from './channel-card.js';
import { ChannelDialog } from './channel-dialog.js';
import classes from './channels-page.module.css';
import { LentChannelCard } from './lent-channel-card.js';

/** How I am told: each channel with its last delivery in the service's own words. */
export default function ChannelsPage() {
  const { t } = useText();
  const can = useCan();
  const { data, error, isPending } = useList<ChannelEntry>(['channels', 'all'], '/api/channels?limit=200');
  const [open, setOpen] = useState<ChannelEntry | 'new'>();
  if (error && !data) return <ProblemNote error={error} />;
  const add = can('POST /api/channels') && (
    <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => setOpen('new')}>
      {t('channels.add')}
    </Button>
  );
  return (
    <>
      <PageHead title={t('settings.channels')}>
        <span className="grow" />
        {data && data.length > 0 && add}
      </PageHead>
      {isPending && <SkeletonRows height={120} count={3} label={t('loading')} />}
      {data?.length === 0 && (
        <EmptyState title={t('channels.empty')} action={add}>
          {t('channels.emptyText')}
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <>
          <ul className={classes.grid}>
            {data.map((channel) =>
              channel.lentBy ? (
                <LentChannelCard key={channel.id} channel={channel} />
              ) : (
                <ChannelCard key={channel.id} channel={channel} onEdit={() => setOpen(channel)} />
              ),
            )}
          </ul>
          <p className={`${classes.hint} muted`}>{t('channels.hint')}</p>
        </>
      )}
      {open !== undefined && (
        <ChannelDialog channel={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
