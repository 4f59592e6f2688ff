import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { offerUndo } from '../../../components/undo.js';
import type { Hunt } from '../../../lib/api-types.js';
import { actOnHunts, deleteHunt, lookNow, pauseHunt, resumeHunt } from '../../../lib/hunt-api.js';
import { useText } from '../../../lib/i18n/index.js';
import { showError } from '../../../lib/notices.js';
import { useCan } from '../../../lib/operations.js';

/** What can be done with one hunt from the list. */
export function HuntMenu({ hunt }: { hunt: Hunt }) {
  const { t } = useText();
  const can = useCan();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSettled: () => client.invalidateQueries({ queryKey: ['hunts'] }),
    onError: showError,
  });
  const remove = () =>
    act.mutate(() => deleteHunt(hunt.id), {
      onSuccess: () =>
        offerUndo(t('hunts.deleted', { count: 1 }), () => act.mutate(() => actOnHunts([hunt.id], 'restore'))),
    });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('hunts.more', { name: hunt.name })}>
          <IconDots size={18} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => act.mutate(() => lookNow(hunt.id))}>{t('hunts.act.run')}</Menu.Item>
        {hunt.state === 'paused' ? (
          <Menu.Item onClick={() => act.mutate(() => resumeHunt(hunt.id))}>{t('hunts.act.resume')}</Menu.Item>
        ) : (
          <Menu.Item onClick={() => act.mutate(() => pauseHunt(hunt.id))}>{t('hunts.act.pause')}</Menu.Item>
        )}
        {can('POST /api/tasks/bulk') && (
          <Menu.Item color="red" onClick={remove}>
            {t('hunts.act.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
