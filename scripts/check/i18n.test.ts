// biome-ignore-all lint/suspicious/noTemplateCurlyInString: sources as text.
import { describe, expect, it } from 'vitest';
import { type Catalogue, compareCatalogues } from './catalogue.ts';
import { compareClosed, compareUse } from './i18n.ts';
import { findKeyUses } from './key-use.ts';
import { parseSource } from './sources.ts';

const catalogue = (texts: Record<string, string>): Catalogue => new Map(Object.entries(texts));
const compare = (en: Record<string, string>, ru: Record<string, string>, uk = ru): string[] =>
  compareCatalogues({ en: catalogue(en), ru: catalogue(ru), uk: catalogue(uk) });

describe('catalogues against each other', () => {
  it('agree', () => {
    const forms = {
      'calls:n_one': '{{count}}',
      'calls:n_few': '{{count}}',
      'calls:n_many': '{{count}}',
      'calls:n_other': '{{count}}',
    };
    expect(compare({ 'calls:n_one': '{{count}} call', 'calls:n_other': '{{count}} calls' }, forms)).toEqual(
      [],
    );
  });

  it('a key that one lacks', () => {
    expect(compare({ 'calls:a': 'x' }, { 'calls:a': 'x' }, {})).toEqual(['uk calls:a: missing']);
  });

  it('a plural form that the language needs, and one that it does not know', () => {
    const ru = { 'calls:n_one': 'x', 'calls:n_many': 'x', 'calls:n_other': 'x' };
    expect(compare({ 'calls:n_one': 'x', 'calls:n_few': 'x', 'calls:n_other': 'x' }, ru)).toEqual([
      'en calls:n_few: is no form of this language',
      'ru calls:n_few: missing',
      'uk calls:n_few: missing',
    ]);
  });

  it('placeholders and tags that differ', () => {
    expect(
      compare(
        { 'calls:a': 'Hi {{name}}' },
        { 'calls:a': 'Привет {{ name }}' },
        { 'calls:a': 'Привіт {{ім}}' },
      ),
    ).toHaveLength(1);
    expect(compare({ 'calls:a': '<b>x</b>' }, { 'calls:a': 'x' })).toHaveLength(2);
  });
});

describe('keys against sources', () => {
  const keys = new Set(['calls:log.title', 'calls:outcome.busy', 'calls:outcome.sold', 'common:save']);
  const namespaces = new Set(['calls', 'common']);
  const check = (text: string): string[] =>
    compareUse(keys, [findKeyUses(parseSource('x.tsx', text), namespaces)]);

  it('sees literals, namespaces, templates, tables and <Trans>', () => {
    expect(
      check(`
        const { t } = useTranslation('calls');
        t('log.title'); t('common:save'); t(\`outcome.\${x}\`);
      `),
    ).toEqual([]);
    expect(
      check(`
        const columns = [{ label: 'calls:log.title' }];
        const a = <Trans i18nKey="common:save" />;
        i18n.t(won ? 'calls:outcome.sold' : 'calls:outcome.busy');
      `),
    ).toEqual([]);
  });

  it('finds a used key that does not exist and an existing one that nobody uses', () => {
    expect(check("t('calls:log.titel'); t(`calls:outcome.${x}`); t('save');")).toEqual([
      'x.tsx:1: no translation has calls:log.titel',
      'calls:log.title: used nowhere',
    ]);
  });

  it('does not take a whole namespace for used', () => {
    expect(check('t(`calls:${x}`); t("save")')).toHaveLength(3);
  });
});

it('a list of codes and its sentences are the same', () => {
  expect(compareClosed('errors', ['a', 'b'], new Set(['errors:a', 'errors:c', 'common:x']))).toEqual([
    'errors:b: missing, the code exists',
    'errors:c: no code has this name',
  ]);
});
