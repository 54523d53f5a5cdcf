import type { QualitySample } from '../../../shared/contract/quality.ts';

export type QualityWord = 'good' | 'fair' | 'poor' | 'silent' | 'measuring';

/** Why it is not good: a sentence of the catalogue (`quality:dot.<reason>`) with its figure. */
export interface QualityReason {
  readonly code: 'good' | 'noSoundIn' | 'lossIn' | 'lossOut' | 'jitter' | 'delay' | 'measuring';
  readonly params: Readonly<Record<string, number>>;
}

export interface LiveQuality {
  readonly word: QualityWord;
  readonly reason: QualityReason;
  /** Means of the last seconds. */
  readonly mos?: number;
  readonly lossPct?: number;
  readonly jitterMs?: number;
  readonly roundTripMs?: number;
}

/** Tellings (of one second in two) that are looked at together: a lost packet must not make the dot jump. */
export const LOOK_BACK = 5;
/** ITU-T G.107 Annex B: from here on up users are satisfied; below the second, many are not. */
const GOOD = 4.03;
const FAIR = 3.6;
const LOSS_HEARD = 3;
const JITTER_HEARD = 30;
const DELAY_HEARD = 300;
/** Tellings without a packet before it is called silence. */
const SILENT = 2;

/** How a talk sounds at this moment, from its last seconds. */
export function liveQuality(samples: readonly QualitySample[]): LiveQuality {
  const last = samples.slice(-LOOK_BACK);
  if (last.length === 0) return { word: 'measuring', reason: { code: 'measuring', params: {} } };
  const mos = mean(last.map((sample) => sample.mos));
  const lossPct = mean(last.map((sample) => sample.lossPct));
  const jitterMs = mean(last.map((sample) => sample.jitterMs));
  const trips = last.flatMap(({ roundTripMs }) => roundTripMs ?? []);
  const roundTripMs = trips.length === 0 ? undefined : Math.round(mean(trips));
  const figures = {
    mos: Math.round(mos * 10) / 10,
    lossPct: Math.round(lossPct),
    jitterMs: Math.round(jitterMs),
    ...(roundTripMs === undefined ? {} : { roundTripMs }),
  };
  const silent = last.length >= SILENT && last.slice(-SILENT).every((sample) => sample.lossPct >= 100);
  if (silent) return { word: 'silent', reason: { code: 'noSoundIn', params: {} }, ...figures };
  const word = mos >= GOOD ? 'good' : mos >= FAIR ? 'fair' : 'poor';
  const lossOut = last.flatMap(({ lossOutPct }) => lossOutPct ?? []);
  const lossOutPct = lossOut.length === 0 ? 0 : Math.round(mean(lossOut));
  return { word, reason: reasonOf({ ...figures, lossOutPct }), ...figures };
}

function reasonOf(figures: {
  lossPct: number;
  lossOutPct: number;
  jitterMs: number;
  roundTripMs?: number;
}): QualityReason {
  const { lossPct, lossOutPct, jitterMs, roundTripMs = 0 } = figures;
  if (lossPct >= LOSS_HEARD && lossPct >= lossOutPct) return { code: 'lossIn', params: { pct: lossPct } };
  if (lossOutPct >= LOSS_HEARD) return { code: 'lossOut', params: { pct: lossOutPct } };
  if (roundTripMs >= DELAY_HEARD) return { code: 'delay', params: { ms: roundTripMs } };
  if (jitterMs >= JITTER_HEARD) return { code: 'jitter', params: {} };
  return { code: 'good', params: {} };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
