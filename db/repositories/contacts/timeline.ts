import type { Contact, TimelineEntry, TimelineFilter } from '../../../shared/contract/contacts.ts';
import { formatNumber, type Home } from '../../../shared/domain/phone-number/index.ts';
import { hasWords, words } from '../../../shared/domain/text/fold.ts';
import type { Sqlite } from '../../open.ts';
import { presentRows } from '../present.ts';
import type { CardPart } from './on-card.ts';

type CallEntry = Extract<TimelineEntry, { kind: 'call' }>;
type NoteEntry = Extract<TimelineEntry, { kind: 'note' }>;
type EncounterEntry = Extract<TimelineEntry, { kind: 'encounter' }>;

export type Whose = Pick<Contact, 'id' | 'kind'>;

/** Behind this entry, older ones come. */
export interface Cursor {
  readonly at: number;
  readonly id: string;
}

export interface TimelinePage {
  readonly filter: TimelineFilter;
  /** Only what has each of these words, or a word that begins so. */
  readonly search?: string | undefined;
  readonly before?: Cursor | undefined;
  readonly limit: number;
}

/** An organisation's timeline has the calls of its people too, and what happened with them elsewhere. */
export interface Timeline {
  /** The newest calls (ended ones), encounters and notes together, newest first; `parts`: what there is of it. */
  newest(whose: Whose, limit: number, home: Home, parts: ReadonlySet<CardPart>): TimelineEntry[];
  page(whose: Whose, page: TimelinePage, home: Home): { entries: TimelineEntry[]; more: boolean };
  /** The last call in which somebody talked. */
  lastTalk(whose: Whose, home: Home): CallEntry | undefined;
}

/** Whose rows of a table, as `e`, and by what name they are told apart. */
interface Circle {
  readonly name: string;
  rows(table: 'calls' | 'encounters'): string;
}

/** The contact's alone, in the order of the index: a customer with thousands of calls costs no more than twenty. */
const OWN: Circle = { name: 'null', rows: (table) => `${table} e where e.contact_id = +@id` };
/** Also those of an organisation's people. The names come with them: to look one up for each row costs as much as the row. */
const CIRCLE: Circle = {
  name: 'w.name',
  rows: (table) => `(select +@id as id, null as name union all
      select id, name from contacts where organisation_id = +@id and id <> +@id and deleted_at is null) w
    cross join ${table} e on e.contact_id = w.id where true`,
};

/** Which kinds of encounters a filter lets through; none: it has no encounters at all. */
const ENCOUNTERS: Readonly<Record<TimelineFilter, readonly EncounterEntry['what'][] | 'all'>> = {
  all: 'all',
  calls: ['call'],
  visits: ['visit', 'meeting'],
  letters: ['letter', 'email', 'message'],
  notes: [],
};
const WITH_CALLS: ReadonlySet<TimelineFilter> = new Set(['all', 'calls']);
const WITH_NOTES: ReadonlySet<TimelineFilter> = new Set(['all', 'notes']);

/** Later than everything, so that one statement serves the first page and each further one. */
const END: Cursor = { at: Number.MAX_SAFE_INTEGER, id: 'z' };
/** So many entries are read at once, and in all, to look for words in them: years of a busy customer. */
const SEARCH_STEP = 200;
const SEARCH_MOST = 5_000;

export function createTimeline(sqlite: Sqlite): Timeline {
  // The rows are chosen from the index first, by their place in the table; what is dear about a row is read for the chosen ones only.
  const calls = ({ name, rows }: Circle, condition: string) =>
    presentRows<CallEntry>(
      sqlite.prepare(
        `select 'call' as kind, k.id, k.started_at as at, k.direction, k.result, k.outcome, k.note,
           coalesce(k.ended_at - k.answered_at, 0) as talkMs, coalesce(k.answered_at, k.ended_at) - k.started_at as ringMs,
           coalesce('+' || k.e164, k.remote_number) as number, chosen.name as withName,
           (select id from recordings r where r.call_id = k.id and r.deleted_at is null
            order by started_at desc, id desc limit 1) as recordingId,
           (select v.name from talk_runs t cross join talk_script_versions v on v.id = t.version_id
            where t.call_id = k.id and t.deleted_at is null order by t.started_at desc limit 1) as scriptName
         from (select e.rowid as place, ${name} as name from ${rows('calls')} and e.state = 'ended' and ${condition}
           order by e.started_at desc, e.id desc limit +@limit) chosen
         cross join calls k on k.rowid = chosen.place`,
      ),
    );
  const answered = 'e.answered_at is not null';
  const behind = '(e.started_at, e.id) < (+@at, +@before)';
  const newestCalls = { person: calls(OWN, behind), organisation: calls(CIRCLE, behind) };
  const lastTalks = { person: calls(OWN, answered), organisation: calls(CIRCLE, answered) };
  const notes = presentRows<NoteEntry>(
    sqlite.prepare(
      `select 'note' as kind, n.id, n.at, n.text, u.name as authorName from notes n left join users u on u.id = n.author_id
       where n.contact_id = +@id and n.deleted_at is null and (n.at, n.id) < (+@at, +@before)
       order by n.at desc, n.id desc limit +@limit`,
    ),
  );
  const encountersOf = ({ name, rows }: Circle) =>
    presentRows<EncounterEntry>(
      sqlite.prepare(
        `select 'encounter' as kind, e.id, e.version, e.kind as what, e.at, e.minutes, e.direction, e.text,
           u.name as authorName, chosen.name as withName
         from (select e.rowid as place, ${name} as name from ${rows('encounters')} and e.deleted_at is null
             and (e.at, e.id) < (+@at, +@before) and (@kinds is null or e.kind in (select value from json_each(@kinds)))
           order by e.at desc, e.id desc limit +@limit) chosen
         cross join encounters e on e.rowid = chosen.place left join users u on u.id = e.author_id`,
      ),
    );
  const encounters = { person: encountersOf(OWN), organisation: encountersOf(CIRCLE) };

  const written = (call: CallEntry, { country }: Home): CallEntry =>
    Object.assign(call, { number: formatNumber(call.number, country) });

  function read(
    { id, kind }: Whose,
    filter: TimelineFilter,
    { at, id: before }: Cursor,
    limit: number,
    home: Home,
    parts?: ReadonlySet<CardPart>,
  ): TimelineEntry[] {
    const from = { id, at, before, limit };
    const kinds = ENCOUNTERS[filter];
    const entries: TimelineEntry[] = [];
    if (WITH_CALLS.has(filter))
      entries.push(...newestCalls[kind].all(from).map((call) => written(call, home)));
    if (WITH_NOTES.has(filter) && parts?.has('notes') !== false) entries.push(...notes.all(from));
    // A firm has those of its people too.
    if (kinds.length > 0 && (kind === 'organisation' || parts?.has('encounters') !== false)) {
      const given = { ...from, kinds: kinds === 'all' ? null : JSON.stringify(kinds) };
      entries.push(...encounters[kind].all(given));
    }
    return entries.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, limit);
  }

  return {
    newest: (whose, limit, home, parts) => read(whose, 'all', END, limit, home, parts),
    page(whose, { filter, search = '', before = END, limit }, home) {
      const wanted = words(search);
      if (wanted.length === 0) {
        const entries = read(whose, filter, before, limit + 1, home);
        return { entries: entries.slice(0, limit), more: entries.length > limit };
      }
      const found: TimelineEntry[] = [];
      let cursor = before;
      for (let seen = 0; seen < SEARCH_MOST && found.length <= limit; seen += SEARCH_STEP) {
        const entries = read(whose, filter, cursor, SEARCH_STEP, home);
        found.push(...entries.filter((entry) => hasWords(words(said(entry)), wanted)));
        const last = entries.at(-1);
        if (last === undefined || entries.length < SEARCH_STEP) break;
        cursor = last;
      }
      return { entries: found.slice(0, limit), more: found.length > limit };
    },
    lastTalk({ id, kind }, home) {
      const call = lastTalks[kind].get({ id, limit: 1 });
      return call && written(call, home);
    },
  };
}

/** What of an entry somebody would remember. */
const said = (entry: TimelineEntry): string =>
  entry.kind === 'call'
    ? [entry.note, entry.withName, entry.scriptName, entry.number].join(' ')
    : [entry.text, entry.authorName].join(' ');
