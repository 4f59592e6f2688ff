import './fonts.css';
import './mantine-styles.js';
import './tokens.css';
import './global.css';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '../lib/i18n/index.js';
import { App } from './app.js';
import { router } from './router.js';

const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
// Where the browser has service workers: https, and localhost. Everything but push and the offline shell works without.
if (import.meta.env.PROD) navigator.serviceWorker?.register('/sw.js').catch(() => {});
// No await at the top: whatever is loaded meanwhile may be part of this file, and would wait for it.
// The page's own part is fetched beside its texts.
router.load().catch(() => {});
void startLanguage().then(() => createRoot(place).render(<App />));
