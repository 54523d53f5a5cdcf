/** Who told of a missed call: this workstation's own log, the PBX by its manager interface, or a cloud PBX by webhook. */
export const MISSED_SOURCES = ['own', 'ami', 'webhook'] as const;
export type MissedSource = (typeof MISSED_SOURCES)[number];

/** Why nobody spoke with the caller. */
export const MISSED_CAUSES = ['unanswered', 'leftQueue', 'busy', 'turnedAway', 'failed'] as const;
export type MissedCause = (typeof MISSED_CAUSES)[number];

/** What one source says of one missed call. Times: UTC epoch milliseconds. */
export interface MissedReport {
  /** The source and what it calls the call, such as `own:<call id>` or `ami:<linked id>`: a report is kept once. */
  readonly ref: string;
  readonly source: MissedSource;
  readonly at: number;
  readonly endedAt: number;
  readonly cause: MissedCause;
  /** What was called: a line of ours, a number or a queue of the PBX. */
  readonly line: string;
  /** SIP Call-ID or another name that sources share, when there is one. */
  readonly sharedId?: string | undefined;
}

/** One call that was missed, however many sources told of it. */
export interface MissedCall {
  readonly at: number;
  readonly endedAt: number;
  readonly line: string;
  readonly cause: MissedCause;
  readonly reports: readonly MissedReport[];
}

/** Clocks of a PBX and a workstation that both follow network time differ by less; a redial takes a person longer. */
export const CLOCK_SLACK_MS = 5_000;

/** Groups behind the last one that a report may still belong to: a queue rings on while the next caller hangs up. */
const LOOK_BACK = 3;

/**
 * The calls that these reports are about, oldest first. All reports are of one number, and nobody calls twice at once: so
 * those that overlap are of one call, unless one PBX counts them as two. The order in which they came does not matter.
 */
export function callsOf(reports: readonly MissedReport[]): MissedCall[] {
  const groups: MissedReport[][] = [];
  for (const report of reports.toSorted(byTime)) {
    const group = groups.slice(-LOOK_BACK).findLast((each) => belongs(report, each));
    if (group) group.push(report);
    else groups.push([report]);
  }
  return groups.map(asCall);
}

const byTime = (a: MissedReport, b: MissedReport): number =>
  a.at - b.at || a.endedAt - b.endedAt || (a.ref < b.ref ? -1 : 1);

function belongs(report: MissedReport, group: readonly MissedReport[]): boolean {
  if (report.sharedId !== undefined && group.some(({ sharedId }) => sharedId === report.sharedId))
    return true;
  const known = group.some(({ source }) => source === report.source);
  // A workstation rings several times for one caller in a queue; a PBX has one name for the whole call.
  if (known && report.source !== 'own') return false;
  const end = Math.max(...group.map(({ endedAt }) => endedAt));
  return report.at <= end + (known ? 0 : CLOCK_SLACK_MS);
}

/** The PBX knows the whole wait and the queue; a workstation only how long it rang there. */
function asCall(reports: readonly MissedReport[]): MissedCall {
  const best = reports.find(({ source }) => source !== 'own') ?? (reports[0] as MissedReport);
  return {
    at: Math.min(...reports.map(({ at }) => at)),
    endedAt: Math.max(...reports.map(({ endedAt }) => endedAt)),
    line: best.line,
    cause: best.cause,
    reports,
  };
}
