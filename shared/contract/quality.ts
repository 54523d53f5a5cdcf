import { z } from 'zod';
import { VERDICTS } from '../domain/quality/verdict.ts';
import { Id, Time, text } from './common.ts';

/** One second of a talk, as the receiver and the far end's reports (RFC 3550) tell it. */
export const QualitySample = z.object({
  at: Time,
  /** Packets of the other side that did not come in this second, 0..100. */
  lossPct: z.number(),
  /** What the other side says of ours; absent until its first report. */
  lossOutPct: z.number().optional(),
  jitterMs: z.number(),
  roundTripMs: z.number().optional(),
  /** 0..1, RMS. */
  levelIn: z.number(),
  levelOut: z.number(),
  /** 1..4.5, ITU-T G.107 of this second. */
  mos: z.number(),
});
export type QualitySample = z.infer<typeof QualitySample>;

/** What was wrong, as a sentence of the catalogue (`quality:verdict.<code>`) with its figures; the worst first. */
export const Verdict = z.object({
  code: z.enum(VERDICTS),
  /** How long it lasted, seconds; `pct`, `ms`: how bad it was. */
  params: z.record(z.string(), z.number()),
});
export type Verdict = z.infer<typeof Verdict>;

export const CallQuality = z.object({
  samples: z.array(QualitySample),
  verdicts: z.array(Verdict),
  /** Of the whole talk, and of its worst ten seconds. */
  mos: z.number().optional(),
  worstMos: z.number().optional(),
});
export type CallQuality = z.infer<typeof CallQuality>;

/** A SIP message as it went over the wire, with credentials, keys and passwords hidden. */
export const TraceMessage = z.object({
  at: Time,
  direction: z.enum(['sent', 'received']),
  text: text(16_000),
});
export type TraceMessage = z.infer<typeof TraceMessage>;

/** A line of the call's story. `kind` is a sentence of the catalogue (`calls:timeline.<kind>`). */
export const TimelineEntry = z.object({
  at: Time,
  kind: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const CallWarning = z.object({
  callId: Id,
  kind: z.enum(['silentMicrophone', 'talkingWhileMuted', 'noSoundFromCustomer']),
  active: z.boolean(),
});
export type CallWarning = z.infer<typeof CallWarning>;

export const CHECK_STEPS = ['microphone', 'earpiece', 'ringer', 'registration', 'media'] as const;

export const CheckStep = z.object({
  step: z.enum(CHECK_STEPS),
  state: z.enum(['running', 'passed', 'failed', 'skipped']),
  /** A sentence of the catalogue (`quality:advice.<code>`) that says what to do. */
  advice: text(60).optional(),
  figures: z.record(z.string(), z.number()),
});
export type CheckStep = z.infer<typeof CheckStep>;
