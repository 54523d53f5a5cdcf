// The translations as files: renderer/i18n/<language>/<namespace>.json, keys nested as far as one likes.
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export const LANGUAGES = ['en', 'ru', 'uk'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The plural forms that a key of this language has, all or none (CLDR; the other categories do not occur with counts). */
export const PLURALS: Record<Language, readonly string[]> = {
  en: ['one', 'other'],
  ru: ['one', 'few', 'many', 'other'],
  uk: ['one', 'few', 'many', 'other'],
};
const FORM = /_(zero|one|two|few|many|other)$/;

/** 'ns:path.to.key' (with its plural ending) → text. */
export type Catalogue = Map<string, string>;

/** Reads one language. A value that is no text, or a file that is no JSON, is a problem. */
export function readCatalogue(root: string, language: Language, problems: string[]): Catalogue {
  const entries: Catalogue = new Map();
  const folder = join(root, 'renderer/i18n', language);
  for (const file of globSync('*.json', { cwd: folder }).sort()) {
    try {
      flatten(
        JSON.parse(readFileSync(join(folder, file), 'utf8')),
        `${basename(file, '.json')}:`,
        (key, value) => {
          if (typeof value === 'string' && value.trim() !== '') entries.set(key, value);
          else problems.push(`${language} ${key}: is ${value === '' ? 'empty' : 'no text'}`);
        },
      );
    } catch (error) {
      problems.push(`${language}/${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return entries;
}

function flatten(value: unknown, path: string, found: (key: string, value: unknown) => void): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    found(path, value);
    return;
  }
  for (const [name, inner] of Object.entries(value))
    flatten(inner, path.endsWith(':') ? path + name : `${path}.${name}`, found);
}

/** The key without its plural ending: what stands in `t(…)`. */
export const baseKey = (key: string): string => key.replace(FORM, '');

/** Compares all languages with each other: same keys, complete plural forms, same placeholders and tags. */
export function compareCatalogues(catalogues: Record<Language, Catalogue>): string[] {
  const problems: string[] = [];
  const plural = new Set(
    LANGUAGES.flatMap((language) =>
      [...catalogues[language].keys()].filter((key) => FORM.test(key)).map(baseKey),
    ),
  );
  const all = new Set(LANGUAGES.flatMap((language) => [...catalogues[language].keys()].map(baseKey)));
  for (const key of [...all].sort()) {
    for (const language of LANGUAGES) {
      const wanted = plural.has(key) ? PLURALS[language].map((form) => `${key}_${form}`) : [key];
      for (const full of wanted) {
        if (!catalogues[language].has(full)) problems.push(`${language} ${full}: missing`);
      }
      for (const full of formsOf(catalogues[language], key)) {
        if (!wanted.includes(full)) problems.push(`${language} ${full}: is no form of this language`);
      }
    }
    problems.push(...comparePlaceholders(key, catalogues));
  }
  return problems;
}

function formsOf(catalogue: Catalogue, key: string): string[] {
  return ['', '_zero', '_one', '_two', '_few', '_many', '_other']
    .map((form) => key + form)
    .filter((full) => catalogue.has(full));
}

/** All forms of a key together: "one call" may leave the number out of its `one`. */
function comparePlaceholders(key: string, catalogues: Record<Language, Catalogue>): string[] {
  const used = LANGUAGES.map((language) => {
    const texts = formsOf(catalogues[language], key).map((full) => catalogues[language].get(full) ?? '');
    return {
      language,
      empty: texts.length === 0,
      marks: [...new Set(texts.flatMap(marksOf))].sort().join(' '),
    };
  }).filter(({ empty }) => !empty);
  const [first, ...others] = used;
  return others
    .filter(({ marks }) => marks !== first?.marks)
    .map(
      ({ language, marks }) => `${language} ${key}: has [${marks}], ${first?.language} has [${first?.marks}]`,
    );
}

/** '{{name}}', '$t(key)' and the tags of <Trans>. */
function marksOf(text: string): string[] {
  const placeholders = [...text.matchAll(/\{\{-?\s*([\w.]+)[^}]*\}\}/g)].map((match) => `{{${match[1]}}}`);
  const tags = [...text.matchAll(/<\/?([\w]+)\s*\/?>/g)].map((match) => `<${match[1]}>`);
  return [...placeholders, ...tags];
}
