import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import type { OwnFieldDraft } from '../../../shared/domain/own-field/definition.ts';
import { openDatabase } from '../../open.ts';
import { callRecord, draft, HOME, ME, type TestBase, testBase } from '../../testing.ts';
import { createRepositories } from '../index.ts';

const field = (fields: Partial<OwnFieldDraft> = {}): OwnFieldDraft => ({
  name: 'Level',
  type: 'text',
  options: [],
  currency: 'EUR',
  group: '',
  holders: 'both',
  mandatory: { stages: [], moments: [] },
  searchable: false,
  ...fields,
});
const refusal = (code: string, params: object) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describe('the definitions', () => {
  it('are kept in order, changed with their version, and each change can be taken back', () => {
    using base = testBase();
    const { ownFields, changes } = base.repos;
    const one = ownFields.save(field({ name: ' Level ' }));
    const two = ownFields.save(field({ name: 'Area', type: 'number', group: 'House' }));
    expect(ownFields.list()).toMatchObject([
      { id: one.id, version: 1, name: 'Level', position: 0, archived: false },
      { id: two.id, name: 'Area', group: 'House', position: 1 },
    ]);
    const renamed = ownFields.save(field({ name: 'Rank' }), { id: one.id, version: 1 });
    expect(ownFields.get(one.id)).toMatchObject({ name: 'Rank', version: 2 });
    expect(() => ownFields.save(field({ name: 'Other' }), { id: one.id, version: 1 })).toThrow(
      refusal('changedMeanwhile', {}),
    );
    changes.undo(renamed.changeId);
    expect(ownFields.get(one.id)).toMatchObject({ name: 'Level', version: 3 });
    ownFields.reorder([
      { id: two.id, group: 'Home' },
      { id: one.id, group: '' },
    ]);
    expect(ownFields.list().map(({ name, group }) => [name, group])).toEqual([
      ['Area', 'Home'],
      ['Level', ''],
    ]);
    // What stays in its place is not changed for it.
    const versions = () => ownFields.list().map(({ version }) => version);
    const before = versions();
    ownFields.reorder([{ id: two.id, group: 'Home' }]);
    expect(versions()).toEqual(before);
  });

  it('are refused with the reason, and a name that was put away can be used again', () => {
    using base = testBase();
    const { ownFields } = base.repos;
    const { id } = ownFields.save(field());
    expect(() => ownFields.save(field({ name: 'LEVEL' }))).toThrow(
      refusal('ownFieldFault', { fault: 'nameTaken' }),
    );
    expect(() => ownFields.save(field({ name: 'Kind', type: 'choice' }))).toThrow(
      refusal('ownFieldFault', { fault: 'noOptions' }),
    );
    ownFields.archive(id, true);
    ownFields.save(field());
    expect(() => ownFields.archive(id, false)).toThrow(refusal('ownFieldFault', { fault: 'nameTaken' }));
    expect(() => ownFields.archive(v7(), true)).toThrow(refusal('notFound', {}));
  });

  it('of another connection are seen', () => {
    using base = testBase();
    const { ownFields } = base.repos;
    const { id } = ownFields.save(field());
    expect(ownFields.list()).toHaveLength(1);
    const other = openDatabase({ file: base.db.file });
    const context = { now: Date.now, newId: v7, actorId: () => ME, home: () => HOME };
    createRepositories(other, context).ownFields.save(field({ name: 'Rank' }), { id });
    other.close();
    expect(ownFields.get(id)?.name).toBe('Rank');
  });
});

describe('the values of a customer', () => {
  const withFields = (base: TestBase) => {
    const { ownFields } = base.repos;
    const level = ownFields.save(
      field({ type: 'choice', options: [{ name: 'Gold' }, { name: 'Silver' }] }),
    ).id;
    const area = ownFields.save(field({ name: 'Area', type: 'number', holders: 'organisations' })).id;
    const [gold] = ownFields.get(level)?.options ?? [];
    return { level, area, gold: gold?.id ?? '' };
  };

  it('come with the card, go by the outbox, and an undo takes them back', () => {
    using base = testBase();
    const { contacts, changes } = base.repos;
    const { level, gold } = withFields(base);
    const { id } = contacts.create(draft({ name: 'Anna', own: { [level]: gold } }));
    expect(contacts.get(id)?.own).toEqual({ [level]: gold });
    // A draft that knows nothing of them leaves them alone.
    contacts.update(id, 1, draft({ name: 'Anna Petrova' }));
    expect(contacts.get(id)?.own).toEqual({ [level]: gold });
    const emptied = contacts.update(id, 2, draft({ name: 'Anna Petrova', own: {} }));
    expect(contacts.get(id)?.own).toEqual({});
    const patch = base.db.sqlite
      .prepare('select patch from outbox where op_id = ?')
      .pluck()
      .get(emptied.changeId);
    expect(JSON.parse(patch as string)).toEqual({ own: {} });
    changes.undo(emptied.changeId);
    expect(contacts.get(id)?.own).toEqual({ [level]: gold });
  });

  it('are refused when they are none of their field', () => {
    using base = testBase();
    const { contacts } = base.repos;
    const { level, area } = withFields(base);
    const make = (own: Record<string, string | number>, kind: 'person' | 'organisation' = 'person') =>
      contacts.create(draft({ name: 'Firm', kind, own }));
    expect(() => make({ [level]: v7() })).toThrow(
      refusal('ownValueRefused', { field: 'Level', trouble: 'unknownOption' }),
    );
    expect(() => make({ [area]: 'wide' }, 'organisation')).toThrow(
      refusal('ownValueRefused', { trouble: 'notNumber' }),
    );
    expect(() => make({ [area]: 12 })).toThrow(
      refusal('ownValueRefused', { field: 'Area', trouble: 'noField' }),
    );
    expect(() => make({ [v7()]: 12 })).toThrow(refusal('ownValueRefused', { trouble: 'noField' }));
    expect(make({ [area]: 12 }, 'organisation').id).toBeDefined();
  });

  it('stay as they are when their field becomes another type, or is put away', () => {
    using base = testBase();
    const { contacts, ownFields } = base.repos;
    const { level, gold } = withFields(base);
    const { id } = contacts.create(draft({ name: 'Anna', own: { [level]: gold } }));
    ownFields.save(field({ type: 'date' }), { id: level });
    ownFields.archive(level, true);
    contacts.update(id, 1, draft({ name: 'Anna', about: 'new', own: { [level]: gold } }));
    expect(contacts.get(id)).toMatchObject({ version: 2, own: { [level]: gold } });
    ownFields.archive(level, false);
    ownFields.save(field({ type: 'choice', options: [{ name: 'Iron' }] }), { id: level });
    expect(ownFields.get(level)?.options).toMatchObject([
      { name: 'Iron', retired: false },
      { id: gold, name: 'Gold', retired: true },
      { name: 'Silver', retired: true },
    ]);
  });

  it('are told as missing when they are due, and not before', () => {
    using base = testBase();
    const { contacts, ownFields, calls } = base.repos;
    const at = (name: string, mandatory: OwnFieldDraft['mandatory']) =>
      ownFields.save(field({ name, mandatory })).id;
    const entry = at('Entry', { stages: [], moments: ['entry'] });
    const called = at('Called', { stages: [], moments: ['firstCall'] });
    const staged = at('Staged', { stages: ['negotiation'], moments: [] });
    const { id } = contacts.create(draft({ name: 'Anna' }));
    expect(contacts.card(id).missingOwn).toEqual([entry]);
    const unanswered = callRecord(
      { end: { result: 'noAnswer', cause: 'hangup', by: 'operator' } },
      { contactId: id },
    );
    delete (unanswered.call as { answeredAt?: number }).answeredAt;
    calls.save(unanswered);
    expect(contacts.card(id).missingOwn).toEqual([entry]);
    calls.save(callRecord({}, { contactId: id }));
    expect(contacts.card(id).missingOwn).toEqual([entry, called]);
    contacts.setStage(id, 'negotiation');
    expect(contacts.card(id).missingOwn).toEqual([entry, called, staged]);
    contacts.update(
      id,
      2,
      draft({ name: 'Anna', stage: 'negotiation', own: { [staged]: 'x', [entry]: 'y' } }),
    );
    expect(contacts.card(id).missingOwn).toEqual([called]);
  });
});
