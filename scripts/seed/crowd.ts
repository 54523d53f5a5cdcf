import { openDatabase } from '../../db/open.ts';

const ROWS_A_TRANSACTION = 50_000;

/** The number of the n-th customer: British mobiles, all different and all valid, for ten million of them. */
export const crowdNumber = (n: number): string => `+4474${String(n).padStart(8, '0')}`;

/**
 * Adds a crowd of customers with a number each, as rows: no outbox and no search index, which would take hours for
 * millions and nobody asks in a bench of lists. Every `nth` of them is `interested`, the others are `customer`.
 */
export function addCrowd(file: string, count: number, nth: number): void {
  const db = openDatabase({ file });
  const { sqlite } = db;
  sqlite.pragma('synchronous = OFF');
  const first = sqlite.prepare('select coalesce(max(rseq), 0) + 1 from contacts').pluck().get() as number;
  const series = `with recursive s(n) as (select @from union all select n + 1 from s where n + 1 < @to)`;
  const contacts = sqlite.prepare(
    `${series} insert into contacts (id, created_at, updated_at, version, kind, name, relation, stage, tags, about, rseq, name_key)
     select printf('01900000-0000-7000-8000-%012x', n), 1, 1, 1, 'person', 'Customer ' || n, 'customer',
       case n % @nth when 0 then 'interested' else 'customer' end, '[]', '', @first + n, 'customer ' || n from s`,
  );
  const phones = sqlite.prepare(
    `${series} insert into contact_phones (id, created_at, updated_at, version, contact_id, e164, raw, label, main, position)
     select printf('01900000-0001-7000-8000-%012x', n), 1, 1, 1, printf('01900000-0000-7000-8000-%012x', n),
       447400000000 + n, '+' || (447400000000 + n), 'main', 1, 0 from s`,
  );
  for (let from = 0; from < count; from += ROWS_A_TRANSACTION) {
    const range = { from, to: Math.min(count, from + ROWS_A_TRANSACTION) };
    db.transaction(() => {
      contacts.run({ ...range, nth, first });
      phones.run(range);
    });
  }
  sqlite.pragma('wal_checkpoint(truncate)');
  db.close();
}
