import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS, RELATIONS, STAGES } from '../../contract/contacts.ts';
import { fold } from '../import/fold.ts';
import { suggestMapping } from '../import/mapping.ts';
import { merge } from '../import/merge.ts';
import { readRow } from '../import/row.ts';
import { EXPORT_COLUMNS, type ExportedContact, exportRow, exportTitles, writtenTags } from './columns.ts';

const LANGUAGES = ['en', 'ru', 'uk'] as const;
const ID = '01938f2e-7b5a-7000-8000-000000000001';

const reading = (language: (typeof LANGUAGES)[number]) => ({
  mapping: suggestMapping(exportTitles(language), []),
  readNumber: (text: string) => (/^\+\d{8,15}$/.test(text) ? { e164: text } : {}),
  ownNumbers: new Set<string>(),
  users: new Map([['anna boss', 'user-1']]),
});

const word = fc.stringMatching(/^[A-Za-zА-Яа-яЇїҐґ]{1,12}$/);
const number = fc.stringMatching(/^\+[1-9][0-9]{9,12}$/);
const label = fc.constantFrom('main', 'mobile', 'work', 'home', 'fax', 'other') as fc.Arbitrary<'main'>;
const day = fc.constantFrom('1980-11-24', '2001-02-28');
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const contacts: fc.Arbitrary<ExportedContact> = fc
  .record({
    id: fc.constant(ID),
    kind: fc.constantFrom('person', 'organisation') as fc.Arbitrary<'person'>,
    name: word,
    organisationName: optional(word),
    role: optional(word),
    relation: fc.constantFrom(...RELATIONS),
    stage: fc.constantFrom(...STAGES),
    responsibleName: optional(fc.constant('Anna Boss')),
    channel: optional(fc.constantFrom(...CHANNELS)),
    region: optional(word),
    field: optional(word),
    headCount: optional(fc.nat(10_000_000)),
    needs: optional(word),
    tags: fc.uniqueArray(fc.oneof(word, fc.constantFrom('a, b', 'c|d')), {
      selector: fold,
    }),
    language: optional(fc.constantFrom('ru', 'uk-UA')),
    zone: optional(fc.constantFrom('Europe/Kyiv', 'UTC', 'America/Argentina/Ushuaia')),
    consent: optional(fc.constantFrom('given', 'refused') as fc.Arbitrary<'given'>),
    birthday: optional(fc.oneof(day, fc.constant('--02-29'))),
    contractEndsOn: optional(day),
    about: fc.array(word).map((lines) => lines.join('\n')),
    phones: fc.uniqueArray(fc.record({ e164: number, label }), { selector: ({ e164 }) => e164 }),
    emails: fc.uniqueArray(
      word.map((name) => ({ address: `${name}@example.com` })),
      {
        selector: ({ address }) => address.toLowerCase(),
      },
    ),
  })
  .map((contact) => ({
    ...contact,
    organisationName: contact.kind === 'person' ? contact.organisationName : undefined,
    phones: contact.phones.map((phone, at) => ({ ...phone, raw: phone.e164, main: at === 0 })),
  }));

describe('an exported row', () => {
  it.each(LANGUAGES)('has titles that the import knows in %s', (language) => {
    expect(suggestMapping(exportTitles(language), [])).toEqual([...EXPORT_COLUMNS]);
  });

  it('comes back as the same customer, and changes nothing', () => {
    fc.assert(
      fc.property(contacts, fc.constantFrom(...LANGUAGES), (contact, language) => {
        const read = readRow(exportRow(contact, language), reading(language));
        if ('reject' in read) throw new Error(read.reject);
        const { row } = read;
        const { responsibleName, ...rest } = contact;
        const known = { ...rest, ...(responsibleName ? { responsibleId: 'user-1' } : {}) };
        expect(merge(known, row, 'overwrite')).toBeUndefined();
        expect(merge(known, row, 'fillGaps')).toBeUndefined();
        // Nothing is lost either: somewhere else it becomes the same one.
        const { phones, emails, tags, about, kind, name, id } = contact;
        expect(row).toMatchObject({
          id,
          kind,
          name,
          tags,
          about,
          emails: emails.map(({ address }) => address),
        });
        expect(new Map(row.phones.map(({ e164, label: as }) => [e164, as]))).toEqual(
          new Map(phones.map(({ e164, label: as }) => [e164, as])),
        );
        expect(row.phones[0]?.e164).toBe(phones.find(({ main }) => main)?.e164);
        const facts = [
          'relation',
          'stage',
          'channel',
          'region',
          'field',
          'headCount',
          'needs',
          'role',
        ] as const;
        for (const fact of facts) expect(row[fact], fact).toBe(contact[fact]);
        for (const fact of ['language', 'zone', 'consent', 'birthday', 'contractEndsOn'] as const)
          expect(row[fact], fact).toBe(contact[fact]);
      }),
    );
  });

  it('keeps an extension, and text that is no number', () => {
    const phones = [
      { e164: '+74951234567', raw: '(495) 123-45-67, доб. 12', label: 'work', main: false },
      { raw: '12345 через секретаря', label: 'main', main: true },
    ] as const;
    const contact = { ...fc.sample(contacts, { numRuns: 1, seed: 1 })[0], phones } as ExportedContact;
    const read = readRow(exportRow(contact, 'ru'), reading('ru'));
    expect(read.row.phones).toMatchObject([
      { raw: '12345 через секретаря', label: 'main' },
      { raw: '+74951234567 ext. 12', e164: '+74951234567', label: 'work' },
    ]);
  });

  it('keeps tags apart, whatever is in them', () => {
    for (const tags of [[], ['a'], ['a, b'], ['a', 'b, c'], ['a; b'], ['a; b', 'c, d', 'e']]) {
      const read = readRow(['x@example.com', 'X', writtenTags(tags)], {
        ...reading('en'),
        mapping: ['email', 'name', 'tags'],
      });
      expect(read.row.tags).toEqual(tags);
    }
  });
});
