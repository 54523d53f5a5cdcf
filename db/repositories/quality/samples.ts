import type { QualitySample } from '../../../shared/contract/quality.ts';

type Row = readonly (number | null)[];

/** What a row of `call_samples` holds: each second as a row of figures, its time counted from the first. */
interface Packed {
  readonly from: number;
  readonly rows: readonly Row[];
}

/** Decimals that say something; a whole call of an hour then takes some 150 kB. */
const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));
const maybe = (value: number | undefined, decimals: number): number | null =>
  value === undefined ? null : round(value, decimals);

export function packSamples(samples: readonly QualitySample[]): string {
  const from = samples[0]?.at ?? 0;
  const rows = samples.map(
    (sample): Row => [
      sample.at - from,
      round(sample.lossPct, 1),
      maybe(sample.lossOutPct, 1),
      round(sample.jitterMs, 1),
      maybe(sample.roundTripMs, 0),
      // A dead microphone is under 0.00005 (`shared/domain/quality/sample.ts`).
      round(sample.levelIn, 6),
      round(sample.levelOut, 6),
      round(sample.mos, 2),
    ],
  );
  return JSON.stringify({ from, rows } satisfies Packed);
}

export function unpackSamples(packed: string): QualitySample[] {
  const { from, rows } = JSON.parse(packed) as Packed;
  return rows.map(([at, lossPct, lossOutPct, jitterMs, roundTripMs, levelIn, levelOut, mos]) => ({
    at: from + (at ?? 0),
    lossPct: lossPct ?? 0,
    ...(typeof lossOutPct === 'number' ? { lossOutPct } : {}),
    jitterMs: jitterMs ?? 0,
    ...(typeof roundTripMs === 'number' ? { roundTripMs } : {}),
    levelIn: levelIn ?? 0,
    levelOut: levelOut ?? 0,
    mos: mos ?? 0,
  }));
}
