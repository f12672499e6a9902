import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Language = 'fr' | 'en';
type Texts = { readonly [key: string]: string | Texts };

const FOLDER = join(import.meta.dirname, '../../renderer/app/i18n');

/** Namespace → texts, of one language. */
export function catalogues(language: Language): Record<string, Texts> {
  const folder = join(FOLDER, language);
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [
        file.slice(0, -'.json'.length),
        JSON.parse(readFileSync(join(folder, file), 'utf8')) as Texts,
      ]),
  );
}

/** Key, as `a.b.c` → text. */
export function flat(texts: Texts, before = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[before + key, value] as const] : [...flat(value, `${before}${key}.`)],
    ),
  );
}

/** What the window says for `namespace:key`. */
export type Words = (key: string, values?: Readonly<Record<string, string>>) => string;

/** Finds controls by the words of the catalogues, so that the same steps run in each language and through any rewording. */
export function wordsOf(language: Language): Words {
  const all = new Map<string, string>(
    Object.entries(catalogues(language)).flatMap(([namespace, texts]) =>
      [...flat(texts)].map(([key, text]) => [`${namespace}:${key}`, text] as const),
    ),
  );
  return (key, values = {}) => {
    const text = all.get(key);
    if (text === undefined) throw new Error(`No text in ${language} for ${key}.`);
    return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => values[name] ?? whole);
  };
}
