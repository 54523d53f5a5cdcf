import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Birthday, Day } from '../../contract/contacts.ts';
import { dayInWords, readDay } from './written-day.ts';

describe('a day as people write it', () => {
  it.each([
    ['24.11.1980', '1980-11-24'],
    ['1/2/2027', '2027-02-01'],
    [' 1980-11-24 ', '1980-11-24'],
    ['24.11.', '--11-24'],
    ['29.2', '--02-29'],
    ['24.11.1980 0:00:00', '1980-11-24'],
    ['1980-11-24T00:00', '1980-11-24'],
  ])('%s', (written, day) => {
    expect(readDay(written, { yearless: true })).toBe(day);
  });

  it.each(['', '31.02.2027', '29.02.2027', '32.1.', '11', 'tomorrow', '24.11.80'])('is not %s', (written) => {
    expect(readDay(written, { yearless: true })).toBeUndefined();
  });

  it('has a year where it must have one', () => {
    expect(readDay('24.11.', { yearless: false })).toBeUndefined();
  });

  it('comes back as it went, and fits the contract', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.boolean(),
        (date, known) => {
          const full = date.toISOString().slice(0, 10);
          const day = known ? full : `--${full.slice(5)}`;
          expect(readDay(dayInWords(day), { yearless: true })).toBe(day);
          expect((known ? Day : Birthday).parse(day)).toBe(day);
        },
      ),
    );
  });
});
