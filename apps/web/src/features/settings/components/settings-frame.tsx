import { Outlet } from '@tanstack/react-router';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { useText } from '../../../lib/i18n/index.js';
import { useIsAsking } from '../../../lib/operations.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import classes from './settings-frame.module.css';
import { SettingsList } from './settings-list.js';

/** The settings beside their list; on the phone the list is a page of its own. */
export default function SettingsFrame() {
  const { t } = useText();
  const isPhone = useIsPhone();
  const isAsking = useIsAsking();
  return (
    // One shape for both: a phone that is turned keeps the page as it is, and what was typed into it.
    <div className={isPhone ? '' : classes.columns}>
      {!isPhone && <SettingsList />}
      <div className={isPhone ? '' : 'grow'}>
        {isAsking ? <SkeletonRows height={120} count={3} label={t('loading')} /> : <Outlet />}
      </div>
    </div>
  );
}
