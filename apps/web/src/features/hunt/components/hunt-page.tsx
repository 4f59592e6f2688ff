import { getRouteApi } from '@tanstack/react-router';
import { HuntHealth } from '../../../components/hunt-health.js';
import { NothingHere } from '../../../components/nothing-here.js';
import { useDocumentTitle } from '../../../components/page-head.js';
import { ProblemNote } from '../../../components/problem-note.js';
import { SkeletonRows } from '../../../components/skeleton-rows.js';
import { TabBar } from '../../../components/tab-bar.js';
import { Tag } from '../../../components/tag.js';
import { isMissing } from '../../../lib/api-problem.js';
import { formatCount } from '../../../lib/format.js';
import { useText } from '../../../lib/i18n/index.js';
import { useIsAsking } from '../../../lib/operations.js';
import { useSaid } from '../../../lib/said.js';
import { useIsPhone } from '../../../lib/use-is-phone.js';
import { useHunt } from '../api/use-hunt.js';
import { HuntActions } from './hunt-actions.js';
import { HuntEvents } from './hunt-events.js';
import { HuntItems } from './hunt-items.js';
import { HuntLooks } from './hunt-looks.js';
import classes from './hunt-page.module.css';
import { HuntSettings } from './hunt-settings.js';
import { LookStrip } from './look-strip.js';

const route = getRouteApi('/hunts/$id');
const TABS = ['items', 'events', 'looks', 'settings'] as const;

/** One hunt: whether it looks, what it found, what happened, and its settings in place. */
export default function HuntPage() {
  const { t, locale } = useText();
  const said = useSaid();
  const isPhone = useIsPhone();
  const id = Number(route.useParams().id);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { data: hunt, error, isPending } = useHunt(id);
  // What can be done here stands beside the name, and decides how high that is.
  const isAsking = useIsAsking();
  useDocumentTitle(hunt?.name ?? '');
  const tabs = TABS.filter((name) => isPhone || name !== 'settings');
  const tab = tabs.find((name) => name === search.tab) ?? 'items';
  const isSettingsShown = !isPhone || tab === 'settings';

  if (isMissing(error)) return <NothingHere />;
  if (error && !hunt) return <ProblemNote error={error} />;
  if (isPending || isAsking || !hunt) return <SkeletonRows height={76} label={t('loading')} />;
  const label = (name: (typeof TABS)[number]) =>
    name === 'items' && hunt.matches !== undefined
      ? `${t('hunt.tab.items')} ${formatCount(hunt.matches, locale)}`
      : t(`hunt.tab.${name}`);
  return (
    <>
      <div className={classes.head}>
        <div className={classes.name}>
          <h1 title={hunt.name}>{hunt.name}</h1>
          {hunt.tags?.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </div>
        <HuntActions hunt={hunt} />
        <div className={classes.health}>
          <HuntHealth hunt={hunt} isInline />
          {hunt.healthMessage && hunt.health !== 'ok' && hunt.state === 'active' && (
            <p className={`${classes.message} muted`}>{said(hunt.healthMessage)}</p>
          )}
        </div>
      </div>
      {hunt.lastRunAt !== null && <LookStrip huntId={id} />}
      <div className={classes.columns}>
        <div className="grow">
          <TabBar
            label={hunt.name}
            tabs={tabs.map((name) => ({ name, label: label(name) }))}
            current={tab}
            onChange={(name) =>
              void navigate({
                search: { ...search, tab: name === 'items' ? '' : name },
                replace: true,
                resetScroll: false,
              })
            }
          />
          {tab === 'items' && (
            <HuntItems
              hunt={hunt}
              isList={search.view === 'list'}
              onList={(isList) =>
                void navigate({ search: { ...search, view: isList ? 'list' : '' }, replace: true, resetScroll: false })
              }
            />
          )}
          {tab === 'events' && <HuntEvents huntId={id} />}
          {tab === 'looks' && <HuntLooks huntId={id} />}
        </div>
        {/* Never taken away: a phone that is turned keeps what is being edited. */}
        <aside className={classes.aside} aria-label={t('hunt.tab.settings')} hidden={!isSettingsShown}>
          <HuntSettings hunt={hunt} isShown={isSettingsShown} />
        </aside>
      </div>
    </>
  );
}
