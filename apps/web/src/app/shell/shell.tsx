import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { formatCount } from '../../lib/format.js';
import { useText } from '../../lib/i18n/index.js';
import { useMayHunt } from '../../lib/operations.js';
import { useOverview } from '../../lib/overview.js';
import { useShortcuts } from '../../lib/shortcuts.js';
import { useDroppedLinks } from '../../lib/use-dropped-links.js';
import { AwayLine } from './away-line.js';
import { FreshGate } from './fresh-gate.js';
import { Header } from './header.js';
import { LookingFoot } from './looking-foot.js';
import { Mark } from './mark.js';
import { PLACES, placeOf } from './places.js';
import classes from './shell.module.css';
import { useLiveCaches } from './use-live-caches.js';

const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.js'));

/** Beyond it the badge says only that there are more: it has its place on a phone. */
const MOST_SHOWN = 99;

/** The frame of every page: four places, the one field, and the sentence that says it is looking. */
export function Shell() {
  const { t, locale } = useText();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const overview = useOverview();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const place = placeOf(pathname)?.name;
  const mayHunt = useMayHunt();
  const isDropping = useDroppedLinks(
    mayHunt ? (url) => void navigate({ to: '/hunts/new', search: { url } }) : undefined,
  );
  useLiveCaches();
  useShortcuts({
    ...Object.fromEntries(PLACES.map(({ key, to }) => [`g ${key}`, () => void navigate({ to })])),
    '?': () => setHelpOpen(true),
  });

  const links = PLACES.map(({ to, name, icon: Icon }) => (
    <li key={name}>
      <Link
        to={to}
        className={`${classes.place} ${place === name ? classes.here : ''}`}
        aria-current={place === name ? 'page' : undefined}
      >
        <Icon size={20} stroke={1.75} aria-hidden />
        <span className={classes.placeName}>
          <span className="desk">{t(`place.${name}`)}</span>
          <span className="phone">{t(`place.short.${name}`)}</span>
        </span>
        {name === 'attention' && overview !== undefined && overview.attention > 0 && (
          <span className={`${classes.badge} num`}>
            <span aria-hidden>{overview.attention > MOST_SHOWN ? `${MOST_SHOWN}+` : overview.attention}</span>
            <span className="visually-hidden">
              {t('place.needs', { count: overview.attention, n: formatCount(overview.attention, locale) })}
            </span>
          </span>
        )}
      </Link>
    </li>
  ));

  return (
    <div className={`${classes.shell} ${isDropping ? classes.dropping : ''}`}>
      <a href="#main" className={classes.skip}>
        {t('skip')}
      </a>
      <nav className={classes.nav} aria-label={t('place.all')}>
        <Link to="/" className={`${classes.brand} desk`}>
          <Mark />
          GoodsHunter
        </Link>
        <ul className={classes.places}>{links}</ul>
        {overview && (
          <div className="desk">
            <LookingFoot overview={overview} />
          </div>
        )}
      </nav>
      <div className={classes.body}>
        <Header />
        <AwayLine />
        <main id="main" className={classes.main} tabIndex={-1}>
          <Suspense fallback={null}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <FreshGate />
      {isHelpOpen && (
        <Suspense fallback={null}>
          <ShortcutsDialog onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
