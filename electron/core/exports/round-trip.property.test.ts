import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ADDRESS_LABELS, type AddressLabel } from '../../../shared/domain/contact/address.ts';
import type { ExportedContact } from '../../../shared/domain/export/columns.ts';
import { fold, tidy, tidyLines } from '../../../shared/domain/import/fold.ts';
import { restore } from '../../../shared/domain/import/formula.ts';
import { suggestMapping } from '../../../shared/domain/import/mapping.ts';
import { merge } from '../../../shared/domain/import/merge.ts';
import { wordsForNumber } from '../../../shared/domain/import/numbers.ts';
import { readRow } from '../../../shared/domain/import/row.ts';
import type { OwnField } from '../../../shared/domain/own-field/field.ts';
import { ownField } from '../../../shared/domain/own-field/testing/field.ts';
import { folderOf } from '../imports/folder.ts';
import { inspect, sourceOf } from '../imports/inspect.ts';
import { rowReading } from '../imports/reading.ts';
import { readRecords } from '../imports/records.ts';
import { contactFile } from './contact-file.ts';

const root = mkdtempSync(join(tmpdir(), 'ringdesk-round-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const OWN: readonly OwnField[] = [
  ownField({ name: 'Level; of trust', type: 'text' }),
  ownField({ name: 'Размер', type: 'number' }),
].map((field, at) => ({ ...field, id: `01938f2e-7b5a-7000-8000-00000000001${at}` }));

/** Whatever people write, as it is after its blanks are tidied; without the sign by which a guarded formula is known. */
const line = (most: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: most }),
      fc.string({ unit: fc.constantFrom(...'=+-@"\';,:|\\/ aя1%&<№'), maxLength: most }),
    )
    .map((text) => tidy(text))
    .filter((text) => text !== '' && text.length <= most && restore(text) === text);
const lines = fc
  .array(line(60), { minLength: 1, maxLength: 3 })
  .map((all) => all.join('\n'))
  .filter((text) => tidyLines(text) === text && restore(text) === text);
const label = fc.constantFrom('main', 'mobile', 'work', 'home', 'fax', 'other') as fc.Arbitrary<'main'>;
const whole = fc.integer({ min: 9_000_000_000, max: 9_999_999_999 }).map((n) => `+7${n}`);
// A number kept as text: parts of numbers, words, separators in any order.
const text = fc
  .oneof(
    fc.constantFrom(
      '204',
      '12345',
      '123-45-67',
      '7,92E+10',
      'через секретаря',
      '12-34, или 56-78; "вечером"',
      '=204',
    ),
    fc
      .string({ unit: fc.constantFrom(...'0123456789 ,;/|"-+()abсж.'), minLength: 1, maxLength: 30 })
      .map(tidy),
  )
  .filter((raw) => /\d/.test(raw) || wordsForNumber(raw) === raw);
const note = fc.option(line(60), { nil: undefined });
const reading = rowReading({ mapping: [], country: 'RU', areaCode: '' }, undefined, [], [], OWN);
const phones = fc
  .uniqueArray(
    fc.oneof(
      fc.record({ raw: whole, label, note }).map((phone) => ({ ...phone, e164: phone.raw })),
      fc.record({ raw: text, label, note }).filter(({ raw }) => reading.readNumber(raw).e164 === undefined),
    ),
    { selector: ({ raw }) => raw.replace(/[^\d+]/g, '').replace(/(?!^)\+/g, '') || fold(raw), maxLength: 5 },
  )
  .map((all) => all.map((phone, at) => ({ ...phone, main: at === 0 })));
const addresses = fc.uniqueArray(
  fc.record({ label: fc.constantFrom<AddressLabel>(...ADDRESS_LABELS), text: lines }),
  { selector: ({ text: where }) => fold(where), maxLength: 4 },
);

const contacts: fc.Arbitrary<ExportedContact> = fc
  .record({
    id: fc.constant('01938f2e-7b5a-7000-8000-000000000001'),
    kind: fc.constantFrom('person', 'organisation') as fc.Arbitrary<'person'>,
    name: line(80),
    organisationName: fc.option(line(80), { nil: undefined }),
    relation: fc.constantFrom('customer', 'supplier') as fc.Arbitrary<'customer'>,
    stage: fc.constantFrom('new', 'lapsed') as fc.Arbitrary<'new'>,
    tags: fc.uniqueArray(line(30), { selector: fold, maxLength: 4 }),
    about: fc.oneof(fc.constant(''), lines),
    needs: fc.option(lines, { nil: undefined }),
    phones,
    emails: fc.constant([]),
    addresses,
    own: fc.record({ [OWN[0]?.id ?? '']: line(50), [OWN[1]?.id ?? '']: fc.integer() }),
  })
  .map((contact) => ({
    ...contact,
    organisationName: contact.kind === 'person' ? contact.organisationName : undefined,
  }));

let files = 0;
async function roundTrip(contact: ExportedContact, format: 'csv' | 'xlsx' | 'vcard3' | 'vcard4') {
  const folder = folderOf(root, `01938f2e-7b5a-7000-8000-${String(++files).padStart(12, '0')}`);
  mkdirSync(folder.dir, { recursive: true });
  const job = { format, path: folder.upload, language: 'en' } as Parameters<typeof contactFile>[0];
  const file = contactFile(job, OWN);
  file.add(contact);
  file.end();
  const inspection = await inspect(folder);
  const rows: (readonly string[])[] = [];
  for await (const records of readRecords(sourceOf(folder, inspection)))
    rows.push(...records.map(({ cells }) => cells));
  const [header = [], cells = []] = rows;
  const mapping = suggestMapping(header, [cells], OWN);
  return readRow(cells, { ...reading, mapping, header });
}

describe.each(['csv', 'xlsx', 'vcard3', 'vcard4'] as const)('as %s', (format) => {
  it('nothing of a customer is lost on the way out and in', async () => {
    await fc.assert(
      fc.asyncProperty(contacts, async (contact) => {
        const { row } = await roundTrip(contact, format);
        expect(merge(contact, row, 'overwrite')).toBeUndefined();
        expect(row).toMatchObject({
          id: contact.id,
          kind: contact.kind,
          name: contact.name,
          own: contact.own,
          about: contact.about,
        });
        expect(row.organisation).toBe(contact.organisationName);
        expect(new Set(row.tags)).toEqual(new Set(contact.tags));
        expect(row.needs).toBe(contact.needs);
        const numbers = (list: typeof row.phones) =>
          list
            .map(({ e164, raw, label: kind, note: said }) => [e164 ?? raw, kind, said ?? ''])
            .sort((a, b) => String(a).localeCompare(String(b)));
        expect(numbers(row.phones)).toEqual(numbers(contact.phones as typeof row.phones));
        const main = contact.phones.find((phone) => phone.main);
        expect(row.phones[0]?.e164 ?? row.phones[0]?.raw).toBe(main && (main.e164 ?? main.raw));
        const byLabel = ADDRESS_LABELS.flatMap((kind) =>
          (contact.addresses ?? []).filter((address) => address.label === kind),
        );
        expect(row.addresses ?? []).toEqual(byLabel);
      }),
      { numRuns: 150 },
    );
  });
});
