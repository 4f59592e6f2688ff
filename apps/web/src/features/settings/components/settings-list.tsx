import { Link, useLocation } from '@tanstack/react-router';
import { useText } from '../../../lib/i18n/index.js';
import classes from './settings-frame.module.css';
import { useSettingsPages } from './settings-pages.js';

export function SettingsList() {
  const { t } = useText();
  const { pathname } = useLocation();
  return (
    <nav aria-label={t('place.settings')} className={classes.nav}>
      <ul>
        {useSettingsPages().map(({ to, name, icon: Icon }) => (
          <li key={name}>
            <Link
              to={to}
              className={`${classes.link} ${pathname === to ? classes.here : ''}`}
              aria-current={pathname === to ? 'page' : undefined}
            >
              <Icon size={18} stroke={1.75} aria-hidden />
              {t(`settings.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
