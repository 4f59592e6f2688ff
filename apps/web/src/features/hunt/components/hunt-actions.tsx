import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconPlayerPause, IconPlayerPlay, IconRefresh, IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { offerUndo } from '../../../components/undo.js';
import { request } from '../../../lib/api-client.js';
import type { Hunt } from '../../../lib/api-types.js';
import { actOnHunts, deleteHunt, lookNow, pauseHunt, resumeHunt } from '../../../lib/hunt-api.js';
import { useText } from '../../../lib/i18n/index.js';
import { showDone, showError } from '../../../lib/notices.js';
import { isOwn, useCan, useMayChange } from '../../../lib/operations.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import classes from './hunt-actions.module.css';

const ShareDialog = lazy(() => import('./share-dialog.js'));

/** Look now, pause, share, and the rest behind a menu. */
export function HuntActions({ hunt }: { hunt: Hunt }) {
  const { t } = useText();
  const can = useCan();
  const isPhone = useIsPhone();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [isSharing, setSharing] = useState(false);
  const act = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['hunt', hunt.id] }),
        client.invalidateQueries({ queryKey: ['hunts'] }),
      ]),
    onError: showError,
  });
  const mayChange = useMayChange(hunt);
  const isPaused = hunt.state === 'paused';
  const look = () => act.mutate(() => lookNow(hunt.id));
  const pause = () => act.mutate(() => (isPaused ? resumeHunt(hunt.id) : pauseHunt(hunt.id)));
  const isMine = isOwn(hunt);
  const mayShare = can('POST /api/tasks/{id}/shares') && isMine;

  function remove(): void {
    const isDeleted = t('hunts.deleted', { count: 1 });
    // All of it belongs to the act: what follows from it may take this page away, and a callback of the page with it.
    act.mutate(async () => {
      await deleteHunt(hunt.id);
      if (can('POST /api/tasks/bulk')) offerUndo(isDeleted, () => act.mutate(() => actOnHunts([hunt.id], 'restore')));
      else showDone(isDeleted);
      await navigate({ to: '/hunts' });
    });
  }
  function duplicate(): void {
    const { source, query, keyword, minPrice, maxPrice, currency, excludeKeywords, intervalSeconds, notify } = hunt;
    const copy = { source, query, keyword, minPrice, maxPrice, currency, excludeKeywords, intervalSeconds, notify };
    act.mutate(() =>
      request<{ task: Hunt }>('POST', '/api/tasks', { ...copy, name: t('hunt.copyOf', { name: hunt.name }) }).then(
        ({ task }) => navigate({ to: '/hunts/$id', params: { id: String(task.id) } }),
      ),
    );
  }

  if (!mayChange) return null;
  return (
    <div className={classes.actions}>
      {isPhone ? (
        <ActionIcon
          variant="light"
          color="accent"
          aria-label={t('hunts.act.run')}
          loading={hunt.isRunning}
          disabled={isPaused}
          onClick={look}
        >
          <IconRefresh size={20} stroke={1.75} />
        </ActionIcon>
      ) : (
        <>
          <Button
            variant="light"
            leftSection={<IconRefresh size={18} stroke={1.75} />}
            loading={hunt.isRunning}
            disabled={isPaused}
            onClick={look}
          >
            {t('hunts.act.run')}
          </Button>
          <Button
            variant="default"
            leftSection={
              isPaused ? <IconPlayerPlay size={18} stroke={1.75} /> : <IconPlayerPause size={18} stroke={1.75} />
            }
            onClick={pause}
          >
            {t(isPaused ? 'hunts.act.resume' : 'hunts.act.pause')}
          </Button>
          {mayShare && (
            <Button
              variant="default"
              leftSection={<IconUserPlus size={18} stroke={1.75} />}
              onClick={() => setSharing(true)}
            >
              {t('hunt.share')}
            </Button>
          )}
        </>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t('hunts.more', { name: hunt.name })}>
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isPhone && <Menu.Item onClick={pause}>{t(isPaused ? 'hunts.act.resume' : 'hunts.act.pause')}</Menu.Item>}
          {isPhone && mayShare && <Menu.Item onClick={() => setSharing(true)}>{t('hunt.share')}</Menu.Item>}
          <Menu.Item onClick={duplicate}>{t('hunt.duplicate')}</Menu.Item>
          {can('GET /api/tasks/{id}/items.csv') && (
            <Menu.Item component="a" href={`/api/tasks/${hunt.id}/items.csv`} download>
              {t('hunt.csv')}
            </Menu.Item>
          )}
          {isMine && (
            <Menu.Item color="red" onClick={remove}>
              {t('hunts.act.delete')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isSharing && (
        <Suspense fallback={null}>
          <ShareDialog huntId={hunt.id} onClose={() => setSharing(false)} />
        </Suspense>
      )}
    </div>
  );
}
