import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from './fold.ts';
import { type ContactPatch, type KnownContact, merge } from './merge.ts';
import { type DuplicateMode, isNameOnly, planRow } from './plan.ts';
import { type ImportRow, textsOf } from './row.ts';

/** As small a base as the rules need. */
class Base {
  readonly contacts: KnownContact[] = [];

  run(rows: readonly ImportRow[], mode: DuplicateMode) {
    const counts = { create: 0, merge: 0, ask: 0, reject: 0, changes: 0 };
    const touched = new Set<string>();
    for (const row of [...rows.filter((row) => !isNameOnly(row)), ...rows.filter(isNameOnly)]) {
      const plan = planRow(row, this.#candidates(row), mode, (id) => touched.has(id));
      counts[plan.fate]++;
      if (plan.fate === 'create') {
        touched.add(this.#create(row));
        counts.changes++;
      } else if (plan.fate === 'merge') {
        for (const id of plan.touches) touched.add(id);
        if (plan.patch) {
          this.#apply(plan.into.id, plan.patch);
          counts.changes++;
        }
      }
    }
    return counts;
  }

  #candidates(row: ImportRow) {
    const having = (wanted: (contact: KnownContact) => boolean) => this.contacts.filter(wanted);
    return {
      byNumber: having(({ phones }) =>
        phones.some(({ e164 }) => e164 !== undefined && row.phones.some((other) => other.e164 === e164)),
      ),
      byEmail: having(({ emails }) => emails.some(({ address }) => row.emails.includes(address))),
      byName: having(
        ({ kind, name, organisationName = '', phones }) =>
          kind === row.kind &&
          fold(name) === fold(row.name) &&
          (kind === 'organisation' ||
            (row.organisation === undefined
              ? textsOf(row.phones).some(({ raw }) => textsOf(phones).some((phone) => phone.raw === raw))
              : fold(organisationName) === fold(row.organisation))),
      ),
    };
  }

  #create(row: ImportRow): string {
    const id = String(this.contacts.length).padStart(6, '0');
    const { kind, name, phones, emails, region, tags, about } = row;
    this.contacts.push({
      ...{ id, kind, name, relation: 'customer', stage: 'new', tags, about, phones, region },
      emails: emails.map((address) => ({ address })),
      organisationName: row.organisation,
    });
    this.#organisation(row.organisation);
    return id;
  }

  #organisation(name: string | undefined): void {
    const is = (contact: KnownContact) =>
      contact.kind === 'organisation' && fold(contact.name) === fold(name ?? '');
    if (name === undefined || this.contacts.some(is)) return;
    this.#create({ kind: 'organisation', name, phones: [], emails: [], tags: [], about: '' });
  }

  #apply(id: string, { addPhones = [], addEmails = [], organisation, ...fields }: ContactPatch): void {
    const at = this.contacts.findIndex((contact) => contact.id === id);
    const before = this.contacts[at] as KnownContact;
    this.contacts[at] = {
      ...before,
      ...fields,
      organisationName: organisation ?? before.organisationName,
      phones: [...before.phones, ...addPhones],
      emails: [...before.emails, ...addEmails.map((address) => ({ address }))],
    };
    this.#organisation(organisation);
  }
}

// So few values that rows collide in every way.
const NAMES = ['Иванов Иван', 'Иванов И.', 'Петров Пётр', 'Ромашка', 'Лютик'];
const rowOf = fc
  .record({
    person: fc.boolean(),
    name: fc.constantFrom(...NAMES),
    organisation: fc.constantFrom(undefined, 'Ромашка', 'Лютик'),
    numbers: fc.subarray(['+71', '+72', '+73'], { maxLength: 2 }),
    texts: fc.subarray(['204', '205'], { maxLength: 1 }),
    emails: fc.subarray(['a@x.ru', 'b@x.ru'], { maxLength: 1 }),
    region: fc.constantFrom(undefined, 'Тверь', 'Москва'),
    about: fc.constantFrom('', 'x', 'y'),
  })
  .map(({ person, name, organisation, numbers, texts, emails, region, about }): ImportRow => {
    const phones = [
      ...numbers.map((e164) => ({ e164, raw: e164, label: 'main' as const })),
      ...texts.map((raw) => ({ raw, label: 'main' as const })),
    ];
    const common = { name, phones, emails, tags: [], about, ...(region === undefined ? {} : { region }) };
    if (!person) return { kind: 'organisation', ...common };
    return { kind: 'person', ...common, ...(organisation === undefined ? {} : { organisation }) };
  });

describe('whatever the rows', () => {
  it.each(['fillGaps', 'overwrite', 'skip'] as const)('a second import changes nothing (%s)', (mode) => {
    fc.assert(
      fc.property(fc.array(rowOf, { maxLength: 12 }), (rows) => {
        const base = new Base();
        const first = base.run(rows, mode);
        expect(first.create + first.merge + first.reject).toBe(rows.length);
        const before = structuredClone(base.contacts);
        const second = base.run(rows, mode);
        expect(base.contacts).toEqual(before);
        expect(second).toEqual({
          create: 0,
          merge: rows.length - first.reject,
          ask: 0,
          reject: first.reject,
          changes: 0,
        });
      }),
      { numRuns: 1500 },
    );
  });

  it('merging twice is merging once', () => {
    fc.assert(
      fc.property(
        rowOf,
        rowOf,
        fc.constantFrom('fillGaps' as const, 'overwrite' as const),
        (one, two, mode) => {
          const base = new Base();
          base.run([one], 'fillGaps');
          const known = base.contacts[0];
          if (known === undefined) return;
          const patch = merge(known, two, mode);
          if (patch === undefined) return;
          const { addPhones = [], addEmails = [], organisation = known.organisationName, ...fields } = patch;
          const after: KnownContact = {
            ...known,
            ...fields,
            organisationName: organisation,
            phones: [...known.phones, ...addPhones],
            emails: [...known.emails, ...addEmails.map((address) => ({ address }))],
          };
          expect(merge(after, two, mode)).toBeUndefined();
        },
      ),
    );
  });
});
