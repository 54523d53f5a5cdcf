import type { Run } from './run-fault.ts';

/** One line for the runs of one fault and engine, and what was wrong in them. */
export function printRuns(runs: readonly Run[], print: (line: string) => void): void {
  const [first] = runs;
  if (!first) return;
  const kept = runs.filter((run) => run.kept).length;
  const slowest = (times: readonly (number | undefined)[]): string => {
    const known = times.filter((ms) => ms !== undefined);
    return known.length === 0 ? '–' : `${Math.max(...known)} ms`;
  };
  print(
    `  ${first.engine.padEnd(6)} ${first.fault.padEnd(38)} ${kept}/${runs.length} ${first.keepsCalls ? 'kept' : 'ended'}, ` +
      `signal back ${slowest(runs.map((run) => run.signalBackMs))}, sound back ${slowest(runs.map((run) => run.soundBackMs))}, ` +
      `hang-up seen ${slowest(runs.map((run) => run.hangUpSeenMs))} (each the slowest)`,
  );
  for (const { ending, wrong } of runs) {
    if (wrong.length > 0) print(`    ✗ ${ending}: ${wrong[0]}`);
  }
}
