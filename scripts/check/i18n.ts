// The translations against each other and against the sources: nothing missing, nothing left over.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FAILURE_CODES } from '../../shared/contract/failure.ts';
import {
  baseKey,
  type Catalogue,
  compareCatalogues,
  LANGUAGES,
  type Language,
  readCatalogue,
} from './catalogue.ts';
import { findKeyUses, type KeyUses } from './key-use.ts';
import type { CheckResult } from './result.ts';
import { compareShellTexts } from './shell-texts.ts';
import { readSources } from './sources.ts';

/**
 * Beginnings of keys that are put together where this check cannot see it, each with the place that does so.
 * A template like t(`calls:outcome.${outcome}`) needs no entry: its beginning is seen.
 */
const PUT_TOGETHER: string[] = [];

/** Namespaces that must hold exactly the keys of a list in the code, whoever shows them. */
const CLOSED: Array<[namespace: string, keys: readonly string[]]> = [['errors', FAILURE_CODES]];

/** Reads catalogues and sources under `root`. */
export function checkCatalogues(root: string): CheckResult {
  const problems: string[] = [];
  const unknown = foldersOf(join(root, 'renderer/i18n')).filter(
    (name) => !LANGUAGES.some((language) => language === name),
  );
  problems.push(...unknown.map((name) => `renderer/i18n/${name}: is no language of the program`));
  const catalogues = Object.fromEntries(
    LANGUAGES.map((language) => [language, readCatalogue(root, language, problems)]),
  ) as Record<Language, Catalogue>;
  problems.push(...compareCatalogues(catalogues));

  const keys = new Set([...catalogues.en.keys()].map(baseKey));
  const namespaces = new Set([...keys].map((key) => key.slice(0, key.indexOf(':'))));
  const sources = readSources(root, ['renderer/**/*.ts', 'renderer/**/*.tsx']);
  problems.push(
    ...compareUse(
      keys,
      sources.map((source) => findKeyUses(source, namespaces)),
    ),
  );
  for (const [namespace, codes] of CLOSED) problems.push(...compareClosed(namespace, codes, keys));
  problems.push(...compareShellTexts(root));
  if (keys.size === 0) problems.push('renderer/i18n/en: has no key at all');
  return { name: 'translations', problems, scope: `${keys.size} keys` };
}

/** Both ways: a code without a sentence would be shown as its name, a sentence without a code is never shown. */
export function compareClosed(
  namespace: string,
  codes: readonly string[],
  keys: ReadonlySet<string>,
): string[] {
  const wanted = new Set(codes.map((code) => `${namespace}:${code}`));
  const extra = [...keys].filter((key) => key.startsWith(`${namespace}:`) && !wanted.has(key));
  return [
    ...[...wanted].filter((key) => !keys.has(key)).map((key) => `${key}: missing, the code exists`),
    ...extra.map((key) => `${key}: no code has this name`),
  ];
}

/** Used keys exist, existing keys are used. */
export function compareUse(keys: ReadonlySet<string>, all: KeyUses[]): string[] {
  const problems: string[] = [];
  const used = new Set<string>();
  for (const { at, candidates } of all.flatMap(({ uses }) => uses)) {
    const found = candidates.filter((key) => keys.has(key));
    for (const key of found) used.add(key);
    if (found.length === 0) problems.push(`${at}: no translation has ${candidates.join(' or ')}`);
  }
  const prefixes = [...PUT_TOGETHER, ...all.flatMap((uses) => uses.prefixes)].filter(
    (prefix) => !prefix.endsWith(':'),
  );
  for (const key of [...keys].sort()) {
    if (CLOSED.some(([namespace]) => key.startsWith(`${namespace}:`))) continue;
    if (!used.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)))
      problems.push(`${key}: used nowhere`);
  }
  return problems;
}

function foldersOf(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}
