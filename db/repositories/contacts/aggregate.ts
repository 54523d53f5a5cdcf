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
  readonly note: string | null;
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

/** Of whom nothing is known but that he is a customer. */
export const EMPTY_CONTACT = {
  organisationId: null,
  role: null,
  relation: 'customer',
  stage: 'new',
  responsibleId: null,
  channel: null,
  region: null,
  field: null,
  headCount: null,
  needs: null,
  tags: [],
  language: null,
  zone: null,
  consent: null,
  birthday: null,
  contractEndsOn: null,
  own: {},
  addresses: [],
  about: '',
  phones: [],
  emails: [],
} satisfies Omit<ContactState, 'kind' | 'name'>;

/** One form for all writings of a name. */
export const nameKey = (name: string): string => words(name).join(' ') || name.trim().toLowerCase();

const ADD_PHONE = `insert into contact_phones
    (id, created_at, updated_at, version, contact_id, e164, digits, raw, label, main, note, position)
  values (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)`;
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
    `select id, e164, digits, raw, label, main, note from contact_phones
     where contact_id = +? and deleted_at is null order by position`,
  );
  const emailsOf = sqlite.prepare(
    'select id, address from contact_emails where contact_id = +? and deleted_at is null order by position',
  );
  // No upserts: each opens a savepoint, at which FTS5 writes out all that it holds.
  const addPhone = sqlite.prepare(ADD_PHONE);
  const isPhone = sqlite.prepare('select 1 from contact_phones where id = +?').pluck();
  const setPhone = sqlite.prepare(
    `update contact_phones set updated_at = ?, deleted_at = null, version = version + 1,
       e164 = ?, digits = ?, raw = ?, label = ?, main = ?, note = ?, position = ? where id = +?`,
  );
  const addEmail = sqlite.prepare(ADD_EMAIL);
  const isEmail = sqlite.prepare('select 1 from contact_emails where id = +?').pluck();
  const setEmail = sqlite.prepare(
    `update contact_emails set updated_at = ?, deleted_at = null, version = version + 1,
       address = ?, position = ? where id = +?`,
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
      const { phones, emails } = state;
      const rseq = (before === undefined ? nextSeq.get() : seqOf.get(id)) as number;
      // With its numbers and addresses in it, of which a row knows nothing: a copy without them costs as much as a lookup.
      const full = { ...state, rseq, nameKey: nameKey(state.name) };
      const was = before && {
        ...before.state,
        rseq,
        nameKey: before.state.name === state.name ? full.nameKey : nameKey(before.state.name),
      };
      row.write(id, { state: full, stamp }, was && { state: was, stamp: before.stamp });
      const at = stamp.updatedAt;
      if (before === undefined) {
        for (let position = 0; position < phones.length; position++) {
          const { id: phoneId, e164, digits, raw, label, main, note } = phones[position] as PhoneState;
          addPhone.run(phoneId, at, at, id, e164, digits, raw, label, main ? 1 : 0, note ?? null, position);
        }
        for (let position = 0; position < emails.length; position++) {
          const { id: emailId, address } = emails[position] as EmailState;
          addEmail.run(emailId, at, at, id, address, position);
        }
        return;
      }
      const gone = <T extends { readonly id: string }>(old: readonly T[], kept: readonly T[]): readonly T[] =>
        old.filter((child) => !kept.some((other) => other.id === child.id));
      for (const phone of gone(before.state.phones, phones)) drop.phones.run({ id: phone.id, at });
      for (const email of gone(before.state.emails, emails)) drop.emails.run({ id: email.id, at });
      for (const [position, phone] of phones.entries()) {
        if (before.state.phones[position] === phone) continue;
        const { id: phoneId, e164, digits, raw, label, main, note } = phone;
        const values = [e164, digits, raw, label, main ? 1 : 0, note ?? null, position];
        if (isPhone.get(phoneId) === undefined) addPhone.run(phoneId, at, at, id, ...values);
        else setPhone.run(at, ...values, phoneId);
      }
      for (const [position, email] of emails.entries()) {
        if (before.state.emails[position] === email) continue;
        const { id: emailId, address } = email;
        if (isEmail.get(emailId) === undefined) addEmail.run(emailId, at, at, id, address, position);
        else setEmail.run(at, address, position, emailId);
      }
    },
  };
}
