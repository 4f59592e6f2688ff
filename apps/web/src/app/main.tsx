import './fonts.css';
import './mantine-styles.js';
import './tokens.css';
import './global.css';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '../lib/i18n/index.js';
import { App } from './app.js';

await startLanguage();
const place = document.getElementById('root');
if (!place) throw new Error('index.html has no #root');
// Where the browser has service workers: https, and localhost. Everything but push and the offline shell works without.
if (import.meta.env.PROD) navigator.serviceWorker?.register('/sw.js').catch(() => {});
createRoot(place).render(<App />);
