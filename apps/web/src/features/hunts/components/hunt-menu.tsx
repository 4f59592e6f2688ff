import { Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { RowMore } from '../../../components/row-controls.js';
import { offerUndo } from '../../../components/undo.js';
import type { Hunt } from '../../../lib/api-types.js';
import { actOnHunts, deleteHunt, lookNow, pauseHunt, resumeHunt } from '../../../lib/hunt-api.js';
import { useText } from '../../../lib/i18n/index.js';
import { showError } from '../../../lib/notices.js';
import { useCan } from '../../../lib/operations.js';
import classes from './hunt-list.module.css';

/** What can be done with one hunt from the list. Until somebody asks, there is only the button. */
export function HuntMenu({ hunt }: { hunt: Hunt }) {
  const { t } = useText();
  const [isAsked, setAsked] = useState(false);
  const [isOpen, setOpen] = useState(false);
  // Opened once it is there, so that it notes which button the focus goes back to.
  useEffect(() => setOpen(isAsked), [isAsked]);
  const label = t('hunts.more', { name: hunt.name });
  return (
    <>
      <RowMore label={label} isOpen={isOpen} onOpen={() => (isAsked ? setOpen(true) : setAsked(true))} />
      {isAsked && (
        <Menu position="bottom-end" opened={isOpen} onChange={setOpen}>
          <Menu.Target>
            {/* Above the button while the menu is open: a press there closes it. */}
            <span aria-hidden className={isOpen ? classes.menuCover : classes.menuPlace}>
              <span className="visually-hidden">{label}</span>
            </span>
          </Menu.Target>
          <Menu.Dropdown>
            <HuntMenuItems hunt={hunt} />
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

function HuntMenuItems({ hunt }: { hunt: Hunt }) {
  const { t } = useText();
  const can = useCan();
  const client = useQueryClient();
  const act = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSettled: () => client.invalidateQueries({ queryKey: ['hunts'] }),
    onError: showError,
  });
  // All of it within the act: by then the menu is closed, and the row may be gone.
  async function remove(): Promise<void> {
    await deleteHunt(hunt.id);
    offerUndo(t('hunts.deleted', { count: 1 }), () => act.mutate(() => actOnHunts([hunt.id], 'restore')));
  }
  return (
    <>
      <Menu.Item onClick={() => act.mutate(() => lookNow(hunt.id))}>{t('hunts.act.run')}</Menu.Item>
      {hunt.state === 'paused' ? (
        <Menu.Item onClick={() => act.mutate(() => resumeHunt(hunt.id))}>{t('hunts.act.resume')}</Menu.Item>
      ) : (
        <Menu.Item onClick={() => act.mutate(() => pauseHunt(hunt.id))}>{t('hunts.act.pause')}</Menu.Item>
      )}
      {can('POST /api/tasks/bulk') && (
        <Menu.Item color="red" onClick={() => act.mutate(remove)}>
          {t('hunts.act.delete')}
        </Menu.Item>
      )}
    </>
  );
}
