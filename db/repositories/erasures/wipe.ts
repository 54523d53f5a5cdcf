import type { Deps } from '../context.ts';
import type { ErasureScope } from './scope.ts';

/**
 * What is left of a row, by table. Ids, times and what counts without a person stay; whatever a person could be known by, or has
 * said, goes. `stays` is what statistics still count; the others are tombstones.
 */
const WIPED = {
  contacts: {
    set: `name = '', name_key = '', organisation_id = null, role = null, channel = null, region = null,
      field = null, head_count = null, needs = null, tags = '[]', language = null, zone = null, about = '', consent = null,
      birthday = null, contract_ends_on = null, addresses = '[]', own = '{}'`,
  },
  notes: { set: "text = ''" },
  encounters: { set: "text = ''" },
  // Amounts and days stay with the firm's books; what they were for, and for whom, does not.
  purchases: { set: "name = '', serial = null, find_key = '', note = ''" },
  contracts: { set: "number = '', find_key = '', subject = ''" },
  invoices: { set: "number = '', find_key = '', subject = ''" },
  // Without its checksum nothing leads to the bytes, which go as well.
  documents: { set: "file_name = '', media_type = '', sha256 = ''" },
  tasks: { set: "title = '', phone = null, occasion = null, contact_id = null" },
  calls: {
    stays: true,
    set: `remote_number = '', remote_name = '', remote_asserted = null, remote_diverted = null, remote_anonymous = 1, e164 = null,
      dialled = null, transferred_to = null, reason = null, identity = '{"reading":{"kind":"anonymous"},"matches":[]}',
      contact_id = null, note = '', follow_up_draft = null`,
  },
  // Its measures say nothing of anybody, and its sound is gone.
  recordings: { set: 'mime = mime' },
  recording_comments: { set: "text = ''" },
  recording_shares: { set: "note = ''" },
  // How well the operator did still counts; what was written of the talk does not.
  reviews: {
    stays: true,
    set: `summary = '', reply = null, appeal = null, verdict_note = null, judgements = '{}', proposals = '{}', before = null`,
  },
  review_tasks: { stays: true, set: "state = case state when 'open' then 'skipped' else state end" },
  talk_runs: {
    set: `facts = '{"contact":{},"me":{"name":""},"today":""}', moves = '[]', taken_back = '[]', carried_out = '[]',
      contact_id = null, state = 'left'`,
  },
  leads: {
    set: "next_number = null, next_at = null, state = 'done', lease_token = null, lease_by = null, lease_until = null",
  },
  number_links: { set: "key = ''" },
  missed_entries: {
    set: `key = 'erased:' || id, number = '', contact_id = null, end_note = null, state = 'resolved', end_how = coalesce(end_how, 'byHand'),
      end_at = coalesce(end_at, @at), end_reason = coalesce(end_reason, 'other'), lease_by = null, lease_until = null`,
  },
  do_not_call: { set: "e164 = null, contact_id = null, reason = ''" },
  legal_holds: { set: "reason = ''" },
} as const satisfies Partial<Record<keyof ErasureScope, { set: string; stays?: true }>>;

export type WipedTable = keyof typeof WIPED;
const TABLES = Object.keys(WIPED) as WipedTable[];

const IDS = 'select value from json_each(@ids)';
const OF_CALLS = `call_id in (${IDS})`;
/** That there was a call at that time is what a first fact still says. */
const NO_FACT = '{"accountId":"","remote":{"number":"","displayName":"","anonymous":true}}';

/**
 * Takes the content of rows, in the caller's transaction. Their outbox rows lose their values and keep id, place and order, so that
 * nothing can be undone to what was there. Each row gets one more whose patch is the erasure's mark: by that a replica learns it.
 */
export function createWipe({
  db: { sqlite, schemaVersion },
  newId,
  actorId,
}: Pick<Deps, 'db' | 'newId' | 'actorId'>) {
  const rows = TABLES.map((table) => {
    const { set } = WIPED[table];
    const stays = 'stays' in WIPED[table];
    const statement = sqlite.prepare(
      `update ${table} set ${set}, updated_at = @at, version = version + 1${
        stays ? '' : ', deleted_at = coalesce(deleted_at, @at)'
      } where id in (${IDS})`,
    );
    return { table, run: (ids: string, at: number) => void statement.run({ ids, at }), told: toldOf(table) };
  });
  const forget = sqlite.prepare(
    `update outbox set base = case when base is null then null else @mark end, patch = @mark
     where table_name = @table and row_id in (${IDS})`,
  );
  const tell = sqlite.prepare(
    `insert into outbox (op_id, table_name, row_id, base, patch, at, actor_id, schema_version, row_version)
     values (?, ?, ?, null, ?, ?, ?, ?, ?)`,
  );
  const derived = [
    `delete from recording_words where rowid in (select seq from recording_index where ${OF_CALLS})`,
    `delete from recording_index where ${OF_CALLS}`,
    `delete from call_facts where ${OF_CALLS} and kind not in ('incoming', 'dialing')`,
    `update call_facts set body = '${NO_FACT}' where ${OF_CALLS}`,
    `delete from call_messages where ${OF_CALLS}`,
    `delete from call_samples where ${OF_CALLS}`,
  ].map((sql) => sqlite.prepare(sql));
  const search = sqlite.prepare(
    'delete from contact_search where rowid = (select rseq from contacts where id = ?)',
  );
  const children = ['contact_phones', 'contact_emails'].map((table) =>
    sqlite.prepare(`delete from ${table} where contact_id = ?`),
  );
  // The link stays without its words, so that the next run of the directory does not bring the person back.
  const directory = [
    `update directory_links set state = 'ignored', pending = 0, ours = '{}', theirs = '{}' where contact_id = ?`,
    'delete from directory_conflicts where contact_id = ?',
  ].map((sql) => sqlite.prepare(sql));
  const rejection = sqlite.prepare(`delete from import_rejections where rowid in (${IDS})`);
  const versionOfCall = toldOf('calls');
  const identityOf = sqlite.prepare('select identity from calls where id = +?').pluck();
  const transferred = sqlite
    .prepare(
      'select /* everywhere, once */ id from calls where transferred_to is not null and transferred_to in (select value from json_each(?))',
    )
    .pluck();
  const inCall = (column: string, field: string) => {
    const change = sqlite.prepare(
      `update calls set ${column} = @value, updated_at = @at, version = version + 1 where id = @id`,
    );
    const changes = sqlite.prepare(
      `update outbox set base = json_remove(base, '$.${field}'), patch = json_remove(patch, '$.${field}')
       where table_name = 'calls' and row_id = ?`,
    );
    return (id: string, value: object | null, at: number): void => {
      change.run({ id, at, value: value && JSON.stringify(value) });
      changes.run(id);
      told(
        'calls',
        versionOfCall.all(JSON.stringify([id])) as Told[],
        JSON.stringify({ [field]: value }),
        at,
      );
    };
  };
  const setIdentity = inCall('identity', 'identity');
  const setTransferred = inCall('transferred_to', 'transferredTo');

  function toldOf(table: WipedTable) {
    return sqlite.prepare(`select id, version from ${table} where id in (select value from json_each(?))`);
  }

  function told(table: string, changed: readonly Told[], patch: string, at: number): void {
    for (const { id, version } of changed)
      tell.run(newId(), table, id, patch, at, actorId(), schemaVersion, version);
  }

  return {
    /** @returns how many outbox rows lost their values */
    rows(scope: ErasureScope, mark: string, at: number): number {
      let forgotten = 0;
      for (const { table, run, told: versions } of rows) {
        const ids = JSON.stringify(scope[table].map((one) => (typeof one === 'string' ? one : one.id)));
        if (ids === '[]') continue;
        run(ids, at);
        forgotten += forget.run({ ids, mark, table }).changes;
        told(table, versions.all(ids) as Told[], mark, at);
      }
      const calls = JSON.stringify(scope.calls);
      for (const statement of derived) statement.run({ ids: calls });
      search.run(scope.contactId);
      for (const statement of [...children, ...directory]) statement.run(scope.contactId);
      for (const id of scope.mentions) {
        const identity = JSON.parse(identityOf.get(id) as string) as { matches: { contactId: string }[] };
        const matches = identity.matches.filter(({ contactId }) => contactId !== scope.contactId);
        setIdentity(id, { ...identity, matches }, at);
      }
      const written = scope.numbers.flatMap((e164) => [`+${e164}`, String(e164)]);
      for (const id of transferred.all(JSON.stringify(written)) as string[]) setTransferred(id, null, at);
      return forgotten;
    },
    rejections: (rowIds: readonly number[]) => void rejection.run({ ids: JSON.stringify(rowIds) }),
  };
}

interface Told {
  readonly id: string;
  readonly version: number;
}
