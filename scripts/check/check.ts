// npm run check: all that can be said of the sources without running them. Usage: check.ts [--json FILE]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkCatalogues } from './i18n.ts';
import { checkLayers } from './layers.ts';
import { checkLiteralText } from './literal-text.ts';
import { type CheckResult, guarded } from './result.ts';
import { checkFormat, checkTypes } from './tools.ts';

const SHOWN = 60;

const root = join(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { json: { type: 'string' } } });

const checks: Array<[name: string, check: () => CheckResult | Promise<CheckResult>]> = [
  ['types', () => checkTypes(root)],
  ['format and lint', () => checkFormat(root)],
  ['layers', () => checkLayers(root)],
  ['translations', () => checkCatalogues(root)],
  ['literal text', () => checkLiteralText(root)],
];

const summary: Array<{ name: string; ok: boolean; problems: string[]; ms: number }> = [];
for (const [name, check] of checks) {
  const began = performance.now();
  const { problems, scope } = await guarded(name, check);
  const ms = Math.round(performance.now() - began);
  const ok = problems.length === 0;
  summary.push({ name, ok, problems, ms });
  const found = ok ? (scope ?? '') : `${problems.length} problem${problems.length === 1 ? '' : 's'}`;
  console.log(
    `${ok ? 'ok    ' : 'not ok'}  ${name.padEnd(16)} ${found.padEnd(14)} ${(ms / 1000).toFixed(1)} s`,
  );
  for (const problem of problems.slice(0, SHOWN)) console.log(`        ${problem}`);
  if (problems.length > SHOWN) console.log(`        … and ${problems.length - SHOWN} more`);
}
if (values.json) writeFileSync(values.json, JSON.stringify(summary));
process.exitCode = summary.every(({ ok }) => ok) ? 0 : 1;
