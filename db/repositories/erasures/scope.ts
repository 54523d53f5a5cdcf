import type { Sqlite } from '../../open.ts';
import { ERASURE_ACTION } from '../audit/erased.ts';

/** Ids of what is to be erased, by table; `calls` without those under a legal hold. */
export interface ErasureScope {
  readonly contactId: string;
  readonly name: string;
  /** The contact's row still says something. */
  readonly known: boolean;
  /** E.164 without the plus: nobody else's. */
  readonly numbers: readonly number[];
  readonly sharedNumbers: readonly number[];
  readonly phones: number;
  readonly emails: readonly string[];
  readonly contacts: readonly string[];
  readonly notes: readonly string[];
  readonly encounters: readonly string[];
  readonly purchases: readonly string[];
  readonly contracts: readonly string[];
  readonly invoices: readonly string[];
  readonly documents: readonly { readonly id: string; readonly sha256: string }[];
  readonly tasks: readonly string[];
  readonly calls: readonly string[];
  readonly heldCalls: readonly string[];
  readonly recordings: readonly { readonly id: string; readonly startedAt: number }[];
  readonly recording_comments: readonly string[];
  readonly recording_shares: readonly string[];
  readonly reviews: readonly string[];
  readonly review_tasks: readonly string[];
  readonly talk_runs: readonly string[];
  readonly leads: readonly string[];
  readonly number_links: readonly string[];
  readonly missed_entries: readonly string[];
  readonly do_not_call: readonly string[];
  readonly legal_holds: readonly string[];
  readonly drafts: number;
  readonly traces: number;
  /** Calls of others that name the person among those who might have rung. */
  readonly mentions: readonly string[];
}

const CALLS = 'select value from json_each(@calls)';

/** All that a base has of a person: by his id, and by numbers that are his alone. */
export function createScope(sqlite: Sqlite) {
  const ids = (sql: string) => sqlite.prepare(sql).pluck();
  const contact = sqlite.prepare('select name, kind, deleted_at as deletedAt from contacts where id = +?');
  const numbers = sqlite.prepare(
    `select distinct e164, exists (select 1 from contact_phones o join contacts c on c.id = o.contact_id
         where o.e164 = p.e164 and o.contact_id <> p.contact_id and o.deleted_at is null and c.deleted_at is null) as isShared
       from contact_phones p where contact_id = +? and e164 is not null`,
  );
  const phones = ids('select count(*) from contact_phones where contact_id = +?');
  const emails = ids('select distinct address from contact_emails where contact_id = +?');
  const calls = ids(
    `select id from calls where contact_id = @id
     union select id from calls where contact_id is null and e164 in (select value from json_each(@numbers))`,
  );
  const held = ids('select call_id from legal_holds where call_id is not null and deleted_at is null');
  const recordings = sqlite.prepare(
    `select id, started_at as startedAt from recordings where call_id in (${CALLS}) and deleted_at is null`,
  );
  const ofRecordings = (table: string) =>
    ids(
      `select id from ${table} where recording_id in (select id from recordings where call_id in (${CALLS}))`,
    );
  const comments = ofRecordings('recording_comments');
  const shares = ofRecordings('recording_shares');
  const reviews = ofRecordings('reviews');
  const reviewTasks = ofRecordings('review_tasks');
  const ofContact = (table: string) =>
    ids(`select /* everywhere, once */ id from ${table} where contact_id = @id`);
  const encounters = ofContact('encounters');
  const purchases = ofContact('purchases');
  const contracts = ofContact('contracts');
  const invoices = ofContact('invoices');
  const documents = sqlite.prepare(
    'select /* everywhere, once */ id, sha256 from documents where contact_id = @id',
  );
  const notes = ids('select /* everywhere, once */ id from notes where contact_id = @id');
  const tasks = ids(
    `select /* everywhere, once */ id from tasks where contact_id = @id union select id from tasks where call_id in (${CALLS})`,
  );
  const runs = ids(
    `select id from talk_runs where contact_id = @id and call_id not in (select value from json_each(@held))
     union select id from talk_runs where call_id in (${CALLS})`,
  );
  const leads = ids('select id from leads where contact_id = @id');
  const links = ids('select id from number_links where contact_id = @id');
  const missed = ids(
    `select id from missed_entries where contact_id = @id
     union select id from missed_entries where key in (select '+' || value from json_each(@numbers))`,
  );
  const doNotCall = ids(
    `select id from do_not_call where contact_id = @id
     union select id from do_not_call where e164 in (select value from json_each(@numbers))`,
  );
  const holds = ids(
    `select id from legal_holds where deleted_at is not null and (contact_id = @id or call_id in (${CALLS}))`,
  );
  const drafts = ids(`select count(*) from calls where follow_up_draft is not null and id in (${CALLS})`);
  const traces = ids(
    `select (select count(*) from call_facts where call_id in (${CALLS}))
       + (select count(*) from call_messages where call_id in (${CALLS}))`,
  );
  const mentions = ids(
    `select id from calls where e164 in (select value from json_each(@all)) and contact_id is not null
       and contact_id <> @id and instr(identity, @id) > 0`,
  );

  return {
    kind: (contactId: string) =>
      (contact.get(contactId) as { kind: 'person' | 'organisation' } | undefined)?.kind,
    /** @returns undefined: there was never such a contact */
    of(contactId: string): ErasureScope | undefined {
      const row = contact.get(contactId) as { name: string; deletedAt: number | null } | undefined;
      if (row === undefined) return undefined;
      const read = numbers.all(contactId) as { e164: number; isShared: number }[];
      const own = read.flatMap(({ e164, isShared }) => (isShared === 0 ? [e164] : []));
      const allHeld = new Set(held.all() as string[]);
      const found = calls.all({ id: contactId, numbers: JSON.stringify(own) }) as string[];
      const free = found.filter((id) => !allHeld.has(id));
      const given = {
        id: contactId,
        numbers: JSON.stringify(own),
        all: JSON.stringify(read.map(({ e164 }) => e164)),
        calls: JSON.stringify(free),
        held: JSON.stringify([...allHeld]),
      };
      const list = (statement: ReturnType<typeof ids>) => statement.all(given) as string[];
      return {
        contactId,
        name: row.name,
        known: row.name !== '',
        numbers: own,
        sharedNumbers: read.flatMap(({ e164, isShared }) => (isShared === 0 ? [] : [e164])),
        phones: phones.get(contactId) as number,
        emails: emails.all(contactId) as string[],
        contacts: row.name === '' ? [] : [contactId],
        notes: list(notes),
        encounters: list(encounters),
        purchases: list(purchases),
        contracts: list(contracts),
        invoices: list(invoices),
        documents: documents.all(given) as ErasureScope['documents'],
        tasks: list(tasks),
        calls: free,
        heldCalls: found.filter((id) => allHeld.has(id)),
        recordings: recordings.all(given) as ErasureScope['recordings'],
        recording_comments: list(comments),
        recording_shares: list(shares),
        reviews: list(reviews),
        review_tasks: list(reviewTasks),
        talk_runs: list(runs),
        leads: list(leads),
        number_links: list(links),
        missed_entries: list(missed),
        do_not_call: list(doNotCall),
        legal_holds: list(holds),
        drafts: drafts.get(given) as number,
        traces: traces.get(given) as number,
        mentions: list(mentions),
      };
    },
  };
}

/** Whether there is something to erase; of somebody who was erased it is what a hold has kept. */
export const isAnythingLeft = ({ known, calls, tasks }: ErasureScope): boolean =>
  known || calls.length > 0 || tasks.length > 0;

/** Something of a person, as it may stand in a text. */
export interface Traces {
  readonly ids: readonly string[];
  readonly texts: readonly string[];
  /** National and international writings have these in common. */
  readonly digits: readonly string[];
}

/** Shorter words are everybody's. */
const SHORTEST = 4;
/** Without country code and trunk prefix, so that every writing of a number has them. */
const SIGNIFICANT = 9;

export const tracesOf = ({ contactId, name, numbers, emails }: ErasureScope): Traces => ({
  ids: [contactId],
  texts: [name, ...emails].filter((text) => text.length >= SHORTEST),
  digits: numbers.map((e164) => String(e164).slice(-SIGNIFICANT)),
});

const fold = (text: string) => text.toLowerCase();

export function createTraceFinder(sqlite: Sqlite) {
  const about = sqlite
    .prepare(
      `select id from audit where subject = @subject and subject_id in (select value from json_each(@ids))
       and action <> '${ERASURE_ACTION}' and detail <> '{}'`,
    )
    .pluck();
  const lines = sqlite.prepare(
    `select id, rowid as row, detail from audit where rowid > ? and action <> '${ERASURE_ACTION}' and detail <> '{}'
     order by rowid limit +?`,
  );
  const rejections = sqlite.prepare(
    'select rowid as row, cells as detail from import_rejections where rowid > ? order by rowid limit +?',
  );
  type Page = { readonly id?: string; readonly row: number; readonly detail: string }[];

  function isAbout(text: string, { ids, texts, digits }: Traces): boolean {
    const folded = fold(text);
    if (ids.some((id) => folded.includes(id)) || texts.some((each) => folded.includes(fold(each))))
      return true;
    if (digits.length === 0) return false;
    // Cell by cell and word by word: digits of two of them are no number.
    return (text.match(/\d[\d\s().+-]{5,}\d/g) ?? []).some((written) => {
      const plain = written.replaceAll(/\D/g, '');
      return digits.some((each) => plain.includes(each));
    });
  }

  return {
    /** Lines of the audit about these rows. */
    about: (subject: string, ids: readonly string[]) =>
      about.all({ subject, ids: JSON.stringify(ids) }) as string[],
    /** One page of the audit behind a row, and where the next begins; undefined: that was the last. */
    audit: (traces: Traces, after: number, limit: number) =>
      pageOf(lines.all(after, limit) as Page, limit, traces),
    rejections: (traces: Traces, after: number, limit: number) =>
      pageOf(rejections.all(after, limit) as Page, limit, traces),
  };

  function pageOf(page: Page, limit: number, traces: Traces) {
    const found = page.filter(({ detail }) => isAbout(detail, traces));
    const end = page.length < limit ? undefined : page.at(-1)?.row;
    return {
      ids: found.flatMap(({ id }) => (id === undefined ? [] : [id])),
      rows: found.map(({ row }) => row),
      end,
      last: page.at(-1)?.row,
    };
  }
}
