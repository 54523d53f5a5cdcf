import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CardReader, parseCards, readCards } from './parse.ts';
import type { ReadCard, VCard } from './shape.ts';

const only = (text: string | Uint8Array): VCard => {
  const [found, ...more] = readCards(text);
  if (found?.kind !== 'card' || more.length > 0)
    throw new Error(`not one card: ${JSON.stringify([found, more])}`);
  return found.card;
};
const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const told = (items: readonly ReadCard[]) =>
  items.map((item) =>
    item.kind === 'card'
      ? (item.card.formattedName ?? '')
      : `${item.trouble} ${item.place.card}@${item.place.line}`,
  );

/** Text as windows-1251, as far as Russian needs it. */
const in1251 = (text: string): Buffer =>
  Buffer.from(
    [...text].map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
    }),
  );
const quoted = (bytes: Buffer): string =>
  [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

describe('cards of 2.1', () => {
  it('reads quoted-printable over soft line breaks, in the character set that it names', () => {
    const name = quoted(in1251('Иванова'));
    const read = only(
      card(
        'VERSION:2.1',
        `N;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:${name.slice(0, 12)}=`,
        `${name.slice(12)};${quoted(in1251('Анна'))};;;`,
        `FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:${quoted(Buffer.from('Анна Иванова'))}`,
        'TEL;CELL;PREF:+7 916 123-45-67',
        'TEL;WORK;VOICE:8 (495) 123-45-67',
        `NOTE;QUOTED-PRINTABLE:first=0D=0Asecond \\n third`,
        'EMAIL;INTERNET:anna@example.org',
      ),
    );
    expect(read.nameParts).toMatchObject({ family: 'Иванова', given: 'Анна' });
    expect(read.formattedName).toBe('Анна Иванова');
    expect(read.phones).toEqual([
      { number: '+7 916 123-45-67', types: ['cell'], preferred: true },
      { number: '8 (495) 123-45-67', types: ['work', 'voice'], preferred: false },
    ]);
    expect(read.emails).toEqual([{ address: 'anna@example.org', types: [], preferred: false }]);
    expect(read.note).toBe('first\nsecond \\n third');
  });

  it('tells the encoding of a card that names none by its letters', () => {
    const read = only(
      Buffer.concat([
        Buffer.from('BEGIN:VCARD\nVERSION:2.1\nFN:'),
        in1251('Пётр Сидоров из Казани'.replace('ё', 'е')),
        Buffer.from('\nTEL:1\nEND:VCARD\n'),
      ]),
    );
    expect(read.formattedName).toBe('Петр Сидоров из Казани');
  });

  it('keeps the card around an agent, whose properties are his', () => {
    const read = only(
      card(
        'VERSION:2.1',
        'FN:Director',
        'AGENT:',
        'BEGIN:VCARD',
        'VERSION:2.1',
        'FN:Secretary',
        'TEL:2',
        'END:VCARD',
        'TEL:1',
      ),
    );
    expect(read.formattedName).toBe('Director');
    expect(read.phones.map(({ number }) => number)).toEqual(['1']);
    expect(read.skipped).toEqual(['AGENT']);
  });

  it('passes over base64 that is not folded as it should be', () => {
    const read = only(
      card(
        'VERSION:2.1',
        'PHOTO;JPEG;ENCODING=BASE64:',
        'AAAA',
        'BBBB==',
        '',
        'FN:Behind the picture',
        'TEL:1',
      ),
    );
    expect(read.formattedName).toBe('Behind the picture');
    expect(read.other[0]).toMatchObject({ name: 'PHOTO', value: 'AAAABBBB==' });
  });

  it('does not take the end of the card for text when a soft break stands before it', () => {
    expect(told(readCards(card('VERSION:2.1', 'FN:A', 'NOTE;ENCODING=QUOTED-PRINTABLE:x=')))).toEqual(['A']);
  });
});

describe('cards of 3.0 and 4.0', () => {
  it('reads what a phone exports', () => {
    const read = only(
      card(
        'VERSION:3.0',
        'UID:6f1c',
        'REV:2026-01-02T03:04:05Z',
        'N:Пе',
        ' тров;Пётр;Ильич;Dr.;',
        'FN:Пётр Петров',
        'ORG:ООО «Ромашка\\, и Ко»;Отдел продаж;Группа 2',
        'TITLE:Менеджер',
        'item1.TEL;TYPE=CELL,pref;X-UNKNOWN=1:+79161234567',
        'item1.X-ABLabel:_$!<Mobile>!$_',
        'ADR;TYPE=work:;оф. 5;ул. Мира\\, 1;Казань;Татарстан;420000;Россия',
        'BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29',
        'CATEGORIES:vip,north\\, far',
        'TZ:Europe/Moscow',
        'URL:https://example.org/a\\;b',
        'X-OWN;X-P="a;b:c":va\\,lue',
        'IMPP:sip:1@example.org',
      ),
    );
    expect(read).toMatchObject({
      uid: '6f1c',
      rev: '2026-01-02T03:04:05Z',
      nameParts: { family: 'Петров', given: 'Пётр', additional: 'Ильич', prefix: 'Dr.', suffix: '' },
      organisation: { name: 'ООО «Ромашка, и Ко»', units: ['Отдел продаж', 'Группа 2'] },
      phones: [{ number: '+79161234567', types: ['cell'], preferred: true, label: 'Mobile', group: 'item1' }],
      addresses: [{ extended: 'оф. 5', street: 'ул. Мира, 1', city: 'Казань', types: ['work'] }],
      birthday: '--02-29',
      categories: ['vip', 'north, far'],
      zone: 'Europe/Moscow',
      urls: ['https://example.org/a;b'],
    });
    expect(read.other).toEqual([
      { group: 'item1', name: 'X-ABLABEL', params: [], value: '_$!<Mobile>!$_' },
      { name: 'X-OWN', params: [{ name: 'X-P', values: ['a;b:c'] }], value: 'va\\,lue' },
      { name: 'IMPP', params: [], value: 'sip:1@example.org' },
    ]);
  });

  it('reads the addresses of 4.0', () => {
    const read = only(
      card(
        'VERSION:4.0',
        'KIND:org',
        'FN:Romashka',
        'TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+7-495-123-45-67;ext=102',
        'EMAIL:mailto:office@example.org',
        'BDAY:--0412',
        'LANG:ru',
      ),
    );
    expect(read.kind).toBe('org');
    expect(read.phones).toEqual([
      { number: '+7-495-123-45-67 ext. 102', types: ['voice', 'work'], preferred: true },
    ]);
    expect(read).toMatchObject({ birthday: '--04-12', language: 'ru' });
    expect(read.emails[0]?.address).toBe('office@example.org');
  });

  it.each([
    ['19850412', '1985-04-12'],
    ['1985-04-12T00:00:00Z', '1985-04-12'],
    ['--04-12', '--04-12'],
    ['--0229', '--02-29'],
  ])('reads the birthday %s', (written, day) => {
    expect(only(card('VERSION:3.0', 'FN:A', `BDAY:${written}`)).birthday).toBe(day);
  });

  it.each(['1985-02-30', 'circa 1800', '1985', '--13-01'])(
    'keeps %s, which is no day, as it is',
    (written) => {
      const read = only(card('VERSION:4.0', 'FN:A', `BDAY;VALUE=text:${written}`));
      expect(read.birthday).toBeUndefined();
      expect(read.other.map(({ name, value }) => [name, value])).toEqual([['BDAY', written]]);
    },
  );

  it('joins letters that a fold cuts in two', () => {
    const bytes = Buffer.from(card('VERSION:3.0', 'FN:Ы'));
    const at = bytes.indexOf(Buffer.from('Ы')) + 1;
    expect(
      only(Buffer.concat([bytes.subarray(0, at), Buffer.from('\r\n '), bytes.subarray(at)])).formattedName,
    ).toBe('Ы');
  });

  it('reads what an editor of Windows saved as UTF-16', () => {
    expect(only(Buffer.from(`\ufeff${card('VERSION:3.0', 'FN:Жанна')}`, 'utf16le')).formattedName).toBe(
      'Жанна',
    );
  });
});

describe('broken files', () => {
  it('tells the place of a card that does not end and reads the next one', () => {
    const text =
      card('VERSION:3.0', 'FN:A') +
      'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:lost\r\n' +
      card('FN:B') +
      'BEGIN:VCARD\r\nFN:C';
    expect(told(readCards(text))).toEqual(['A', 'notEnded 2@5', 'B', 'notEnded 4@11']);
  });

  it('tells which lines are no property, a card of nobody and a file without cards', () => {
    const [found] = readCards(card('VERSION:3.0', 'FN:A', 'what is this', 'TEL:1'));
    expect(found).toMatchObject({ kind: 'card', unread: [4] });
    expect(told(readCards(card('VERSION:3.0', 'NOTE:nobody')))).toEqual(['nobody 1@1']);
    expect(told(readCards('name;phone\n1;2'))).toEqual(['noCards 1@1']);
    expect(told(readCards(''))).toEqual(['noCards 1@1']);
  });

  it('reads cards behind an agent that never ends', () => {
    const text = card('VERSION:2.1', 'FN:A', 'AGENT:', 'BEGIN:VCARD', 'FN:inner') + card('FN:B');
    expect(told(readCards(text))).toEqual(['notEnded 1@1', 'B']);
  });

  it('lets 400 MB of pictures pass without holding them', async () => {
    const line = Buffer.from(`${'A'.repeat(1 << 20)}`);
    const folded = Buffer.from(`\r\n ${'A'.repeat(70)}`.repeat(10_000));
    function* file() {
      yield Buffer.from('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\r\nPHOTO;ENCODING=b;TYPE=JPEG:');
      for (let i = 0; i < 200; i++) yield line;
      yield Buffer.from(
        '\r\nTEL:1\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:B\r\nPHOTO;ENCODING=b:AAAA',
      );
      for (let i = 0; i < 280; i++) yield folded;
      yield Buffer.from('\r\nTEL:2\r\nEND:VCARD\r\n');
    }
    const before = process.memoryUsage.rss();
    const found: ReadCard[] = [];
    let most = 0;
    for await (const item of parseCards(
      (function* () {
        for (const chunk of file()) {
          yield chunk;
          most = Math.max(most, process.memoryUsage.rss());
        }
      })(),
    )) {
      found.push(item);
    }
    expect(told(found)).toEqual(['A', 'B']);
    expect(found.map((item) => item.kind === 'card' && item.card.skipped)).toEqual([['PHOTO'], ['PHOTO']]);
    expect(found.map((item) => item.kind === 'card' && item.card.phones.length)).toEqual([1, 1]);
    expect(most - before).toBeLessThan(150 << 20);
  });

  it('skips by name what goes beyond a megabyte in one card', () => {
    const long = `X-LONG:${'x'.repeat(100_000)}`;
    const read = only(card('VERSION:3.0', 'FN:A', ...Array.from({ length: 20 }, () => long), 'TEL:1'));
    expect(read.other).toHaveLength(10);
    expect(read.skipped).toEqual(['X-LONG']);
    expect(read.phones).toHaveLength(1);
  });

  it('never throws, however it is cut, and reads the same in any pieces', () => {
    const words = fc.constantFrom(
      ...[
        'BEGIN:VCARD',
        'END:VCARD',
        'VERSION:2.1',
        'VERSION:4.0',
        'AGENT:',
        'FN:A',
        'N:;;',
        'TEL;',
        '=',
        '\r\n',
        '\n',
      ],
      ...[
        '\r',
        ' ',
        ';',
        ':',
        '"',
        '\\',
        'TEL;TYPE=',
        'ENCODING=QUOTED-PRINTABLE:',
        'PHOTO;ENCODING=b:',
        'CHARSET=koi8-r',
      ],
      ...['BDAY:99999999', 'item1.', 'CHARSET=nonsense', '=D0=', '\u0000', 'Ж', 'ADR:;;;;;;;;;x'],
    );
    const garbage = fc
      .array(
        fc.oneof(
          words.map((word) => Buffer.from(word)),
          fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
        ),
        { maxLength: 60 },
      )
      .map((parts) => Buffer.concat(parts));
    fc.assert(
      fc.property(garbage, fc.array(fc.nat(300), { maxLength: 8 }), (bytes, cuts) => {
        const reader = new CardReader();
        const ends = [...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const pieces = ends.flatMap((end, i) => reader.push(bytes.subarray(ends[i - 1] ?? 0, end)));
        expect([...pieces, ...reader.end()]).toEqual(readCards(bytes));
      }),
      { numRuns: 3000 },
    );
  });
});
