import './app/theme/tokens.css';
// In a layer of their own, so that our styles win whatever the order in which pages are loaded.
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/dropzone/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startTexts } from './app/i18n/index.ts';
import { LANGUAGE_KEY } from './app/preferences.ts';

const remembered = localStorage.getItem(LANGUAGE_KEY);
await startTexts(remembered === 'fr' || remembered === 'en' ? remembered : 'system');
createRoot(document.getElementById('root')!).render(<App />);
