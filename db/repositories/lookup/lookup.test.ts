import { describe, expect, it } from 'vitest';
import { readNumber } from '../../../shared/domain/phone-number/index.ts';
import { callRecord, draft, HOME, testBase } from '../../testing.ts';

const none = { ownNumbers: [] };
const read = (raw: string) => readNumber(raw, HOME);

function found(base: ReturnType<typeof testBase>, raw: string, ownNumbers: string[] = []) {
  return base.repos.lookup
    .byNumber(read(raw), { ownNumbers })
    .map(({ name, reason, digits }) => `${name}: ${reason}${digits === undefined ? '' : ` ${digits}`}`);
}

describe('lookup', () => {
  it.each(['+79161234567', '8 (916) 123-45-67', '00 7 916 123 45 67', 'sip:9161234567@pbx'])(
    'finds %s',
    (raw) => {
      using base = testBase();
      base.repos.contacts.create(draft({ name: 'Ivan', phones: [{ number: '8-916-123-45-67' }] }));
      expect(found(base, raw)).toEqual(['Ivan: mainNumber']);
    },
  );

  it('ranks: main, other, the company and its people, then who was in touch last', () => {
    using base = testBase();
    const { contacts, calls } = base.repos;
    const line = { number: '+74951234567' };
    const firm = contacts.create(draft({ name: 'Firm', kind: 'organisation', phones: [line] }));
    const anna = contacts.create(draft({ name: 'Anna', organisationId: firm.id }));
    contacts.create(draft({ name: 'Boris', organisationId: firm.id }));
    contacts.create(draft({ name: 'Second', phones: [{ number: '+79160000000', main: true }, line] }));
    const first = contacts.create(draft({ name: 'First', phones: [line] }));
    contacts.create(draft({ name: 'Newer', phones: [line] }));
    expect(found(base, '+74951234567')).toEqual([
      'Newer: mainNumber',
      'First: mainNumber',
      'Second: otherNumber',
      'Firm: companyLine',
      'Boris: companyLine',
      'Anna: companyLine',
    ]);
    calls.save(callRecord({}, { contactId: anna.id }));
    calls.save(callRecord({}, { contactId: first.id }));
    expect(found(base, '+74951234567')).toEqual([
      'First: mainNumber',
      'Newer: mainNumber',
      'Second: otherNumber',
      'Firm: companyLine',
      'Anna: companyLine',
      'Boris: companyLine',
    ]);
  });

  it('a correction comes first, is replaced by the next one, and goes with its contact', () => {
    using base = testBase();
    const { contacts, lookup } = base.repos;
    const line = { number: '+74951234567' };
    const firm = contacts.create(draft({ name: 'Firm', kind: 'organisation', phones: [line] }));
    const anna = contacts.create(draft({ name: 'Anna', organisationId: firm.id }));
    const stranger = contacts.create(draft({ name: 'Stranger' }));
    lookup.remember(read('+74951234567'), anna.id);
    expect(found(base, '84951234567')).toEqual(['Anna: corrected', 'Firm: companyLine']);
    lookup.remember(read('+74951234567'), stranger.id);
    expect(found(base, '84951234567')).toEqual([
      'Stranger: corrected',
      'Firm: companyLine',
      'Anna: companyLine',
    ]);
    contacts.remove(stranger.id);
    expect(found(base, '84951234567')).toEqual(['Firm: companyLine', 'Anna: companyLine']);
    expect(lookup.remember({ kind: 'anonymous' }, anna.id)).toBeUndefined();
    lookup.remember({ kind: 'text', text: 'Reception' }, anna.id);
    expect(lookup.byNumber({ kind: 'text', text: 'reception' }, none)).toMatchObject([
      { name: 'Anna', reason: 'corrected' },
    ]);
  });

  it('finds by the end of a number, from seven digits, both ways round', () => {
    using base = testBase();
    const { contacts } = base.repos;
    contacts.create(draft({ name: 'Whole', phones: [{ number: '+74951234567' }] }));
    contacts.create(draft({ name: 'End', phones: [{ number: '123-45-67' }] }));
    contacts.create(draft({ name: 'Other', phones: [{ number: '+74951234568' }] }));
    expect(found(base, '1234567')).toEqual(['End: lastDigits 7', 'Whole: lastDigits 7']);
    expect(found(base, '+74951234567')).toEqual(['Whole: mainNumber', 'End: lastDigits 7']);
    expect(found(base, '+78121234567')).toEqual(['End: lastDigits 7']);
    expect(found(base, '234567')).toEqual([]);
    // Whole numbers of two countries are two numbers, however alike they end.
    contacts.create(draft({ name: 'Mobile', phones: [{ number: '+7 916 234-56-78' }] }));
    expect(found(base, '+1 916 234 5678')).toEqual([]);
    expect(found(base, '+7 916 234 5678')).toEqual(['Mobile: mainNumber']);
  });

  it('finds a suffix of eight to ten digits, leading zeros included', () => {
    using base = testBase();
    base.repos.contacts.create(
      draft({ name: 'Zero', phones: [{ number: '+442000123456' }, { number: '+4930123456' }] }),
    );
    base.repos.contacts.create(draft({ name: 'Unreal', phones: [{ number: '+7 000 000 00 01' }] }));
    for (const digits of ['0123456', '00123456', '000123456', '2000123456']) {
      expect(
        base.repos.lookup.byNumber({ kind: 'suffix', digits }, none).map((match) => match.digits),
      ).toEqual(
        base.repos.contacts.list({ offset: 0, limit: 1, sort: 'recent', search: 'zero' }).contacts[0]
          ?.phone === '+442000123456'
          ? [digits.length]
          : [],
      );
    }
    expect(found(base, '+7 (000) 000-00-01')).toEqual(['Unreal: lastDigits 10']);
  });

  it('finds colleagues by extension, and never a country by "112"', () => {
    using base = testBase();
    base.repos.contacts.create(
      draft({ name: 'Colleague', relation: 'colleague', phones: [{ number: '204' }] }),
    );
    expect(found(base, 'sip:204@pbx')).toEqual(['Colleague: extension']);
    expect(found(base, '112')).toEqual([]);
    expect(found(base, '+204')).toEqual(['Colleague: extension']);
  });

  it('never matches the firm itself, nor anybody by a hidden number', () => {
    using base = testBase();
    base.repos.contacts.create(
      draft({ name: 'We', kind: 'organisation', phones: [{ number: '+74951112233' }, { number: '300' }] }),
    );
    const own = ['+74951112233', '300'];
    expect(found(base, '+74951112233', own)).toEqual([]);
    expect(found(base, '1112233', own)).toEqual([]);
    expect(found(base, '300', own)).toEqual([]);
    expect(found(base, '+74951112233')).toEqual(['We: companyLine']);
    expect(found(base, 'anonymous')).toEqual([]);
  });

  it('names ten at most, and each once', () => {
    using base = testBase();
    for (let i = 0; i < 15; i += 1)
      base.repos.contacts.create(draft({ name: `N${i}`, phones: [{ number: '+79161234567' }] }));
    const matches = base.repos.lookup.byNumber(read('+79161234567'), none);
    expect(matches).toHaveLength(10);
    expect(matches[0]?.name).toBe('N14');
  });
});
