import type { QualitySample } from '../../../shared/contract/quality.ts';
import { codecQuality, mosOf, rating } from '../../../shared/domain/quality/e-model.ts';
import type { Counters, Energy } from './counters.ts';

/** A packet of voice is 20 ms long, and is sent when its last word is spoken (RFC 3551 §4.2). */
const PACKET_MS = 20;

/**
 * The second between two looks at the counters. `undefined` when they were set back, because another connection counts
 * now: then there is nothing to compare.
 *
 * @param afterSilence nothing came in the second before: the sequence numbers that were missed then are not lost twice
 */
export function measure(before: Counters, now: Counters, afterSilence: boolean): QualitySample | undefined {
  const received = now.received - before.received;
  if (received < 0 || now.heard.seconds < before.heard.seconds) return undefined;
  // Duplicates can take packets off the number of lost ones (RFC 3550 §6.4.1).
  const lost = afterSilence ? 0 : Math.max(0, now.lost - before.lost);
  const lossPct = received === 0 ? 100 : share(lost, received + lost);
  const late = share(Math.max(0, now.discarded - before.discarded), received + lost);
  const emitted = now.bufferEmitted - before.bufferEmitted;
  const bufferMs = emitted > 0 ? ((now.bufferDelay - before.bufferDelay) / emitted) * 1000 : 0;
  const delayMs = (now.roundTripMs ?? 0) / 2 + PACKET_MS;
  const codec = codecQuality(now.codec);
  const mosIn = mosOf(rating({ delayMs: delayMs + bufferMs, lossPct: Math.min(100, lossPct + late), codec }));
  const mosOut = mosOf(rating({ delayMs, lossPct: now.lossOutPct ?? 0, codec }));
  return {
    at: now.at,
    lossPct: round(lossPct, 1),
    ...(now.lossOutPct === undefined ? {} : { lossOutPct: round(now.lossOutPct, 1) }),
    jitterMs: round(now.jitterMs, 1),
    ...(now.roundTripMs === undefined ? {} : { roundTripMs: Math.round(now.roundTripMs) }),
    levelIn: level(before.heard, now.heard),
    levelOut: level(before.said, now.said),
    // Two people talk: it is as good as it is for the one who has it worse.
    mos: received === 0 ? 1 : round(Math.min(mosIn, mosOut), 2),
  };
}

function level(before: Energy, now: Energy): number {
  const seconds = now.seconds - before.seconds;
  if (seconds <= 0) return 0;
  return round(Math.min(1, Math.sqrt(Math.max(0, now.energy - before.energy) / seconds)), 5);
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : (part / whole) * 100);

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
