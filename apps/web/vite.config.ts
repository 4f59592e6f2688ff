import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** Where the api listens that `make run-web` works with. */
const api = `http://127.0.0.1:${process.env.API_PORT ?? '8081'}`;

/** Asks for the font at once: with `font-display: optional` one that comes late is not shown at the first visit. */
const preloadFont: Plugin = {
  name: 'preload-font',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle }) {
      const font = Object.keys(bundle ?? {}).find((name) => name.endsWith('.woff2'));
      if (!font) return [];
      const attrs = { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${font}`, crossorigin: true };
      return [{ tag: 'link', attrs, injectTo: 'head-prepend' }];
    },
  },
};

export default defineConfig({
  plugins: [
    react(),
    preloadFont,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      injectRegister: false,
      // They are among the files already, and a shell that names a file twice is never installed.
      includeManifestIcons: false,
      injectManifest: { globPatterns: ['**/*.{js,css,svg,woff2}'], globIgnores: ['sw.js'] },
      manifest: {
        id: '/',
        name: 'GoodsHunter',
        short_name: 'GoodsHunter',
        description: 'Watches shops and tells you what appeared or got cheaper.',
        start_url: '/',
        display: 'standalone',
        background_color: '#F5F6F7',
        theme_color: '#2450C4',
        icons: [
          { src: '/mark.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
          { src: '/mark.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'maskable' },
        ],
        share_target: { action: '/hunts/new', method: 'GET', params: { title: 'title', text: 'text', url: 'url' } },
      },
    }),
  ],
  resolve: { conditions: ['@goodshunter/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    manifest: true,
    // The polyfill is for browsers that read none of this.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every first load needs, in two files, and what several other pages need, in one: each file is a request of its own, and
          // fifty small ones take longer than two large.
          groups: [
            { name: 'libraries', tags: ['$initial'], test: /node_modules/, priority: 3 },
            { name: 'first', tags: ['$initial'], priority: 2 },
            { name: 'common', test: /\.(js|mjs|ts|tsx|css)$/, minShareCount: 3, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    port: Number(process.env.WEB_PORT ?? 5173),
    strictPort: true,
    proxy: Object.fromEntries(
      ['/api', '/openapi.json', '/docs', '/feeds', '/healthz', '/livez'].map((path) => [path, api]),
    ),
  },
});
