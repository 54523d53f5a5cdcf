import type { Fact } from '../call/fact.ts';
import { DEAD, QUIET, type Sample } from './sample.ts';
import { VERDICTS, type VerdictCode } from './verdict.ts';

export interface Verdict {
  readonly code: VerdictCode;
  /** `seconds`: how long; `pct`, `ms`: how bad; `times`: how often. Whole numbers, but `seconds` of a reconnection. */
  readonly params: Readonly<Record<string, number>>;
}

export interface Assessment {
  /** The worst first; exactly one of `good` and `tooShort` when there is nothing to say. */
  readonly verdicts: Verdict[];
  /** Mean of the talk. */
  readonly mos?: number;
  /** Mean of its worst ten seconds. */
  readonly worstMos?: number;
}

export interface TalkSpan {
  readonly answeredAt?: number | undefined;
  /** Absent while the call lives. */
  readonly endedAt?: number | undefined;
  /** Of this call, in order: reconnections are told from them, and whether a silent microphone was a muted one. */
  readonly facts?: readonly Pick<Fact, 'at' | 'kind'>[] | undefined;
}

/** Fewer seconds say nothing. */
const MIN_SAMPLES = 3;
/** Loss that is heard: at 3 % G.711 with concealment falls out of "users very satisfied" (G.109). */
const LOSS_HEARD = 3;
/** Beyond this a jitter buffer begins to cost delay or words, milliseconds. */
const JITTER_HEARD = 30;
/** There and back; half of it one way is where G.114 begins to hear a delay, milliseconds. */
const DELAY_HEARD = 300;
/** Below it many people are dissatisfied (G.107 Annex B). */
const MOS_FAIR = 3.6;
/** A trouble shorter than this is forgotten before the sentence ends, seconds. */
const MIN_TROUBLE = 3;
/** No sound for so long makes people say "hello?", seconds. */
const MIN_SILENCE = 3;
/** One lost packet in a second is 2 % of it: single seconds are judged with their neighbours. */
const NEIGHBOURS = 2;
const WORST_WINDOW = 10;

/** Says in words what was wrong with a talk, and how good it was. Samples in order of time, one a second. */
export function assess(samples: readonly Sample[], span: TalkSpan): Assessment {
  const inTalk = samples.filter(
    ({ at }) => at >= (span.answeredAt ?? 0) && at <= (span.endedAt ?? Number.POSITIVE_INFINITY) + 1000,
  );
  const found = [...reconnections(span), ...(inTalk.length < MIN_SAMPLES ? [] : troubles(inTalk, span))];
  if (found.length === 0) found.push(...unexplained(inTalk));
  found.sort((a, b) => VERDICTS.indexOf(a.code) - VERDICTS.indexOf(b.code));
  if (found.length === 0) found.push({ code: inTalk.length < MIN_SAMPLES ? 'tooShort' : 'good', params: {} });
  if (inTalk.length === 0) return { verdicts: found };
  return {
    verdicts: found,
    mos: round2(mean(inTalk.map(({ mos }) => mos))),
    worstMos: worstMos(inTalk.map(({ mos }) => mos)),
  };
}

function troubles(samples: readonly Sample[], span: TalkSpan): Verdict[] {
  const heard = samples.filter(({ lossPct }) => lossPct < 100);
  // One way of loss only tells where: what is lost both ways is lost on the one stretch that both ways share, ours.
  const lostIn = lasting(heard, ({ lossPct }) => lossPct, LOSS_HEARD);
  const reported = samples.filter(({ lossOutPct }) => lossOutPct !== undefined && lossOutPct < 100);
  const lostOut = lasting(reported, ({ lossOutPct }) => lossOutPct ?? 0, LOSS_HEARD);
  const jitter = lasting(heard, ({ jitterMs }) => jitterMs, JITTER_HEARD);
  const delay = lasting(
    samples.filter(({ roundTripMs }) => roundTripMs !== undefined),
    ({ roundTripMs }) => roundTripMs ?? 0,
    DELAY_HEARD,
  );
  return [
    ...silenceIn(samples),
    ...silenceOut(samples, span),
    ...(lostIn
      ? [{ code: 'yourNetworkLost' as const, params: { pct: lostIn.mean, seconds: lostIn.seconds } }]
      : []),
    ...(lostOut && !lostIn
      ? [{ code: 'theirNetworkLost' as const, params: { pct: lostOut.mean, seconds: lostOut.seconds } }]
      : []),
    ...(jitter ? [{ code: 'jitter' as const, params: { ms: jitter.mean, seconds: jitter.seconds } }] : []),
    ...(delay ? [{ code: 'delay' as const, params: { ms: delay.mean, seconds: delay.seconds } }] : []),
  ];
}

/**
 * Seconds that were bad without loss or a long way: what is left is a voice that had to wait in the jitter buffer, or came
 * too late for it.
 */
function unexplained(samples: readonly Sample[]): Verdict[] {
  const bad = samples.filter(({ mos }) => mos < MOS_FAIR);
  if (bad.length < MIN_TROUBLE) return [];
  const ms = Math.round(mean(bad.map(({ jitterMs }) => jitterMs)));
  return [{ code: 'jitter', params: { ms, seconds: bad.length } }];
}

/** The seconds in which a figure was bad for more than a moment, and how bad it was in them. */
function lasting(
  samples: readonly Sample[],
  figure: (sample: Sample) => number,
  limit: number,
): { mean: number; seconds: number } | undefined {
  const figures = samples.map(figure);
  const bad = figures.filter((value, index) => {
    const around = figures.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1);
    return value > 0 && mean(around) >= limit;
  });
  return bad.length < MIN_TROUBLE ? undefined : { mean: Math.round(mean(bad)), seconds: bad.length };
}

/** Nothing came for a while, or what came was silence from the first to the last second. */
function silenceIn(samples: readonly Sample[]): Verdict[] {
  const deaf = samples.every(({ levelIn }) => levelIn < DEAD);
  const seconds = deaf ? samples.length : inRuns(samples, ({ lossPct }) => lossPct >= 100);
  return seconds < MIN_SILENCE ? [] : [{ code: 'noSoundIn', params: { seconds } }];
}

/** Our sound did not arrive, or the microphone gave none, or so little that it was hard to hear. */
function silenceOut(samples: readonly Sample[], { facts = [] }: TalkSpan): Verdict[] {
  const lost = inRuns(samples, ({ lossOutPct }) => (lossOutPct ?? 0) >= 100);
  if (lost >= MIN_SILENCE) return [{ code: 'noSoundOut', params: { seconds: lost } }];
  const open = samples.filter(({ at }) => !isMuted(facts, at));
  if (open.length < MIN_SILENCE) return [];
  const loudest = Math.max(...open.map(({ levelOut }) => levelOut));
  if (loudest < DEAD) return [{ code: 'noSoundOut', params: { seconds: open.length } }];
  return loudest < QUIET ? [{ code: 'quietMicrophone', params: { seconds: open.length } }] : [];
}

/** Whether the microphone was muted in the second that ended then, wholly or in part. */
function isMuted(facts: readonly Pick<Fact, 'at' | 'kind'>[], at: number): boolean {
  let muted = false;
  for (const fact of facts) {
    if (fact.kind !== 'muted' && fact.kind !== 'unmuted') continue;
    if (fact.at > at) break;
    if (fact.at > at - 1000) return true;
    muted = fact.kind === 'muted';
  }
  return muted;
}

/** Seconds in runs that are long enough to be noticed. */
function inRuns(samples: readonly Sample[], is: (sample: Sample) => boolean): number {
  let total = 0;
  let run = 0;
  for (const sample of samples) {
    run = is(sample) ? run + 1 : 0;
    if (run === MIN_SILENCE) total += MIN_SILENCE;
    else if (run > MIN_SILENCE) total += 1;
  }
  return total;
}

/** `seconds`: the longest way back to the PBX; `silentSeconds`: all that was not heard meanwhile. */
function reconnections({ facts = [], endedAt }: TalkSpan): Verdict[] {
  const signal = gaps(facts, 'signalLost', 'signalBack', endedAt);
  const sound = gaps(facts, 'soundLost', 'soundBack', endedAt);
  const times = Math.max(signal.length, sound.length);
  if (times === 0) return [];
  const longest = Math.max(...(signal.length > 0 ? signal : sound));
  const silent = sound.reduce((sum, gap) => sum + gap, 0);
  return [
    {
      code: 'reconnected',
      params: { times, seconds: tenths(longest), silentSeconds: tenths(silent) },
    },
  ];
}

/** Lengths in milliseconds; one that never came back lasts to the end of the call. */
function gaps(
  facts: readonly Pick<Fact, 'at' | 'kind'>[],
  lost: Fact['kind'],
  back: Fact['kind'],
  endedAt: number | undefined,
): number[] {
  const lengths: number[] = [];
  let since: number | undefined;
  for (const { kind, at } of facts) {
    if (kind === lost) since ??= at;
    else if (kind === back && since !== undefined) {
      lengths.push(Math.max(0, at - since));
      since = undefined;
    }
  }
  if (since !== undefined && endedAt !== undefined) lengths.push(Math.max(0, endedAt - since));
  return lengths;
}

/** The lowest mean of ten seconds in a row, or of all when there are fewer. */
export function worstMos(scores: readonly number[]): number {
  const size = Math.min(WORST_WINDOW, scores.length);
  let sum = scores.slice(0, size).reduce((total, mos) => total + mos, 0);
  let worst = sum;
  for (let end = size; end < scores.length; end++) {
    sum += (scores[end] ?? 0) - (scores[end - size] ?? 0);
    worst = Math.min(worst, sum);
  }
  return round2(worst / size);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const round2 = (value: number): number => Math.round(value * 100) / 100;
const tenths = (ms: number): number => Math.round(ms / 100) / 10;
