import type { Fact } from './fact.ts';

/** Something that began with one fact and is over with another; without `end` it never was, or the call ended first. */
interface Span {
  readonly what: string;
  /** Index of the fact. */
  readonly begin: number;
  end?: number;
}

/** Which facts begin a span, and which end it. Holds are of two sides, which do not know each other. */
function roleOf(fact: Fact): { readonly what: string; readonly begins: boolean } | undefined {
  switch (fact.kind) {
    case 'held':
    case 'resumed':
      return { what: `hold by ${fact.by}`, begins: fact.kind === 'held' };
    case 'muted':
    case 'unmuted':
      return { what: 'mute', begins: fact.kind === 'muted' };
    case 'joined':
    case 'parted':
      return { what: 'conference', begins: fact.kind === 'joined' };
    case 'signalLost':
    case 'signalBack':
      return { what: 'signal', begins: fact.kind === 'signalLost' };
    case 'recordingPaused':
    case 'recordingResumed':
      return { what: 'pause', begins: fact.kind === 'recordingPaused' };
    case 'soundLost':
    case 'soundBack':
      return { what: 'sound', begins: fact.kind === 'soundLost' };
    default:
      return undefined;
  }
}

/** What lasted in a call: pairs the facts that begin and end something. */
export class TimelineSpans {
  private readonly facts: readonly Fact[];
  private readonly spans: Span[] = [];

  constructor(facts: readonly Fact[]) {
    this.facts = facts;
    facts.forEach((fact, index) => {
      const role = roleOf(fact);
      if (role === undefined) return;
      const open = this.spans.findLast(({ what, end }) => what === role.what && end === undefined);
      if (!role.begins) {
        if (open) open.end = index;
      } else if (!open) this.spans.push({ what: role.what, begin: index });
    });
  }

  /** Milliseconds of the span that the fact of this index ends; 0 when it ends none. */
  lengthUntil(index: number): number {
    const span = this.spans.find(({ end }) => end === index);
    return span === undefined ? 0 : this.at(index) - this.at(span.begin);
  }

  /** Whether what began with this fact was over before the call was. */
  ends(index: number): boolean {
    return this.spans.some(({ begin, end }) => begin === index && end !== undefined);
  }

  /** Whether the silence that this fact begins or ends is told with a reconnection. */
  partOfReconnection(index: number): boolean {
    const span = this.spans.find(({ begin, end }) => begin === index || end === index);
    return span?.what === 'sound' && this.reconnections().some((signal) => this.overlap(signal, span));
  }

  /** Milliseconds without sound that came with the reconnection of this fact; `still`: the sound never came back. */
  silenceDuring(index: number): number | 'still' {
    const signal = this.spans.find(({ end }) => end === index);
    const silences = this.spans.filter(
      (span) => span.what === 'sound' && signal !== undefined && this.overlap(signal, span),
    );
    if (silences.some(({ end }) => end === undefined)) return 'still';
    return silences.reduce((sum, { begin, end = begin }) => sum + this.at(end) - this.at(begin), 0);
  }

  private reconnections(): Span[] {
    return this.spans.filter(({ what, end }) => what === 'signal' && end !== undefined);
  }

  private overlap(one: Span, other: Span): boolean {
    const until = ({ end }: Span) => (end === undefined ? Number.POSITIVE_INFINITY : this.at(end));
    return this.at(one.begin) <= until(other) && this.at(other.begin) <= until(one);
  }

  private at(index: number): number {
    return this.facts[index]?.at ?? 0;
  }
}
