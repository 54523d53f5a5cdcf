import type { QualitySample } from '../../../shared/contract/quality.ts';

/** More points than the graph has room for would only cost. */
const MAX_POINTS = 300;
/** Rows that somebody would still read. */
const MAX_ROWS = 60;
const ROW_STEP_MS = 10_000;
/** A pause of the talk longer than this is a gap in the line, not a slope, in seconds' worth of points. */
const GAP = 3;

/** A stretch of the talk, as its worst second was where something is bad and its mean elsewhere. */
export interface Point {
  /** Milliseconds since the beginning of the graph; `gap`: nothing was measured just before. */
  readonly offset: number;
  readonly gap: boolean;
  readonly mos: number;
  readonly lossPct: number;
  readonly lossOutPct: number | undefined;
  readonly jitterMs: number;
  readonly roundTripMs: number | undefined;
  readonly levelIn: number;
  readonly levelOut: number;
}

/** Points for drawing. */
export const pointsOf = (samples: readonly QualitySample[], from: number): Point[] =>
  merge(samples, from, Math.max(1, Math.ceil(samples.length / MAX_POINTS)) * 1000);

/** Lines for reading. */
export function rowsOf(samples: readonly QualitySample[], from: number): Point[] {
  const length = (samples.at(-1)?.at ?? from) - from;
  return merge(samples, from, Math.max(1, Math.ceil(length / ROW_STEP_MS / MAX_ROWS)) * ROW_STEP_MS);
}

function merge(samples: readonly QualitySample[], from: number, step: number): Point[] {
  const groups = new Map<number, QualitySample[]>();
  for (const sample of samples) {
    const slot = Math.floor(Math.max(0, sample.at - from) / step);
    groups.set(slot, [...(groups.get(slot) ?? []), sample]);
  }
  let before: number | undefined;
  return [...groups].map(([slot, group]) => {
    const offset = step > 1000 ? slot * step : Math.max(0, (group[0]?.at ?? from) - from);
    const gap = before !== undefined && offset - before > GAP * step;
    before = offset;
    return {
      offset,
      gap,
      mos: Math.min(...group.map(({ mos }) => mos)),
      lossPct: Math.max(...group.map(({ lossPct }) => lossPct)),
      lossOutPct: most(group.map(({ lossOutPct }) => lossOutPct)),
      jitterMs: Math.max(...group.map(({ jitterMs }) => jitterMs)),
      roundTripMs: most(group.map(({ roundTripMs }) => roundTripMs)),
      levelIn: Math.max(...group.map(({ levelIn }) => levelIn)),
      levelOut: Math.max(...group.map(({ levelOut }) => levelOut)),
    };
  });
}

function most(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** 0..1 of a level, as ears hear: 50 dB below a loud voice is nothing. */
export const loudness = (level: number): number =>
  level <= 0 ? 0 : Math.max(0, Math.min(1, 1 + (20 * Math.log10(level / 0.3)) / 50));

/** Points of a line for an SVG path, with a new beginning after each gap. */
export function linePath(
  points: readonly Point[],
  x: (point: Point) => number,
  y: (point: Point) => number,
): string {
  return points
    .map((point, index) => `${index === 0 || point.gap ? 'M' : 'L'}${round(x(point))} ${round(y(point))}`)
    .join('');
}

const round = (value: number): number => Math.round(value * 10) / 10;
