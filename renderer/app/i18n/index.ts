import dayjs from 'dayjs';
import 'dayjs/locale/fr';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import inEnglish from './engine-errors-en.json';
import inFrench from './engine-errors-fr.json';

export type Language = 'fr' | 'en';

type Catalogue = Record<string, unknown>;
const files = import.meta.glob<Catalogue>('./{fr,en}/*.json', { eager: true, import: 'default' });

/** ./fr/match.json → language fr, namespace match. */
function catalogues(): Record<Language, Record<string, Catalogue>> {
  // What the engine says in English is said in French by its code; in English it stands as it is, but for what names
  // commands of the command line.
  const resources: Record<Language, Record<string, Catalogue>> = {
    fr: { engine: inFrench },
    en: { engine: inEnglish },
  };
  for (const [path, texts] of Object.entries(files)) {
    const [, language, namespace] = /^\.\/(fr|en)\/(.+)\.json$/.exec(path)!;
    resources[language as Language][namespace!] = texts;
  }
  return resources;
}

/** The language asked for; `system`: French where the system speaks it, else English. */
export function languageOf(preference: Language | 'system'): Language {
  if (preference !== 'system') return preference;
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}

export async function startTexts(preference: Language | 'system'): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    dayjs.locale(language);
  });
  await i18next.use(initReactI18next).init({
    resources: catalogues(),
    lng: languageOf(preference),
    fallbackLng: 'en',
    defaultNS: 'app',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}
