import { describe, expect, test } from 'vitest';
import { FAILURE_CODES } from '../../shared/contract/failure.ts';
import { resources } from './resources.ts';

type Tree = { readonly [key: string]: string | Tree };

const PLURAL = /_(zero|one|two|few|many|other)$/;
const FORMS = {
  en: ['one', 'other'],
  ru: ['few', 'many', 'one', 'other'],
  uk: ['few', 'many', 'one', 'other'],
} as const;

function flat(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') found.set(here, value);
    else for (const [inner, text] of flat(value, here)) found.set(inner, text);
  }
  return found;
}

/** Base key → the plural forms that are there; a key without plural has none. */
function shape(texts: Map<string, string>): Map<string, string[]> {
  const shapes = new Map<string, string[]>();
  for (const key of texts.keys()) {
    const form = PLURAL.exec(key)?.[1];
    const base = key.replace(PLURAL, '');
    shapes.set(base, [...(shapes.get(base) ?? []), ...(form ? [form] : [])].sort());
  }
  return shapes;
}

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{\s*\w+\s*\}\}/g) ?? [])].sort();

describe.each(Object.keys(resources.en) as Array<keyof typeof resources.en>)('namespace %s', (namespace) => {
  const english = flat(resources.en[namespace] as Tree);

  test.each(['ru', 'uk'] as const)('%s has the same keys, plural forms and placeholders', (language) => {
    const texts = flat(resources[language][namespace] as Tree);
    const shapes = shape(texts);
    expect([...shapes.keys()].sort()).toEqual([...shape(english).keys()].sort());
    for (const [base, forms] of shape(english)) {
      if (forms.length > 0) {
        expect(forms, `en ${base}`).toEqual([...FORMS.en]);
        expect(shapes.get(base), `${language} ${base}`).toEqual([...FORMS[language]]);
      }
    }
    for (const [key, text] of texts) {
      const twin = english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? '';
      // "One missed call" may leave the figure out; nothing may ask for what the code does not give.
      const extra = placeholders(text).filter((name) => !placeholders(twin).includes(name));
      expect(extra, `${language} ${key}`).toEqual([]);
      if (!PLURAL.test(key)) expect(placeholders(text), `${language} ${key}`).toEqual(placeholders(twin));
    }
  });

  test('no text is empty', () => {
    for (const language of ['en', 'ru', 'uk'] as const) {
      for (const [key, text] of flat(resources[language][namespace] as Tree)) {
        expect(text.trim(), `${language} ${key}`).not.toBe('');
      }
    }
  });
});

test('every failure has its sentence', () => {
  for (const language of ['en', 'ru', 'uk'] as const) {
    expect(Object.keys(resources[language].errors).sort()).toEqual([...FAILURE_CODES].sort());
  }
});
