import type { Sqlite } from '../../open.ts';
import type { ErasureScope } from './scope.ts';

/**
 * What is left of a row, by table. Ids, times and what counts without a person stay; whatever a person could be known by, or has
 * said, goes. `stays` is what statistics still count; the others are tombstones.
 */
const WIPED = {
  contacts: {
    set: `name = '', name_key = '', organisation_id = null, role = null, relation = 'other', stage = 'new', channel = null, region = null,
      field = null, head_count = null, needs = null, tags = '[]', language = null, zone = null, about = '', consent = null,
      birthday = null, contract_ends_on = null`,
  },
  notes: { set: "text = ''" },
  tasks: { set: "title = '', phone = null, occasion = null, contact_id = null" },
  calls: {
    stays: true,
    set: `remote_number = '', remote_name = '', remote_asserted = null, remote_diverted = null, remote_anonymous = 1, e164 = null,
      dialled = null, transferred_to = null, reason = null, identity = '{"reading":{"kind":"anonymous"},"matches":[]}',
      contact_id = null, note = '', follow_up_draft = null`,
  },
  recordings: { set: 'sha256 = null, bytes = 0' },
  recording_comments: { set: "text = ''" },
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

/**
 * Takes the content of rows, in the caller's transaction. Their outbox rows lose their values and keep id, place and order, so that
 * nothing can be undone to what was there; that the rows are empty now a replica learns from the outbox row of the erasure itself.
 */
export function createWipe(sqlite: Sqlite) {
  const rows = TABLES.map((table) => {
    const { set } = WIPED[table];
    const stays = 'stays' in WIPED[table];
    const statement = sqlite.prepare(
      `update ${table} set ${set}, updated_at = @at, version = version + 1${
        stays ? '' : ', deleted_at = coalesce(deleted_at, @at)'
      } where id in (${IDS})`,
    );
    // A statement is given what it names and nothing else.
    return { table, run: (ids: string, at: number) => void statement.run({ ids, at }) };
  });
  const outbox = sqlite.prepare(
    `update outbox set base = case when base is null then null else @mark end, patch = @mark
     where table_name = @table and row_id in (${IDS})`,
  );
  const derived = [
    `delete from recording_words where rowid in (select seq from recording_index where ${OF_CALLS})`,
    `delete from recording_index where ${OF_CALLS}`,
    `delete from call_facts where ${OF_CALLS}`,
    `delete from call_messages where ${OF_CALLS}`,
    `delete from call_samples where ${OF_CALLS}`,
  ].map((sql) => sqlite.prepare(sql));
  const search = sqlite.prepare(
    'delete from contact_search where rowid = (select rseq from contacts where id = ?)',
  );
  const children = ['contact_phones', 'contact_emails'].map((table) =>
    sqlite.prepare(`delete from ${table} where contact_id = ?`),
  );
  const mention = sqlite.prepare('select identity from calls where id = +?').pluck();
  const unmention = sqlite.prepare(
    'update calls set identity = @identity, updated_at = @at, version = version + 1 where id = @id',
  );
  const unmentionChanges = sqlite.prepare(
    `update outbox set base = json_remove(base, '$.identity'), patch = json_remove(patch, '$.identity')
     where table_name = 'calls' and row_id = ?`,
  );
  const transfers = sqlite
    .prepare(
      'select id from calls where transferred_to is not null and transferred_to in (select value from json_each(?))',
    )
    .pluck();
  const untransfer = sqlite.prepare(
    `update calls set transferred_to = null, updated_at = @at, version = version + 1 where id in (${IDS})`,
  );
  const untransferChanges = sqlite.prepare(
    `update outbox set base = json_remove(base, '$.transferredTo'), patch = json_remove(patch, '$.transferredTo')
     where table_name = 'calls' and row_id in (${IDS})`,
  );
  const rejection = sqlite.prepare(`delete from import_rejections where rowid in (${IDS})`);

  return {
    /** @returns how many outbox rows lost their values */
    rows(scope: ErasureScope, mark: string, at: number): number {
      let changed = 0;
      for (const { table, run } of rows) {
        const ids = JSON.stringify(scope[table].map((one) => (typeof one === 'string' ? one : one.id)));
        if (ids === '[]') continue;
        run(ids, at);
        changed += outbox.run({ ids, mark, table }).changes;
      }
      const calls = JSON.stringify(scope.calls);
      for (const statement of derived) statement.run({ ids: calls });
      search.run(scope.contactId);
      for (const statement of children) statement.run(scope.contactId);
      for (const id of scope.mentions) {
        const identity = JSON.parse(mention.get(id) as string) as { matches: { contactId: string }[] };
        const matches = identity.matches.filter(({ contactId }) => contactId !== scope.contactId);
        unmention.run({ id, at, identity: JSON.stringify({ ...identity, matches }) });
        unmentionChanges.run(id);
      }
      const written = scope.numbers.flatMap((e164) => [`+${e164}`, String(e164)]);
      const ids = JSON.stringify(transfers.all(JSON.stringify(written)));
      if (ids !== '[]') {
        untransfer.run({ ids, at });
        untransferChanges.run({ ids });
      }
      return changed;
    },
    rejections: (rowIds: readonly number[]) => void rejection.run({ ids: JSON.stringify(rowIds) }),
  };
}
