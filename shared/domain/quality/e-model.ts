/**
 * The E-model of ITU-T G.107 with all its parameters but delay, loss and codec at their defaults: what is left of it is
 * R = 93.2 − Id − Ie,eff.
 */

/** How much a codec costs by itself (`ie`) and how well it bears random loss (`bpl`); ITU-T G.113 Appendix I. */
export interface CodecQuality {
  readonly ie: number;
  readonly bpl: number;
}

/** R with all parameters at their defaults (G.107 §7.7). */
const BEST = 93.2;
/** G.711 with concealment of lost packets, which every browser has. */
const G711: CodecQuality = { ie: 0, bpl: 25.1 };
/**
 * By the lower-case name in the MIME type. G.113 has no values for Opus and the wideband codecs on this scale; they are
 * taken as transparent, and Opus as a little less patient than G.711, because its packets lean on each other.
 */
const CODECS: Readonly<Record<string, CodecQuality>> = {
  pcmu: G711,
  pcma: G711,
  g722: { ie: 0, bpl: 19 },
  opus: { ie: 0, bpl: 20 },
  g729: { ie: 11, bpl: 19 },
};

export const codecQuality = (name: string | undefined): CodecQuality =>
  CODECS[name?.toLowerCase() ?? ''] ?? G711;

export interface Conditions {
  /** From mouth to ear, one way, milliseconds. */
  readonly delayMs: number;
  /** 0..100 */
  readonly lossPct: number;
  readonly codec: CodecQuality;
}

/** Rating factor R, 0..93.2. */
export function rating({ delayMs, lossPct, codec }: Conditions): number {
  // Cole and Rosenbluth's straight lines for Id of G.107 §7.4: gentle at first, steep once people begin to collide.
  const id = 0.024 * delayMs + 0.11 * Math.max(0, delayMs - 177.3);
  // G.107 §7.5 with BurstR = 1: loss is taken as random.
  const ieEff = codec.ie + (95 - codec.ie) * (lossPct / (lossPct + codec.bpl));
  return Math.max(0, BEST - id - ieEff);
}

/** Mean opinion score of a rating, 1..4.5 (G.107 Annex B). */
export function mosOf(r: number): number {
  if (r <= 0) return 1;
  if (r >= 100) return 4.5;
  // Just above 0 the cubic of the Annex dips below the scale.
  return Math.max(1, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6);
}
