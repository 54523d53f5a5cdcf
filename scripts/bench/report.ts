import { cpus, release, totalmem, type } from 'node:os';

/** One measured number; `goal` is what we want, `limit` what we never want to pass, in the same unit. */
export interface Figure {
  /** `name`, or `name@variant`. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: number | null;
  readonly limit: number | null;
  readonly ratio_to_floor?: number;
  /** Otherwise less is better. */
  readonly higher_is_better?: boolean;
}

export interface BenchResult {
  readonly figures: readonly Figure[];
  /** What a reader should know besides: sizes, counts, what was left out. */
  readonly notes: readonly string[];
}

/** A benchmark. Throws when it could not measure; a bad figure is a result and not an error. */
export type Bench = (args: readonly string[], log: (line: string) => void) => Promise<BenchResult>;

/** The p-th percentile (0..100) by nearest rank. @throws RangeError without samples. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('no samples');
  return value;
}

const round = (value: number) => Math.round(value * 10) / 10;

export function printTable(result: BenchResult, print: (line: string) => void): void {
  const width = Math.max(...result.figures.map(({ name }) => name.length));
  for (const { name, value, unit, goal, limit, ratio_to_floor, higher_is_better } of result.figures) {
    const reaches = (bound: number) => (higher_is_better ? value >= bound : value <= bound);
    const bounds = [
      goal === null ? '' : `goal ${goal}`,
      limit === null ? '' : `limit ${limit}`,
      ratio_to_floor === undefined ? '' : `${round(ratio_to_floor)} × floor`,
    ].filter(Boolean);
    const verdict =
      goal === null
        ? ''
        : reaches(goal)
          ? 'met'
          : limit !== null && reaches(limit)
            ? 'within the limit'
            : 'MISSED';
    print(
      `  ${name.padEnd(width)}  ${String(round(value)).padStart(9)} ${unit.padEnd(4)} ${bounds.join(', ').padEnd(24)} ${verdict}`,
    );
  }
  for (const note of result.notes) print(`  · ${note}`);
}

export function asJson(bench: string, result: BenchResult): string {
  const machine = {
    os: `${type()} ${release()}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memory_gb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
  };
  const figures = result.figures.map((figure) => ({ ...figure, value: round(figure.value) }));
  return JSON.stringify({ bench, machine, figures });
}
