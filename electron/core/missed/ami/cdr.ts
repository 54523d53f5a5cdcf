import { parse } from 'csv-parse/sync';
import {
  dialledCustomer,
  isCustomerNumber,
  isHidden,
  isIncoming,
} from '../../../../shared/domain/missed/pbx.ts';
import type { MissedCause } from '../../../../shared/domain/missed/report.ts';
import { missedCall, type PbxOutcome, talkWith } from './outcome.ts';

/** `[system name-]seconds.number`: when the channel was made, by the clock of UTC, which the other columns do not tell. */
const UNIQUE_ID = /^(?:.*-)?(\d{9,11})\.\d+$/;
const QUARTER_MS = 15 * 60_000;

/** Applications that look for a person. */
const SEEKING = new Set(['Dial', 'Queue', 'VoiceMail', 'RetryDial', 'Page', 'FollowMe']);

const CAUSES: Readonly<Record<string, MissedCause>> = {
  BUSY: 'busy',
  FAILED: 'failed',
  CONGESTION: 'failed',
};

/** All rows of a call are written when it ends: those of so many calls later are no more of it. */
const MOST_CALLS = 2_000;

interface Row {
  readonly number: string;
  readonly dialled: string;
  readonly context: string;
  readonly channel: string;
  readonly peer: string;
  readonly application: string;
  readonly data: string;
  /** By the wall clock of the PBX, as if it were UTC; NaN: never. */
  readonly start: number;
  readonly answer: number;
  readonly end: number;
  readonly disposition: string;
}

const wall = (text: string): number =>
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(text)
    ? Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`)
    : Number.NaN;

/** The columns of `Master.csv` (docs.asterisk.org, "CDR"); `named`: with `loguniqueid=yes` in cdr.conf. */
export function cdrFields(
  line: string,
): { fields: readonly string[]; named: string | undefined } | undefined {
  try {
    const [fields] = parse(line, { relax_column_count: true, relax_quotes: true }) as string[][];
    if (fields === undefined || fields.length < 16 || Number.isNaN(wall(fields[9] ?? ''))) return undefined;
    const name = fields[16] ?? '';
    return { fields, named: UNIQUE_ID.test(name) ? name : undefined };
  } catch {
    return undefined;
  }
}

/** Reads Asterisk's `Master.csv`. Lines that are none, or that do not name their call, are left out. */
export function createCdrReader(incoming: readonly string[], tell: (outcome: PbxOutcome) => void) {
  const calls = new Map<string, { rows: Row[]; fresh: boolean }>();

  function outcome(name: string, rows: readonly Row[]): PbxOutcome | undefined {
    const first = rows.toSorted((a, b) => a.start - b.start)[0] as Row;
    const born = Number(UNIQUE_ID.exec(name)?.[1]) * 1000;
    // The zone of the PBX is not written anywhere; all there are differ from UTC by quarters of an hour.
    const zone = Math.round((first.start - born) / QUARTER_MS) * QUARTER_MS;
    const inside = !isIncoming(first, incoming);
    const talk = rows.find(
      ({ disposition, peer, answer }) => disposition === 'ANSWERED' && peer !== '' && answer > 0,
    );
    const number = inside ? calledBy(rows) : first.number;
    if (talk)
      return number === undefined || isHidden(number) ? undefined : talkWith(number, talk.answer - zone);
    if (inside || !rows.some(sought)) return undefined;
    const queue = rows.find(({ application }) => application === 'Queue');
    const cause = queue ? 'leftQueue' : (CAUSES[first.disposition] ?? 'unanswered');
    return missedCall(name, first.number, {
      at: born,
      endedAt: Math.max(...rows.map(({ end }) => end)) - zone,
      cause,
      line: queue?.data.split(',')[0] || first.dialled,
    });
  }

  function settle(name: string): void {
    const { rows, fresh } = calls.get(name) ?? {};
    calls.delete(name);
    const told = rows && fresh ? outcome(name, rows) : undefined;
    if (told) tell(told);
  }

  return {
    take(line: string, fresh: boolean): void {
      const read = cdrFields(line);
      if (read?.named === undefined) return;
      const { fields, named } = read;
      const at = (column: number) => fields[column] ?? '';
      const call = calls.get(named) ?? { rows: [], fresh: false };
      calls.set(named, call);
      const [oldest] = calls.keys();
      if (calls.size > MOST_CALLS && oldest !== undefined) settle(oldest);
      call.fresh ||= fresh;
      call.rows.push({
        number: at(1),
        dialled: at(2),
        context: at(3),
        channel: at(5),
        peer: at(6),
        application: at(7),
        data: at(8),
        start: wall(at(9)),
        answer: wall(at(10)),
        end: wall(at(11)),
        disposition: at(14),
      });
    },
    end(): void {
      for (const name of [...calls.keys()]) settle(name);
    },
  };
}

const sought = ({ peer, application, disposition }: Row): boolean =>
  peer !== '' || SEEKING.has(application) || disposition !== 'ANSWERED';

/** Whom somebody inside has called. */
function calledBy(rows: readonly Row[]): string | undefined {
  for (const { application, data, dialled } of rows) {
    const customer = application === 'Dial' ? dialledCustomer(data) : undefined;
    if (customer !== undefined) return customer;
    if (isCustomerNumber(dialled)) return dialled;
  }
  return undefined;
}
