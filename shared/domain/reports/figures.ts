import type { Count, Counts } from './counts.ts';

/** `count`: calls; `share`: 0..1; `time`: ms. */
export type Unit = 'count' | 'share' | 'time';

interface Definition {
  readonly unit: Unit;
  /** Null: there is nothing of which it could be said. */
  readonly of: (counts: Counts) => number | null;
  /** Which calls are shown when somebody asks for those behind it. */
  readonly behind: Count;
  /** Which way is good; absent: neither. */
  readonly good?: 'more' | 'less';
}

const count = (name: Count, good?: 'more' | 'less'): Definition => ({
  unit: 'count',
  of: (counts) => counts[name],
  behind: name,
  ...(good === undefined ? {} : { good }),
});

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** From answer to the end of the wrap-up. */
export const workMs = ({ talkMs, holdMs, wrapUpMs }: Counts): number => talkMs + holdMs + wrapUpMs;

/** Each figure of a report: its formula here, its sentence in the catalogue (`reports:definition.<name>`). */
const DEFINED = {
  calls: count('calls'),
  inbound: count('inbound'),
  outbound: count('outbound'),
  offered: count('offered'),
  answered: count('answered', 'more'),
  abandoned: count('abandoned', 'less'),
  shortAbandoned: count('shortAbandoned'),
  turnedAway: count('turnedAway', 'less'),
  missed: count('missed', 'less'),
  savedByUs: count('savedByUs'),
  savedByThem: count('savedByThem'),
  lost: count('lost', 'less'),
  talks: count('talks'),
  reached: count('reached', 'more'),
  agreed: count('agreed', 'more'),
  clockSetBack: count('clockSetBack'),
  conversion: {
    unit: 'share',
    of: ({ agreed, talks }) => ratio(agreed, talks),
    behind: 'agreed',
    good: 'more',
  },
  serviceLevel: {
    unit: 'share',
    of: ({ inService, offered }) => ratio(inService, offered),
    behind: 'offered',
    good: 'more',
  },
  abandonRate: {
    unit: 'share',
    of: ({ abandoned, offered }) => ratio(abandoned, offered),
    behind: 'abandoned',
    good: 'less',
  },
  asa: {
    unit: 'time',
    of: ({ waitMs, answered }) => ratio(waitMs, answered),
    behind: 'answered',
    good: 'less',
  },
  aht: { unit: 'time', of: (counts) => ratio(workMs(counts), counts.talks), behind: 'talks' },
  talkTime: { unit: 'time', of: ({ talkMs }) => talkMs, behind: 'talks' },
  holdTime: { unit: 'time', of: ({ holdMs }) => holdMs, behind: 'talks' },
  wrapUpTime: { unit: 'time', of: ({ wrapUpMs }) => wrapUpMs, behind: 'talks' },
  occupancy: { unit: 'share', of: (counts) => ratio(workMs(counts), counts.shiftMs), behind: 'talks' },
} as const satisfies Readonly<Record<string, Definition>>;

export type ReportFigure = keyof typeof DEFINED;
export const REPORT_FIGURES = Object.keys(DEFINED) as ReportFigure[];
export const figureOf: Readonly<Record<ReportFigure, Definition>> = DEFINED;

/** How a figure stands against another period's; null where one of them has none. */
export function differenceOf(figure: ReportFigure, now: Counts, before: Counts): number | null {
  const [a, b] = [figureOf[figure].of(now), figureOf[figure].of(before)];
  return a === null || b === null ? null : a - b;
}
