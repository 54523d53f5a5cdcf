import { words } from '../../../shared/domain/text/fold.ts';
import type { Sqlite } from '../../open.ts';
import { contacts } from '../../schema/people.ts';
import type { PhoneLabel } from '../../types.ts';
import { type Aggregate, type RowOf, rowAggregate } from '../aggregate.ts';

export interface PhoneState {
  readonly id: string;
  /** Without the plus. */
  readonly e164: number | null;
  readonly digits: string | null;
  readonly raw: string;
  readonly label: PhoneLabel;
  readonly main: boolean;
}

export interface EmailState {
  readonly id: string;
  readonly address: string;
}

/** A contact as it changes: its own fields with all of its numbers and addresses, in order. */
export type ContactState = Omit<RowOf<typeof contacts>, 'rseq' | 'nameKey'> & {
  readonly phones: readonly PhoneState[];
  readonly emails: readonly EmailState[];
};

/** One form for all writings of a name. */
export const nameKey = (name: string): string => words(name).join(' ') || name.trim().toLowerCase();

const ADD_PHONE = `insert into contact_phones
    (id, created_at, updated_at, version, contact_id, e164, digits, raw, label, main, position)
  values (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)`;
const ADD_EMAIL = `insert into contact_emails (id, created_at, updated_at, version, contact_id, address, position)
  values (?, ?, ?, 1, ?, ?, ?)`;

/**
 * A contact and its children as one thing. Children leave by tombstone; those of a deleted contact stay as they are and
 * are out of sight with it, so that undo brings back exactly what was there.
 */
export function contactAggregate(sqlite: Sqlite): Aggregate<ContactState> {
  const row = rowAggregate(sqlite, contacts);
  const nextSeq = sqlite.prepare('select coalesce(max(rseq), 0) + 1 from contacts').pluck();
  const seqOf = sqlite.prepare('select rseq from contacts where id = +?').pluck();
  const phonesOf = sqlite.prepare(
    `select id, e164, digits, raw, label, main from contact_phones
     where contact_id = +? and deleted_at is null order by position`,
  );
  const emailsOf = sqlite.prepare(
    'select id, address from contact_emails where contact_id = +? and deleted_at is null order by position',
  );
  // A new contact's children are plainly inserted: an upsert opens a savepoint, at which FTS5 writes out all that it holds.
  const addPhone = sqlite.prepare(ADD_PHONE);
  const putPhone = sqlite.prepare(
    `${ADD_PHONE} on conflict (id) do update set updated_at = excluded.updated_at, deleted_at = null, version = version + 1,
       e164 = excluded.e164, digits = excluded.digits, raw = excluded.raw, label = excluded.label,
       main = excluded.main, position = excluded.position`,
  );
  const addEmail = sqlite.prepare(ADD_EMAIL);
  const putEmail = sqlite.prepare(
    `${ADD_EMAIL} on conflict (id) do update set updated_at = excluded.updated_at, deleted_at = null, version = version + 1,
       address = excluded.address, position = excluded.position`,
  );
  const dropFrom = (table: 'contact_phones' | 'contact_emails') =>
    sqlite.prepare(
      `update ${table} set deleted_at = @at, updated_at = @at, version = version + 1 where id = @id`,
    );
  const drop = { phones: dropFrom('contact_phones'), emails: dropFrom('contact_emails') };

  return {
    table: row.table,
    read(id) {
      const stored = row.read(id);
      if (stored === undefined) return undefined;
      const { rseq: _rseq, nameKey: _nameKey, ...fields } = stored.state;
      const phones = (phonesOf.all(id) as (Omit<PhoneState, 'main'> & { main: number })[]).map((phone) => ({
        ...phone,
        main: phone.main === 1,
      }));
      return { state: { ...fields, phones, emails: emailsOf.all(id) as EmailState[] }, stamp: stored.stamp };
    },
    write(id, { state, stamp }, before) {
      const { phones, emails, ...fields } = state;
      const rseq = (before === undefined ? nextSeq.get() : seqOf.get(id)) as number;
      const full = { ...fields, rseq, nameKey: nameKey(fields.name) };
      const was = before && { state: { ...full }, stamp: before.stamp };
      row.write(id, { state: full, stamp }, was);
      const at = stamp.updatedAt;
      const gone = <T extends { readonly id: string }>(
        old: readonly T[] = [],
        kept: readonly T[],
      ): readonly T[] => old.filter((child) => !kept.some((other) => other.id === child.id));
      for (const phone of gone(before?.state.phones, phones)) drop.phones.run({ id: phone.id, at });
      for (const email of gone(before?.state.emails, emails)) drop.emails.run({ id: email.id, at });
      const phone = before === undefined ? addPhone : putPhone;
      const email = before === undefined ? addEmail : putEmail;
      if (phones !== before?.state.phones) {
        for (const [position, { id: phoneId, e164, digits, raw, label, main }] of phones.entries())
          phone.run(phoneId, at, at, id, e164, digits, raw, label, main ? 1 : 0, position);
      }
      if (emails !== before?.state.emails) {
        for (const [position, { id: emailId, address }] of emails.entries())
          email.run(emailId, at, at, id, address, position);
      }
    },
  };
}
