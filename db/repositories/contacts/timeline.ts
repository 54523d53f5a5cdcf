import type { Contact, TimelineEntry } from '../../../shared/contract/contacts.ts';
import { formatNumber, type Home } from '../../../shared/domain/phone-number/index.ts';
import type { Sqlite } from '../../open.ts';
import { present } from '../present.ts';

type CallEntry = Extract<TimelineEntry, { kind: 'call' }>;
type NoteEntry = Extract<TimelineEntry, { kind: 'note' }>;

interface RawNote {
  readonly id: string;
  readonly at: number;
  readonly text: string;
  readonly authorName: string | null;
}

export type Whose = Pick<Contact, 'id' | 'kind'>;

/** An organisation's timeline has the calls of its people too. */
export interface Timeline {
  /** The newest calls (ended ones) and notes together, newest first. */
  newest(whose: Whose, limit: number, home: Home): TimelineEntry[];
  /** The last call in which somebody talked. */
  lastTalk(whose: Whose, home: Home): CallEntry | undefined;
}

interface RawCall {
  readonly id: string;
  readonly at: number;
  readonly direction: 'inbound' | 'outbound';
  readonly result: string;
  readonly answeredAt: number | null;
  readonly endedAt: number;
  readonly outcome: string | null;
  readonly note: string;
  readonly number: string;
  readonly withName: string | null;
  readonly recordingId: string | null;
  readonly scriptName: string | null;
}

/** Whose calls: the contact's alone (in the order of the index), or also those of an organisation's people. */
const OWN = '= +@id';
const CIRCLE =
  'in (select +@id union all select id from contacts where organisation_id = +@id and deleted_at is null)';

export function createTimeline(sqlite: Sqlite): Timeline {
  // The rows are chosen from the index first; what is dear about a row is read for the chosen ones only.
  const calls = (whose: string, condition = '') =>
    sqlite.prepare(
      `select k.id, k.started_at as at, k.direction, k.result, k.answered_at as answeredAt, k.ended_at as endedAt,
         k.outcome, k.note, coalesce('+' || k.e164, k.remote_number) as number,
         case when k.contact_id <> +@id then c.name end as withName,
         (select id from recordings r where r.call_id = k.id and r.deleted_at is null
          order by started_at desc, id desc limit 1) as recordingId,
         (select v.name from talk_runs t cross join talk_script_versions v on v.id = t.version_id
          where t.call_id = k.id and t.deleted_at is null order by t.started_at desc limit 1) as scriptName
       from (select id from calls where contact_id ${whose} and state = 'ended' ${condition}
         order by started_at desc, id desc limit +@limit) chosen
       cross join calls k on k.id = chosen.id left join contacts c on c.id = k.contact_id`,
    );
  const answered = 'and answered_at is not null';
  const newestCalls = { person: calls(OWN), organisation: calls(CIRCLE) };
  const lastTalks = { person: calls(OWN, answered), organisation: calls(CIRCLE, answered) };
  const notes = sqlite.prepare(
    `select n.id, n.at, n.text, u.name as authorName from notes n left join users u on u.id = n.author_id
     where n.contact_id = +? and n.deleted_at is null order by n.at desc, n.id desc limit +?`,
  );

  const toCall = ({ answeredAt, endedAt, ...raw }: RawCall, home: Home): CallEntry => ({
    kind: 'call',
    ...present(raw),
    number: formatNumber(raw.number, home.country),
    talkMs: answeredAt === null ? 0 : endedAt - answeredAt,
    ringMs: (answeredAt ?? endedAt) - raw.at,
  });
  const toNote = (raw: RawNote): NoteEntry => ({
    kind: 'note',
    ...present(raw),
  });

  return {
    newest({ id, kind }, limit, home) {
      const entries: TimelineEntry[] = [
        ...(newestCalls[kind].all({ id, limit }) as RawCall[]).map((raw) => toCall(raw, home)),
        ...(notes.all(id, limit) as RawNote[]).map(toNote),
      ];
      return entries.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, limit);
    },
    lastTalk({ id, kind }, home) {
      const raw = lastTalks[kind].get({ id, limit: 1 }) as RawCall | undefined;
      return raw && toCall(raw, home);
    },
  };
}
