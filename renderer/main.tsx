import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/dropzone/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app/theme/tokens.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startTexts } from './app/i18n/index.ts';
import { LANGUAGE_KEY } from './app/preferences.ts';

const remembered = localStorage.getItem(LANGUAGE_KEY);
await startTexts(remembered === 'fr' || remembered === 'en' ? remembered : 'system');
createRoot(document.getElementById('root')!).render(<App />);
