import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, readNumber } from './index.ts';

const at = (country: string, areaCode = '') => ({ country, areaCode });

/** [home, writing, E.164] */
const WHOLE: readonly (readonly [home: string, raw: string, e164: string])[] = [
  ['RU', '+7 916 123-45-67', '+79161234567'],
  ['RU', '+7(916)1234567', '+79161234567'],
  ['RU', '8 (916) 123-45-67', '+79161234567'],
  ['RU', '8-916-123-45-67', '+79161234567'],
  ['RU', '8.916.123.45.67', '+79161234567'],
  ['RU', '89161234567', '+79161234567'],
  ['RU', '79161234567', '+79161234567'],
  ['RU', '9161234567', '+79161234567'],
  ['RU', '(495) 123 45 67', '+74951234567'],
  ['RU', '+8 916 123 45 67', '+79161234567'],
  ['RU', '0079161234567', '+79161234567'],
  ['RU', '8 800 123-45-67', '+78001234567'],
  ['RU', '8 10 380 67 123 4567', '+380671234567'],
  ['RU', '810 44 20 7946 0958', '+442079460958'],
  ['RU', '00380671234567', '+380671234567'],
  ['RU', '380671234567', '+380671234567'],
  ['RU', 'тел.: 8 (916) 123-45-67 доб. 12', '+79161234567'],
  ['RU', '８９１６１２３４５６７', '+79161234567'],
  ['RU', '8\u00a0916\u00a0123‑45‑67', '+79161234567'],
  ['RU', '\u202a+79161234567\u202c', '+79161234567'],
  ['RU', '+77012345678', '+77012345678'],
  ['RU', 'sip:+79161234567@10.0.0.1;user=phone', '+79161234567'],
  ['RU', '"Ivan" <sip:89161234567@pbx.example>', '+79161234567'],
  ['RU', 'sip:%2B79161234567@pbx', '+79161234567'],
  ['RU', '79161234567@pbx.example:5060', '+79161234567'],
  ['RU', 'tel:+7-916-123-45-67;ext=5', '+79161234567'],
  ['RU', 'tel:9161234567;phone-context=+7', '+79161234567'],
  ['RU', 'callto:+79161234567', '+79161234567'],
  ['UA', '067 123 4567', '+380671234567'],
  ['UA', '0671234567', '+380671234567'],
  ['UA', '671234567', '+380671234567'],
  ['UA', '8 (067) 123-45-67', '+380671234567'],
  ['UA', '80671234567', '+380671234567'],
  ['UA', '380671234567', '+380671234567'],
  ['UA', '+38 (067) 123-45-67', '+380671234567'],
  ['UA', '+380 (67) 123 45 67', '+380671234567'],
  ['UA', '0038 067 123 45 67', '+380671234567'],
  ['UA', '(044) 123-45-67', '+380441234567'],
  ['UA', '٠٦٧١٢٣٤٥٦٧', '+380671234567'],
  ['UA', '79161234567', '+79161234567'],
  ['GB', '020 7946 0958', '+442079460958'],
  ['GB', '(020) 7946-0958', '+442079460958'],
  ['GB', '+44 (0)20 7946 0958', '+442079460958'],
  ['GB', '+44(0) 20 7946 0958', '+442079460958'],
  ['GB', '0044 20 7946 0958', '+442079460958'],
  ['GB', '442079460958', '+442079460958'],
  ['GB', '07400 123456', '+447400123456'],
  ['GB', '020 7946 0958 ext. 21', '+442079460958'],
  ['GB', '00 1 202 555 0123', '+12025550123'],
  ['DE', '0151 12345678', '+4915112345678'],
  ['DE', '+49 (0)151 12345678', '+4915112345678'],
  ['DE', '0049 151 12345678', '+4915112345678'],
  ['DE', '4915112345678', '+4915112345678'],
  ['DE', '030/123456', '+4930123456'],
  ['DE', '030 123456-78', '+493012345678'],
  ['DE', '79161234567', '+79161234567'],
  ['DE', '00380671234567', '+380671234567'],
  ['US', '(202) 555-0123', '+12025550123'],
  ['US', '202.555.0123', '+12025550123'],
  ['US', '1-202-555-0123', '+12025550123'],
  ['US', '12025550123', '+12025550123'],
  ['US', '+1 202 555 0123 x44', '+12025550123'],
  ['US', '011 44 20 7946 0958', '+442079460958'],
  ['US', '011 7 916 123 45 67', '+79161234567'],
  ['US', '447400123456', '+447400123456'],
  ['TH', '081-234-5678', '+66812345678'],
  ['TH', '0812345678', '+66812345678'],
  ['TH', '+66 81 234 5678', '+66812345678'],
  ['TH', '+66 (0) 81 234 5678', '+66812345678'],
  ['TH', '66812345678', '+66812345678'],
  ['TH', '0066812345678', '+66812345678'],
  ['TH', '๐๘๑๒๓๔๕๖๗๘', '+66812345678'],
  ['TH', '02 123 4567', '+6621234567'],
  ['TH', '001 7 916 123 45 67', '+79161234567'],
];

describe('readNumber', () => {
  it.each(WHOLE)('%s: %s is %s', (home, raw, e164) => {
    expect(readNumber(raw, at(home))).toMatchObject({ kind: 'e164', e164 });
  });

  it.each([
    ['RU', '112'],
    ['RU', '101'],
    ['RU', '204'],
    ['DE', '110'],
    ['DE', '12345'],
    ['DE', '123456'],
    ['GB', '999'],
    ['US', '911'],
    ['US', '411'],
    ['TH', '1155'],
    ['UA', '5'],
  ])('%s: %s is an extension, never a number of the country', (home, raw) => {
    expect(readNumber(raw, at(home))).toEqual({ kind: 'internal', extension: raw });
    expect(readNumber(`sip:${raw}@pbx`, at(home))).toEqual({ kind: 'internal', extension: raw });
  });

  it('takes the end of a number for what it is', () => {
    expect(readNumber('123-45-67', at('RU'))).toEqual({ kind: 'suffix', digits: '1234567' });
    expect(readNumber('555-0123', at('US'))).toEqual({ kind: 'suffix', digits: '5550123' });
    // A number that no plan knows keeps its last ten digits, so that the same caller is known again.
    expect(readNumber('+7 000 000-00-01', at('RU'))).toEqual({ kind: 'suffix', digits: '0000000001' });
    expect(readNumber('+44 7700 900123', at('GB'))).toEqual({ kind: 'suffix', digits: '7700900123' });
  });

  it('puts the area code before a local number, not before one that has its own', () => {
    expect(readNumber('123-45-67', at('RU', '495'))).toMatchObject({ e164: '+74951234567' });
    expect(readNumber('916 123 45 67', at('RU', '495'))).toMatchObject({ e164: '+79161234567' });
    expect(readNumber('112', at('RU', '495'))).toMatchObject({ kind: 'internal' });
    expect(readNumber('12-34-56', at('RU', '4852'))).toMatchObject({ e164: '+74852123456' });
  });

  it.each([
    '',
    ' ',
    'anonymous',
    'Anonymous',
    'sip:anonymous@anonymous.invalid',
    '<sip:Restricted@x>',
    'unknown',
    'Unavailable',
    'скрыт',
    '-',
    '\u0000',
  ])('%j is nobody', (raw) => {
    expect(readNumber(raw, at('RU'))).toEqual({ kind: 'anonymous' });
  });

  it.each([
    ['1-800-FLOWERS', '1-800-FLOWERS'],
    ['sip:reception@firm.example', 'reception'],
    ['sip:%3Cscript%3E@x', '<script>'],
    ['*98', '*98'],
    ['8 916 123 45 67; 8 495 123 45 67', '8 916 123 45 67; 8 495 123 45 67'],
    ['+7 916 +7 495', '+7 916 +7 495'],
    ['1'.repeat(40), '1'.repeat(40)],
  ])('%s is text', (raw, text) => {
    expect(readNumber(raw, at('US'))).toEqual({ kind: 'text', text });
  });

  it('says the country, and writes the number as people at home do', () => {
    expect(readNumber('+380671234567', at('UA'))).toMatchObject({ country: 'UA', display: '067 123 4567' });
    expect(readNumber('+380671234567', at('RU'))).toMatchObject({
      country: 'UA',
      display: '+380 67 123 4567',
    });
  });

  const home = fc.constantFrom(
    at('RU'),
    at('UA', '44'),
    at('DE', '30'),
    at('US'),
    at('TH'),
    at('XX'),
    at('RU', '495'),
  );
  const digits = (max: number) =>
    fc.array(fc.constantFrom(...'0123456789'), { maxLength: max }).map((all) => all.join(''));

  it('never throws, whatever the text', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme' }),
      digits(30),
    );
    const wrapped = fc
      .tuple(fc.constantFrom('', 'sip:', 'tel:', '<sip:', '+', '00', '"'), hostile)
      .map((pair) => pair.join(''));
    fc.assert(
      fc.property(wrapped, home, (raw, where) => {
        expect(['e164', 'suffix', 'internal', 'anonymous', 'text']).toContain(readNumber(raw, where).kind);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads its own answer the same way again', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.constantFrom('', '+', '00', '8', '0'), digits(14)),
        home,
        ([prefix, tail], where) => {
          const first = readNumber(prefix + tail, where);
          if (first.kind === 'e164') {
            expect(readNumber(first.e164, where)).toEqual(first);
            // Some German numbers are written without a prefix; an area code would then go before them.
            if (where.areaCode === '') expect(readNumber(first.display, where)).toEqual(first);
            expect(readNumber(`sip:${first.e164}@pbx`, where)).toEqual(first);
          }
          if (first.kind === 'internal') expect(readNumber(first.extension, where)).toEqual(first);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('formatNumber', () => {
  it('is national at home and international elsewhere', () => {
    expect(formatNumber('+79161234567', 'RU')).toBe('8 (916) 123-45-67');
    expect(formatNumber('+79161234567', 'DE')).toBe('+7 916 123 45 67');
    // The same calling code is not the same country.
    expect(formatNumber('+77012345678', 'RU')).toBe('+7 701 234 5678');
  });

  it('groups a number of possible length that no plan knows', () => {
    expect(formatNumber('+447700900101', 'GB')).toBe('+44 7700 900101');
    expect(formatNumber('+447700900101', 'RU')).toBe('+44 7700 900101');
    expect(formatNumber('+4477009001', 'GB')).toBe('+4477009001');
  });

  it('leaves alone what is no number', () => {
    expect(formatNumber('+49000000', 'RU')).toBe('+49000000');
    expect(formatNumber('204', 'RU')).toBe('204');
    expect(formatNumber('<b>', 'RU')).toBe('<b>');
  });
});
