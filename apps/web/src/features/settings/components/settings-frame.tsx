import { Outlet } from '@tanstack/react-router';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import classes from './settings-frame.module.css';
import { SettingsList } from './settings-list.js';

/** The settings beside their list; on the phone the list is a page of its own. */
export default function SettingsFrame() {
  const isPhone = useIsPhone();
  if (isPhone) return <Outlet />;
  return (
    <div className={classes.columns}>
      <SettingsList />
      <div className="grow">
        <Outlet />
      </div>
    </div>
  );
}
