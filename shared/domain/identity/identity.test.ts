import { describe, expect, it } from 'vitest';
import { type Candidate, isOwn, numberKey, rank } from './identity.ts';

const candidate = (contactId: string, fields: Partial<Candidate> = {}): Candidate => ({
  contactId,
  name: contactId,
  reason: 'mainNumber',
  own: true,
  recency: 0,
  ...fields,
});

describe('rank', () => {
  it('puts the strongest reason first', () => {
    const reasons = [
      'lastDigits',
      'extension',
      'companyLine',
      'otherNumber',
      'mainNumber',
      'corrected',
      'dialledFromCard',
    ] as const;
    const ranked = rank(reasons.map((reason) => candidate(reason, { reason })));
    expect(ranked.map((match) => match.reason)).toEqual(reasons.toReversed());
  });

  it('within a reason: more digits, then the company before its people, then who was in touch last', () => {
    const ids = rank([
      candidate('old', { reason: 'companyLine', own: false, recency: 1 }),
      candidate('recent', { reason: 'companyLine', own: false, recency: 9 }),
      candidate('company', { reason: 'companyLine', recency: 0 }),
      candidate('seven', { reason: 'lastDigits', digits: 7, recency: 9 }),
      candidate('ten', { reason: 'lastDigits', digits: 10 }),
    ]).map((match) => match.contactId);
    expect(ids).toEqual(['company', 'recent', 'old', 'ten', 'seven']);
  });

  it('names each contact once, with its strongest reason, and ten at most', () => {
    expect(rank([candidate('a', { reason: 'lastDigits', digits: 7 }), candidate('a')])).toEqual([
      { contactId: 'a', name: 'a', reason: 'mainNumber' },
    ]);
    expect(rank(Array.from({ length: 30 }, (_, i) => candidate(`c${i}`)))).toHaveLength(10);
  });
});

describe('numberKey', () => {
  it('keeps kinds apart and has none for a hidden caller', () => {
    expect(numberKey({ kind: 'e164', e164: '+79161234567', display: '' })).toBe('+79161234567');
    expect(numberKey({ kind: 'suffix', digits: '1234567' })).toBe('end:1234567');
    expect(numberKey({ kind: 'internal', extension: '204' })).toBe('ext:204');
    expect(numberKey({ kind: 'text', text: 'Reception' })).toBe('text:reception');
    expect(numberKey({ kind: 'anonymous' })).toBeUndefined();
  });
});

describe('isOwn', () => {
  const own = ['+7 495 123-45-67', '204'];
  it.each([
    [{ kind: 'e164', e164: '+74951234567', display: '' }, true],
    [{ kind: 'e164', e164: '+79161234567', display: '' }, false],
    [{ kind: 'suffix', digits: '1234567' }, true],
    [{ kind: 'suffix', digits: '7654321' }, false],
    [{ kind: 'internal', extension: '204' }, true],
    [{ kind: 'internal', extension: '205' }, false],
    [{ kind: 'anonymous' }, false],
  ] as const)('%j: %s', (reading, expected) => {
    expect(isOwn(reading, own)).toBe(expected);
  });
});
