import { describe, expect, it } from 'vitest';
import { type KnownContact, merge } from './merge.ts';
import { planRow } from './plan.ts';
import type { ImportRow } from './row.ts';

const known = (part: Partial<KnownContact> = {}): KnownContact => ({
  id: 'k1',
  kind: 'person',
  name: 'Иванов Иван',
  relation: 'customer',
  stage: 'new',
  tags: [],
  about: '',
  phones: [{ e164: '+79161234567', raw: '89161234567', label: 'main' }],
  emails: [],
  ...part,
});
const given = (part: Partial<ImportRow> = {}): ImportRow => ({
  kind: 'person',
  name: 'Иванов Иван',
  phones: [{ e164: '+79161234567', raw: '+79161234567', label: 'main' }],
  emails: [],
  tags: [],
  about: '',
  ...part,
});
const nobody = { byNumber: [], byEmail: [], byName: [] };
const untouched = () => false;

describe('merging', () => {
  it('fills gaps, adds and never removes; twice is once', () => {
    const row = given({
      role: 'Директор',
      region: 'Москва',
      emails: ['i@x.ru'],
      tags: ['vip'],
      about: 'note',
      name: 'Сидоров Пётр',
    });
    expect(merge(known({ role: 'Бухгалтер' }), row, 'fillGaps')).toEqual({
      region: 'Москва',
      addEmails: ['i@x.ru'],
      tags: ['vip'],
      about: 'Сидоров Пётр\nnote',
    });
    const after = known({
      role: 'Бухгалтер',
      region: 'Москва',
      emails: [{ address: 'I@x.ru' }],
      tags: ['VIP'],
      about: 'Сидоров Пётр\nnote',
    });
    expect(merge(after, row, 'fillGaps')).toBeUndefined();
  });

  it('overwrites only what the row says', () => {
    const row = given({ name: 'Иванов Иван Петрович', stage: 'customer' });
    expect(merge(known({ role: 'Бухгалтер' }), row, 'overwrite')).toEqual({
      name: 'Иванов Иван Петрович',
      stage: 'customer',
    });
  });

  it('never turns a refusal to be called into a consent, and takes one at once', () => {
    const says = (consent: 'given' | 'refused') => given({ consent });
    for (const mode of ['fillGaps', 'overwrite'] as const) {
      expect(merge(known({ consent: 'refused' }), says('given'), mode)?.consent).toBeUndefined();
      expect(merge(known({ consent: 'given' }), says('refused'), mode)).toMatchObject({ consent: 'refused' });
    }
  });

  it('takes another writing of the organisation for the same', () => {
    expect(
      merge(
        known({ organisationName: 'ООО «Ромашка»' }),
        given({ organisation: 'ООО "РОМАШКА"' }),
        'overwrite',
      ),
    ).toBeUndefined();
  });
});

describe('the fate of a row', () => {
  it('creates, merges by number, by e-mail, by name and organisation', () => {
    const who = known();
    expect(planRow(given(), nobody, 'fillGaps', untouched)).toEqual({ fate: 'create' });
    expect(planRow(given(), { ...nobody, byNumber: [who] }, 'fillGaps', untouched)).toMatchObject({
      fate: 'merge',
      into: who,
    });
    expect(planRow(given(), { ...nobody, byEmail: [who] }, 'fillGaps', untouched)).toMatchObject({
      fate: 'merge',
    });
    expect(planRow(given({ phones: [] }), { ...nobody, byName: [who] }, 'fillGaps', untouched)).toMatchObject(
      { fate: 'merge' },
    );
    expect(planRow(given({ phones: [] }), nobody, 'fillGaps', untouched)).toEqual({
      fate: 'reject',
      reason: 'noNumber',
    });
    expect(planRow(given(), { ...nobody, byName: [who] }, 'fillGaps', untouched)).toEqual({ fate: 'create' });
  });

  it('keeps colleagues on one company line apart', () => {
    const who = known({ organisationName: 'Ромашка' });
    const other = given({ name: 'Сидорова Анна', organisation: 'ромашка' });
    expect(planRow(other, { ...nobody, byNumber: [who] }, 'fillGaps', untouched)).toEqual({ fate: 'create' });
    const same = given({ name: 'Иванов И.', organisation: 'Ромашка' });
    expect(planRow(same, { ...nobody, byNumber: [who] }, 'fillGaps', untouched)).toMatchObject({
      fate: 'merge',
    });
    const firm = known({ id: 'f', kind: 'organisation', name: 'Ромашка' });
    expect(planRow(other, { ...nobody, byNumber: [firm] }, 'fillGaps', untouched)).toEqual({
      fate: 'create',
    });
  });

  it('prefers the one to whom the row is no news, and lets the earlier row of a file win', () => {
    const plain = known({ id: 'a' });
    const knows = known({ id: 'b', region: 'Москва' });
    const row = given({ region: 'Москва' });
    expect(planRow(row, { ...nobody, byNumber: [plain, knows] }, 'fillGaps', untouched)).toEqual({
      fate: 'merge',
      into: knows,
      patch: undefined,
      touches: ['b'],
    });
    const plan = planRow(
      given({ region: 'Тверь' }),
      { ...nobody, byNumber: [knows] },
      'overwrite',
      (id) => id === 'b',
    );
    expect(plan).toMatchObject({ patch: undefined });
    expect(planRow(row, { ...nobody, byNumber: [plain] }, 'skip', untouched)).toMatchObject({
      fate: 'merge',
      patch: undefined,
    });
  });
});
