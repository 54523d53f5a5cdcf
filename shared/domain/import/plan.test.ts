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

  it('adds addresses and notes beside numbers, once', () => {
    const noted = [{ e164: '+79161234567', raw: '8916', label: 'main' as const, note: 'until 15:00' }];
    const addresses = [{ label: 'office' as const, text: 'Мира, 1' }];
    const row = given({ phones: noted, addresses });
    expect(merge(known(), row, 'fillGaps')).toEqual({
      phoneNotes: { '+79161234567': 'until 15:00' },
      addAddresses: addresses,
    });
    const there = known({ phones: [{ ...noted[0], note: 'his wife' } as never], addresses });
    expect(merge(there, row, 'fillGaps')).toBeUndefined();
    expect(merge(there, row, 'overwrite')).toEqual({ phoneNotes: { '+79161234567': 'until 15:00' } });
    // An address of no kind is no news where it stands as any.
    const plain = given({ addresses: [{ label: 'other', text: 'МИРА, 1' }] });
    expect(merge(there, plain, 'overwrite')).toBeUndefined();
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

  it('keeps a customer of whom only a text is known, and knows nobody by it', () => {
    const text = given({ phones: [{ raw: '204', digits: '204', label: 'main' }] });
    const who = known({ phones: [{ raw: '204', label: 'main' }] });
    expect(planRow(text, nobody, 'fillGaps', untouched)).toEqual({ fate: 'create' });
    // The same name, and the text is already there: nothing new, and no second one.
    expect(planRow(text, { ...nobody, byName: [who] }, 'fillGaps', untouched)).toMatchObject({
      ...{ fate: 'merge', into: who, patch: undefined },
    });
    expect(planRow(text, { ...nobody, byName: [known()] }, 'fillGaps', untouched)).toMatchObject({
      patch: { addPhones: text.phones },
    });
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

describe('a row whose customer is known, when a person decides', () => {
  const by = { ...nobody, byNumber: [known()] };

  it('waits when it says anything that is not as it stands', () => {
    expect(planRow(given({ role: 'Директор' }), by, 'ask', untouched)).toEqual({
      fate: 'ask',
      into: known(),
      by: 'number',
    });
    const other = given({ stage: 'customer', phones: [], emails: ['i@x.ru'] });
    expect(planRow(other, { ...nobody, byEmail: [known()] }, 'ask', untouched)).toMatchObject({
      by: 'email',
    });
    expect(
      planRow(given({ id: 'k1', name: 'Пётр' }), { ...nobody, byId: known() }, 'ask', untouched),
    ).toMatchObject({
      fate: 'ask',
      by: 'id',
    });
  });

  it('does not when there is nothing to decide', () => {
    expect(planRow(given(), by, 'ask', untouched)).toMatchObject({ fate: 'merge', patch: undefined });
    expect(planRow(given(), nobody, 'ask', untouched)).toEqual({ fate: 'create' });
    // Rows of one file complete each other.
    expect(planRow(given({ role: 'Директор' }), by, 'ask', () => true)).toMatchObject({
      fate: 'merge',
      patch: { role: 'Директор' },
    });
  });
});
