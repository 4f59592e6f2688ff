import { IconArrowLeft, IconPlus, IconSearch } from '@tabler/icons-react';
import { Link, useCanGoBack, useLocation, useRouter } from '@tanstack/react-router';
import { HuntField } from '../../components/hunt-field.js';
import { initialsOf } from '../../lib/format.js';
import { useText } from '../../lib/i18n/index.js';
import { useMayHunt } from '../../lib/operations.js';
import { useMe } from '../../lib/session.js';
import { Mark } from './mark.js';
import { placeOf } from './places.js';
import { useSearchDialog } from './search-dialog.js';
import classes from './shell.module.css';

/** The one field, the search and me. On the phone: the mark, where one is, search and `+`. */
export function Header() {
  const { t } = useText();
  const { pathname } = useLocation();
  const me = useMe();
  const mayHunt = useMayHunt();
  const search = useSearchDialog();
  const name = me.displayName ?? me.name;
  return (
    <header className={classes.header}>
      <PhoneTitle />
      <div className={`${classes.headerField} desk`}>
        <HuntField />
      </div>
      <span className={classes.space} />
      {search && (
        <button type="button" className={classes.search} onClick={search.open} aria-keyshortcuts="/ Control+K">
          <IconSearch size={20} stroke={1.75} aria-hidden />
          <span className={classes.searchWord}>{t('search.name')}</span>
          <kbd className="desk">/</kbd>
        </button>
      )}
      {pathname !== '/' && mayHunt && (
        <Link to="/" hash="field" className={`${classes.iconLink} phone`} aria-label={t('newHunt.title')}>
          <IconPlus size={22} stroke={1.75} aria-hidden />
        </Link>
      )}
      <Link to="/settings" className={`${classes.me} desk`} aria-label={t('settings.meOf', { name })}>
        {initialsOf(name)}
      </Link>
      {search?.dialog}
    </header>
  );
}

/** What a page below a place is called. */
function titleOf(place: ReturnType<typeof placeOf>, pathname: string) {
  if (place === undefined) return 'notFound.title';
  if (place.name === 'feed') return 'place.of.item';
  if (pathname === '/hunts/new') return 'newHunt.title';
  return place.name === 'hunts' ? 'place.of.hunt' : (`place.${place.name}` as const);
}

/** On the phone: where one is, with the way back from what lies below one of the four places. */
function PhoneTitle() {
  const { t } = useText();
  const { pathname } = useLocation();
  const router = useRouter();
  const canGoBack = useCanGoBack();
  const place = placeOf(pathname);
  const below = pathname.replace(/\/$/, '');
  if (below === '' || below === place?.to) {
    return (
      <Link to="/" className={`${classes.brand} phone`} aria-label="GoodsHunter">
        <Mark />
        {place === undefined || below === '' ? 'GoodsHunter' : t(`place.${place.name}`)}
      </Link>
    );
  }
  const title = t(titleOf(place, below));
  return (
    <Link
      to={place?.to ?? '/'}
      className={`${classes.brand} phone`}
      aria-label={`${t('back')}: ${title}`}
      onClick={(event) => {
        if (!canGoBack || place?.name === 'settings') return;
        event.preventDefault();
        router.history.back();
      }}
    >
      <IconArrowLeft size={22} stroke={1.75} aria-hidden />
      {title}
    </Link>
  );
}
