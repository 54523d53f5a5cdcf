import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { readCards } from './parse.ts';
import type { VCard } from './shape.ts';
import { fold, writeCard } from './write.ts';

const said = fc
  .string({ unit: fc.constantFrom(...'abЖё;,:\\"\'=^ \n\t👩‍💻é-nN%+'), maxLength: 90 })
  .map((text) => text.trim());
const filled = said.filter((text) => text !== '' && !/^(?:tel|mailto):/i.test(text));
const oneLine = filled.map((text) => text.replace(/\s+/g, ' '));
const types = fc.uniqueArray(fc.constantFrom('work', 'home', 'cell', 'fax', 'x-own'), { maxLength: 3 });
const typed = { types, preferred: fc.boolean() };
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const parts = fc.record({ family: said, given: said, additional: said, prefix: said, suffix: said });

const cards: fc.Arbitrary<VCard> = fc
  .record(
    {
      uid: oneLine,
      rev: oneLine,
      kind: fc.constantFrom('individual', 'org', 'group' as const),
      nameParts: parts.filter((name) => Object.values(name).some(Boolean)),
      organisation: fc
        .record({ name: said, units: fc.array(filled, { maxLength: 2 }) })
        .filter(({ name, units }) => name !== '' || units.length > 0),
      title: said,
      role: said,
      note: said,
      birthday: fc.oneof(
        day,
        day.map((date) => `-${date.slice(4)}`),
      ),
      language: oneLine,
      zone: oneLine,
    },
    { requiredKeys: ['kind', 'nameParts'] },
  )
  .chain((some) =>
    fc.record({
      ...(Object.fromEntries(
        Object.entries(some).map(([key, value]) => [key, fc.constant(value)]),
      ) as object),
      formattedName: oneLine,
      phones: fc.array(fc.record({ number: oneLine, ...typed }), { maxLength: 3 }),
      emails: fc.array(fc.record({ address: oneLine, ...typed }), { maxLength: 3 }),
      addresses: fc.array(
        fc.record({
          poBox: said,
          extended: said,
          street: filled,
          city: said,
          region: said,
          postalCode: said,
          country: said,
          ...typed,
        }),
        { maxLength: 2 },
      ),
      categories: fc.array(filled, { maxLength: 3 }),
      urls: fc.array(filled, { maxLength: 2 }),
      other: fc.array(
        fc.record({
          name: fc.constantFrom('X-OWN', 'IMPP', 'X-LONG-NAME'),
          params: fc.array(
            fc.record({
              name: fc.constantFrom('X-P', 'X-Q'),
              values: fc.array(
                fc.string({ unit: fc.constantFrom(...'abЖ;,:^"= '), minLength: 1 }).map((t) => `v${t}`),
                { minLength: 1, maxLength: 2 },
              ),
            }),
            { maxLength: 2 },
          ),
          value: fc.string({ unit: fc.constantFrom(...'abЖ;,:\\"= '), maxLength: 120 }),
        }),
        { maxLength: 3 },
      ),
    }),
  )
  .map((card) => ({ skipped: [], ...card }) as unknown as VCard);

const readBack = (text: string): VCard | undefined => {
  const [found] = readCards(text);
  return found?.kind === 'card' ? found.card : undefined;
};

describe('writing cards', () => {
  it.each(['3.0', '4.0'] as const)('writes %s so that the same is read', (version) => {
    fc.assert(
      fc.property(cards, (card) => {
        const text = writeCard(card, version);
        const known =
          card.kind === 'org' && version === '3.0' ? { other: expect.arrayContaining([...card.other]) } : {};
        expect(readBack(text)).toEqual({ ...card, version, ...known });
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      }),
      { numRuns: 1000 },
    );
  });

  it('is read by another program in the same words', () => {
    const card: VCard = {
      version: '4.0',
      kind: 'individual',
      formattedName: 'Пётр Петров, «Ромашка»',
      nameParts: { family: 'Петров', given: 'Пётр', additional: '', prefix: '', suffix: '' },
      phones: [{ number: '+79161234567', types: ['cell', 'voice'], preferred: true }],
      emails: [],
      addresses: [],
      categories: ['a,b', 'c'],
      urls: [],
      note: 'one\ntwo, three, and a long line that has to be folded more than once because it goes on — и дальше.',
      other: [],
      skipped: [],
    };
    for (const version of ['3.0', '4.0'] as const) {
      const read = new ICAL.Component(ICAL.parse(writeCard(card, version)) as never);
      expect(read.getFirstPropertyValue('fn')).toBe(card.formattedName);
      expect(read.getFirstPropertyValue('n')).toEqual(['Петров', 'Пётр', '', '', '']);
      expect(read.getFirstPropertyValue('note')).toBe(card.note);
      expect(read.getFirstPropertyValue('tel')).toBe('+79161234567');
      expect(read.getFirstProperty('categories')?.getValues()).toEqual(['a,b', 'c']);
    }
  });

  it('turns what it kept of 2.1 into the ways of the later versions', () => {
    const card = readBack(
      'BEGIN:VCARD\r\nVERSION:2.1\r\nFN:A\r\nPHOTO;JPEG;ENCODING=BASE64:\r\n AAAA\r\n\r\nX-OWN;ENCODING=QUOTED-PRINTABLE:a=0D=0Ab\r\nEND:VCARD\r\n',
    ) as VCard;
    expect(writeCard(card, '3.0')).toContain('PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\nX-OWN:a\\nb\r\n');
    expect(writeCard(card, '4.0')).toContain('PHOTO:data:image/jpeg;base64,AAAA\r\n');
  });

  it('folds between letters only', () => {
    expect(fold('x'.repeat(75))).toBe('x'.repeat(75));
    expect(fold(`${'x'.repeat(74)}Ж`)).toBe(`${'x'.repeat(74)}\r\n Ж`);
  });
});
