// The shell's own few sentences (electron/main/i18n/<language>.json): flat files, placeholders in single braces.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from './catalogue.ts';

/** Same keys and same placeholders in every language. */
export function compareShellTexts(root: string): string[] {
  const folder = join(root, 'electron/main/i18n');
  if (!existsSync(folder)) return [];
  const [[, first], ...others] = LANGUAGES.map(
    (language) => [language, JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8'))] as const,
  ) as [readonly [string, Texts], ...Array<readonly [string, Texts]>];
  return others.flatMap(([language, texts]) => [
    ...Object.keys(first)
      .filter((key) => marks(texts[key]) !== marks(first[key]))
      .map(
        (key) =>
          `electron/main/i18n/${language}.json ${key}: ${key in texts ? 'other placeholders' : 'missing'}`,
      ),
    ...Object.keys(texts)
      .filter((key) => !(key in first))
      .map((key) => `electron/main/i18n/${language}.json ${key}: not in en.json`),
  ]);
}

type Texts = Record<string, string>;

const marks = (text: string | undefined): string | undefined =>
  text
    ?.match(/\{\w+\}/g)
    ?.sort()
    .join(' ') ??
  (text && '');
