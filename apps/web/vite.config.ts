import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

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
  plugins: [react(), preloadFont],
  resolve: { conditions: ['@goodshunter/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    manifest: true,
    // The polyfill is for browsers that read none of this.
    modulePreload: { polyfill: false },
  },
  server: {
    port: Number(process.env.WEB_PORT ?? 5173),
    strictPort: true,
    proxy: Object.fromEntries(
      ['/api', '/openapi.json', '/docs', '/feeds', '/healthz', '/livez'].map((path) => [path, api]),
    ),
  },
});
