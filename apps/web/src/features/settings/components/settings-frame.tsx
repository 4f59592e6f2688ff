import { Outlet } from '@tanstack/react-router';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import classes from './settings-frame.module.css';
import { SettingsList } from './settings-list.js';

/** The settings beside their list; on the phone the list is a page of its own. */
export default function SettingsFrame() {
  const isPhone = useIsPhone();
  return (
    // One shape for both: a phone that is turned keeps the page as it is, and what was typed into it.
    <div className={isPhone ? '' : classes.columns}>
      {!isPhone && <SettingsList />}
      <div className={isPhone ? '' : 'grow'}>
        <Outlet />
      </div>
    </div>
  );
}
