import { IconArrowLeft } from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useText } from '../../../lib/i18n/index.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import classes from './settings-frame.module.css';
import { SettingsList } from './settings-list.js';

/** The settings beside their list; on the phone the list is a page of its own. */
export default function SettingsFrame() {
  const { t } = useText();
  const isPhone = useIsPhone();
  const { pathname } = useLocation();
  if (isPhone) {
    const isList = /^\/settings\/?$/.test(pathname);
    return (
      <>
        {!isList && (
          <Link to="/settings" className={classes.back}>
            <IconArrowLeft size={20} stroke={1.75} aria-hidden />
            {t('place.settings')}
          </Link>
        )}
        <Outlet />
      </>
    );
  }
  return (
    <div className={classes.columns}>
      <SettingsList />
      <div className="grow">
        <Outlet />
      </div>
    </div>
  );
}
