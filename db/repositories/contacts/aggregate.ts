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

/**
 * A contact and its children as one thing. Children leave by tombstone; those of a deleted contact stay as they are and
 * are out of sight with it, so that undo brings back exactly what was there.
 */
export function contactAggregate(sqlite: Sqlite): Aggregate<ContactState> {
  const row = rowAggregate(sqlite, contacts);
  const nextSeq = sqlite.prepare('select coalesce(max(rseq), 0) + 1 from contacts').pluck();
  const seqOf = sqlite.prepare('select rseq from contacts where id = ?').pluck();
  const phonesOf = sqlite.prepare(
    `select id, e164, digits, raw, label, main from contact_phones
     where contact_id = +? and deleted_at is null order by position`,
  );
  const emailsOf = sqlite.prepare(
    'select id, address from contact_emails where contact_id = +? and deleted_at is null order by position',
  );
  const putPhone = sqlite.prepare(
    `insert into contact_phones (id, created_at, updated_at, version, contact_id, e164, digits, raw, label, main, position)
     values (@id, @at, @at, 1, @contactId, @e164, @digits, @raw, @label, @main, @position)
     on conflict (id) do update set updated_at = @at, deleted_at = null, version = version + 1, e164 = @e164,
       digits = @digits, raw = @raw, label = @label, main = @main, position = @position`,
  );
  const putEmail = sqlite.prepare(
    `insert into contact_emails (id, created_at, updated_at, version, contact_id, address, position)
     values (@id, @at, @at, 1, @contactId, @address, @position)
     on conflict (id) do update set updated_at = @at, deleted_at = null, version = version + 1, address = @address,
       position = @position`,
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
      const rseq = (seqOf.get(id) ?? nextSeq.get()) as number;
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
      if (phones !== before?.state.phones) {
        for (const [position, phone] of phones.entries()) {
          putPhone.run({ ...phone, main: phone.main ? 1 : 0, contactId: id, position, at });
        }
      }
      if (emails !== before?.state.emails) {
        for (const [position, email] of emails.entries())
          putEmail.run({ ...email, contactId: id, position, at });
      }
    },
  };
}
