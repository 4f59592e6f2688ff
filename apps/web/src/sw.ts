/// <reference lib="webworker" />
// The service worker: the shell and the last feed while nothing answers, and notices that a browser push brings.
// It never answers from what it keeps while the api does.

import { createKeptAnswers } from './lib/kept-answers.js';

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

/** Changes with every build, so that an old shell never loads new files. */
const BUILD = self.__WB_MANIFEST;
const SHELL = 'shell';
const SHELL_PATHS = new Set(BUILD.map(({ url }) => `/${url.replace(/^\//, '')}`));
const KEPT = 'kept';
/** What is kept of a person's data, for the last feed: nothing else ever is. */
const KEPT_PATHS = new Set(['/api/session', '/api/timeline', '/api/overview', '/openapi.json']);
const kept = createKeptAnswers({ caches, fetch: (request) => fetch(request), name: KEPT });

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(SHELL);
      // A browser refuses a list that names one address twice, and then there is no worker at all.
      const urls = new Set(SHELL_PATHS);
      urls.delete('/index.html');
      await cache.addAll([...urls]);
      await cache.put('/', await fetch('/', { headers: { accept: 'text/html' } }));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(SHELL);
      const wanted = new Set(BUILD.map(({ url }) => new URL(url, self.location.origin).href));
      wanted.add(new URL('/', self.location.origin).href);
      for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  // Whoever signs out leaves nothing behind, and whoever signs in finds nothing of others.
  if (kept.changesPerson(request)) event.waitUntil(kept.forget());
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate' && !/^\/(api|docs|feeds)\b/.test(url.pathname)) event.respondWith(openPage(request));
  else if (url.pathname.startsWith('/assets/') || SHELL_PATHS.has(url.pathname)) event.respondWith(readAsset(request));
  else if (KEPT_PATHS.has(url.pathname) && !url.searchParams.has('cursor'))
    event.respondWith(kept.ask(request, (work) => event.waitUntil(work)));
});

async function openPage(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match('/', { cacheName: SHELL })) ?? Response.error();
  }
}

async function readAsset(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: SHELL })) ?? fetch(request);
}

interface Pushed {
  title: string;
  body: string;
  url: string | null;
  tag: string;
}

self.addEventListener('push', (event) => {
  const { title, body, url, tag } = (event.data?.json() ?? {}) as Partial<Pushed>;
  event.waitUntil(
    self.registration.showNotification(title ?? 'GoodsHunter', {
      body: body ?? '',
      ...(tag ? { tag } : {}),
      icon: '/mark.svg',
      badge: '/favicon.svg',
      data: { url: url ?? '/' },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url } = event.notification.data as { url: string };
  event.waitUntil(openWindow(url));
});

/** Brings a window that is open to the address, if it is ours; else opens one. Only http and https are followed. */
async function openWindow(address: string): Promise<void> {
  const url = new URL(address, self.location.origin);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return;
  if (url.origin === self.location.origin) {
    const [open] = await self.clients.matchAll({ type: 'window' });
    if (open) {
      await open.focus();
      await open.navigate(url.href);
      return;
    }
  }
  await self.clients.openWindow(url.href);
}
