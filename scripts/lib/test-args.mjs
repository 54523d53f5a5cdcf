// The command line of `npm test`, and the stages that it can choose from.
import { parseArgs } from 'node:util';
import { PlainError } from './plain-error.mjs';

/**
 * In the order of running: cheap and telling first.
 * The stage `pbx` brings its own Asterisk up and down (test/pbx/bench/global-setup.ts).
 * `needs`: 'build' the built program, 'browser' a Chromium, 'electron' a real Electron and a display.
 * `bench`: not tests but a benchmark, whose figures are for the reader: only that they could be taken is counted.
 * `waits`: its tests wait most of the time, so it runs beside the stage after it.
 * @type {Array<{ name: string, projects?: string[], bench?: string[], needs: Array<'build' | 'browser' | 'electron'>, waits?: true }>}
 */
export const STAGES = [
  { name: 'check', needs: [] },
  { name: 'build', needs: [] },
  { name: 'unit', projects: ['unit', 'unit-dom'], needs: [] },
  { name: 'integration', projects: ['integration'], needs: ['build', 'browser'] },
  { name: 'browser', projects: ['browser'], needs: ['build', 'browser'] },
  { name: 'lists', projects: ['lists'], needs: ['build', 'browser'], waits: true },
  { name: 'contract', projects: ['contract'], needs: ['build', 'browser'] },
  { name: 'fuzz', projects: ['fuzz'], needs: ['build', 'browser'] },
  { name: 'security', projects: ['security'], needs: ['build', 'browser', 'electron'] },
  { name: 'e2e', projects: ['e2e'], needs: ['build', 'browser'] },
  { name: 'pbx', projects: ['pbx'], needs: ['build', 'browser'] },
  { name: 'desktop', projects: ['desktop'], needs: ['build', 'browser', 'electron'] },
  { name: 'bench', bench: ['store', '--contacts', '200000', '--rows', '50000'], needs: ['build'] },
];

const NAMES = STAGES.map((stage) => stage.name).join(', ');

export const USAGE = `npm test [-- options] [FILE …]

  --only A,B     only these stages (${NAMES})
  -t PATTERN     only tests whose name matches
  FILE           only test files whose path contains this
  --help         this text

Installs what is missing, then runs the stages one after the other (lists beside contract). The last line is "N passed, N failed".`;

/**
 * @param {string[]} argv
 * @returns {{ help: boolean, stages: typeof STAGES, filtered: boolean, vitest: string[] }} `vitest`: arguments handed on
 */
export function parseTestArgs(argv) {
  let parsed;
  try {
    parsed = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        only: { type: 'string' },
        testNamePattern: { type: 'string', short: 't' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new PlainError(`${error.message}\n\n${USAGE}`);
  }
  const { only, testNamePattern, help = false } = parsed.values;
  const wanted = only
    ?.split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = wanted?.find((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown !== undefined) throw new PlainError(`There is no stage "${unknown}". There are: ${NAMES}.`);
  const filters = [...parsed.positionals, ...(testNamePattern ? ['-t', testNamePattern] : [])];
  const stages = STAGES.filter((stage) => {
    if (wanted) return wanted.includes(stage.name);
    // A person who names a test wants that test, not the checks.
    return filters.length === 0 || stage.projects !== undefined;
  });
  return { help, stages, filtered: filters.length > 0, vitest: filters };
}
