import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Navigate } from '@tanstack/react-router';
import { NothingHere } from '../components/nothing-here.js';
import { FeedPage } from '../features/feed/components/feed-page.js';
import { parseSearch, pickTexts, stringifySearch } from './search-params.js';
import { Root } from './shell/root.js';

const root = createRootRoute({ component: Root, notFoundComponent: NothingHere });

const feed = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: pickTexts('kind', 'task', 'source', 'words', 'minPrice', 'maxPrice', 'currency', 'from', 'to'),
  component: FeedPage,
});

const page = lazyRouteComponent;
const hunts = createRoute({
  getParentRoute: () => root,
  path: '/hunts',
  validateSearch: pickTexts('q', 'health', 'tag', 'sort'),
  component: page(() => import('../features/hunts/components/hunts-page.js')),
});
const newHunt = createRoute({
  getParentRoute: () => root,
  path: '/hunts/new',
  validateSearch: pickTexts('url', 'title', 'text', 'draft'),
  component: page(() => import('../features/new-hunt/components/new-hunt-page.js')),
});
const hunt = createRoute({
  getParentRoute: () => root,
  path: '/hunts/$id',
  validateSearch: pickTexts('tab', 'view'),
  component: page(() => import('../features/hunt/components/hunt-page.js')),
});
const item = createRoute({
  getParentRoute: () => root,
  path: '/items/$id',
  validateSearch: pickTexts('days'),
  component: page(() => import('../features/item/components/item-page.js')),
});
const attention = createRoute({
  getParentRoute: () => root,
  path: '/attention',
  component: page(() => import('../features/attention/components/attention-page.js')),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: page(() => import('../features/settings/components/settings-frame.js')),
});
const settingsIndex = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: page(() => import('../features/settings/components/settings-index.js')),
});
const settingsPages = [
  createRoute({
    getParentRoute: () => settings,
    path: 'me',
    component: page(() => import('../features/settings/components/me-page.js')),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'channels',
    component: page(() => import('../features/settings/components/channels-page.js')),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'quiet',
    component: page(() => import('../features/settings/components/quiet-page.js')),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'people',
    component: page(() => import('../features/settings/components/people-page.js')),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'tokens',
    component: page(() => import('../features/settings/components/tokens-page.js')),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'in-and-out',
    component: page(() => import('../features/settings/components/in-and-out-page.js')),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'system',
    component: page(() => import('../features/settings/components/system-page.js')),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'audit',
    component: page(() => import('../features/settings/components/audit-page.js')),
  }),
] as const;
const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite/$code',
  component: page(() => import('../features/session/components/invite-page.js')),
});
const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/password',
  component: page(() => import('../features/session/components/reset-password-page.js')),
});
const shared = createRoute({
  getParentRoute: () => root,
  path: '/shared/$token',
  component: page(() => import('../features/session/components/shared-page.js')),
});
/** The set-up link of somebody who is signed in already leads home. */
const setup = createRoute({ getParentRoute: () => root, path: '/setup', component: () => <Navigate to="/" replace /> });

const routeTree = root.addChildren([
  feed,
  hunts,
  newHunt,
  hunt,
  item,
  attention,
  settings.addChildren([settingsIndex, ...settingsPages]),
  invite,
  newPassword,
  shared,
  setup,
]);

export const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
