import type { Fact, Side } from './fact.ts';
import { TimelineSpans } from './timeline-spans.ts';

/** Lines of a call's story; each is a sentence of the catalogue (`calls:timeline.<kind>`). */
export const TIMELINE_KINDS = [
  'rang',
  'dialled',
  'rangThere',
  'answeredByOperator',
  'answeredByCustomer',
  'heldByOperator',
  'heldByCustomer',
  'resumedByOperator',
  'resumedByCustomer',
  'muted',
  'unmuted',
  'tones',
  'transferred',
  'joined',
  'parted',
  'connectionLost',
  'reconnected',
  'reconnectedSilent',
  'reconnectedStillSilent',
  'soundLost',
  'soundBack',
  'recordingPausedByKey',
  'recordingPausedByField',
  'recordingResumed',
  'announcedByClip',
  'announcedByTone',
  'interrupted',
  'reclaimed',
  'endedByOperator',
  'endedByCustomer',
  'endedByNetwork',
  'cancelledByOperator',
  'gaveUp',
  'declinedByOperator',
  'declinedByCustomer',
  'endedBusy',
  'endedNoAnswer',
  'endedNotFound',
  'endedForbidden',
  'endedUnavailable',
  'endedAnsweredElsewhere',
  'endedDoNotDisturb',
  'endedForwarded',
  'endedNetworkLost',
  'endedMediaFailed',
  'endedMicrophoneRefused',
  'endedError',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** `at`: UTC ms. Params: `seconds` and `silence` with one decimal, `time` as `m:ss`, `count`, texts from outside as they are. */
export interface TimelineLine {
  readonly at: number;
  readonly kind: TimelineKind;
  readonly params: Readonly<Record<string, string | number>>;
}

/**
 * The story of a call from the facts that were stated about it, in the order of their arrival. A beginning and its end
 * are told where each happened, the end with its length; a lost and found connection is one line, with the silence
 * that came with it. Of tones only the number is told: they may be a PIN.
 */
export function timeline(facts: readonly Fact[]): TimelineLine[] {
  const lines: TimelineLine[] = [];
  const spans = new TimelineSpans(facts);
  const startedAt = facts[0]?.at ?? 0;
  const answeredIndex = facts.findIndex(({ kind }) => kind === 'answered');
  for (const [index, fact] of facts.entries()) {
    const before = facts[index - 1];
    const last = lines.at(-1);
    if (fact.kind === 'toneSent' && before?.kind === 'toneSent' && last?.kind === 'tones') {
      // Tones that follow one another are one line.
      lines[lines.length - 1] = {
        ...last,
        params: { count: Number(last.params.count) + toneCount(fact.tone) },
      };
      continue;
    }
    const line =
      fact.kind === 'ended'
        ? endOf(fact, answeredIndex >= 0 && answeredIndex < index)
        : (lossOf(facts, index, spans) ?? eventOf(fact, spans.lengthUntil(index), startedAt));
    if (line !== 'untold') lines.push({ at: fact.at, ...line });
  }
  return lines.toSorted((a, b) => a.at - b.at);
}

type Line = Omit<TimelineLine, 'at'>;
const line = (kind: TimelineKind, params: TimelineLine['params'] = {}): Line => ({ kind, params });

type Event = Exclude<Fact, { kind: 'ended' }>;

/** What is told of a fact by itself. `length`: of what it ends, milliseconds. */
function eventOf(fact: Event, length: number, startedAt: number): Line {
  switch (fact.kind) {
    case 'incoming':
      return line('rang', { number: fact.remote.number });
    case 'dialing':
      return line('dialled', { number: fact.remote.number });
    case 'progress':
      return line('rangThere');
    case 'answered':
      return line(fact.by === 'operator' ? 'answeredByOperator' : 'answeredByCustomer', {
        seconds: seconds(fact.at - startedAt),
      });
    case 'held':
      return line(fact.by === 'operator' ? 'heldByOperator' : 'heldByCustomer');
    case 'resumed':
      return line(fact.by === 'operator' ? 'resumedByOperator' : 'resumedByCustomer', {
        time: clock(length),
      });
    case 'recordingPaused':
      return line(fact.because === 'key' ? 'recordingPausedByKey' : 'recordingPausedByField');
    case 'announced':
      return fact.how === 'clip'
        ? line('announcedByClip')
        : line('announcedByTone', { seconds: fact.everySeconds ?? 0 });
    case 'recordingResumed':
    case 'unmuted':
    case 'parted':
      return line(fact.kind, { time: clock(length) });
    case 'toneSent':
      return line('tones', { count: toneCount(fact.tone) });
    case 'transferred':
      return line('transferred', { target: fact.target });
    case 'signalLost':
      return line('connectionLost');
    case 'signalBack':
      return line('reconnected', { seconds: seconds(length) });
    case 'soundBack':
      return line('soundBack', { seconds: seconds(length) });
    default:
      return line(fact.kind);
  }
}

/** What is told, or left untold, of connections and assumed ends because of other facts; `undefined`: nothing special. */
function lossOf(facts: readonly Fact[], index: number, spans: TimelineSpans): Line | 'untold' | undefined {
  switch (facts[index]?.kind) {
    case 'signalLost':
      return spans.ends(index) ? 'untold' : undefined;
    case 'soundLost':
      return spans.ends(index) || spans.partOfReconnection(index) ? 'untold' : undefined;
    case 'soundBack':
      return spans.partOfReconnection(index) ? 'untold' : undefined;
    case 'signalBack':
      return reconnection(spans, index);
    case 'interrupted':
      // An end that somebody could state after all is the truth; the assumed one is not told.
      return facts.slice(index + 1).some(({ kind }) => kind === 'ended' || kind === 'reclaimed')
        ? 'untold'
        : undefined;
    default:
      return undefined;
  }
}

function reconnection(spans: TimelineSpans, index: number): Line {
  const params = { seconds: seconds(spans.lengthUntil(index)) };
  const silence = spans.silenceDuring(index);
  if (silence === 'still') return line('reconnectedStillSilent', params);
  return silence === 0
    ? line('reconnected', params)
    : line('reconnectedSilent', { ...params, silence: seconds(silence) });
}

/** A comma among tones is a pause. */
const toneCount = (tones: string): number => tones.replaceAll(',', '').length;

function endOf(fact: Extract<Fact, { kind: 'ended' }>, answered: boolean): Line {
  const { sipCode, reason } = fact;
  return line(endKind(fact, answered), {
    ...(sipCode === undefined ? {} : { sipCode }),
    ...(reason === undefined ? {} : { reason }),
  });
}

function endKind({ cause, by }: Extract<Fact, { kind: 'ended' }>, answered: boolean): TimelineKind {
  switch (cause) {
    case 'hangup':
    case 'cancelled':
      return answered || by === 'network'
        ? ENDED_BY[by]
        : by === 'operator'
          ? 'cancelledByOperator'
          : 'gaveUp';
    case 'declined':
      return by === 'operator' ? 'declinedByOperator' : 'declinedByCustomer';
    case 'busy':
      return by === 'operator' ? 'declinedByOperator' : 'endedBusy';
    default:
      return ENDED[cause];
  }
}

const ENDED_BY: Readonly<Record<Side | 'network', TimelineKind>> = {
  operator: 'endedByOperator',
  customer: 'endedByCustomer',
  network: 'endedByNetwork',
};

const ENDED = {
  noAnswer: 'endedNoAnswer',
  notFound: 'endedNotFound',
  forbidden: 'endedForbidden',
  unavailable: 'endedUnavailable',
  answeredElsewhere: 'endedAnsweredElsewhere',
  doNotDisturb: 'endedDoNotDisturb',
  forwarded: 'endedForwarded',
  networkLost: 'endedNetworkLost',
  mediaFailed: 'endedMediaFailed',
  microphoneRefused: 'endedMicrophoneRefused',
  error: 'endedError',
} as const satisfies Record<string, TimelineKind>;

/** With one decimal. */
const seconds = (ms: number): number => Math.round(Math.max(0, ms) / 100) / 10;

/** `m:ss`, as call bars write it. */
function clock(ms: number): string {
  const whole = Math.round(Math.max(0, ms) / 1000);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
