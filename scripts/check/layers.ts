// Who may import whom: runs dependency-cruiser with the rules of .dependency-cruiser.cjs.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import type { CheckResult } from './result.ts';

const LAYERS = ['shared', 'db', 'electron', 'renderer', 'scripts'];

/**
 * @param root the folder to look at; its modules are judged by their path from here
 * @param rules the rule file, the project's own for every caller (a planted violation in a temporary folder as well)
 */
export async function checkLayers(
  root: string,
  rules = join(root, '.dependency-cruiser.cjs'),
): Promise<CheckResult> {
  const { options, ...ruleSet } = createRequire(import.meta.url)(rules) as { options: ICruiseOptions };
  const folders = LAYERS.filter((layer) => existsSync(join(root, layer)));
  const { output } = await cruise(folders, {
    ...options,
    ruleSet: ruleSet as NonNullable<ICruiseOptions['ruleSet']>,
    validate: true,
    baseDir: root,
  });
  const { summary } = output as ICruiseResult;
  const problems = summary.violations.map(({ rule, from, to, cycle }) => {
    const way = cycle ? [from, ...cycle.map((step) => step.name)].join(' → ') : `${from} → ${to}`;
    return `${rule.name}: ${way}`;
  });
  // Under a TypeScript that it does not support it sees nothing and finds everything in order.
  if (summary.totalCruised === 0) problems.push('dependency-cruiser looked at no module at all');
  return { name: 'layers', problems, scope: `${summary.totalCruised} modules` };
}
