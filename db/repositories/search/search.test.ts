import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasWords, words } from '../../../shared/domain/text/fold.ts';
import { checkIntegrity } from '../../integrity.ts';
import { callRecord, draft, testBase } from '../../testing.ts';

const page = { offset: 0, limit: 50 };

function names(base: ReturnType<typeof testBase>, text: string): string[] {
  const { search } = base.repos;
  return search.rows(search.contacts(text, {}, page).ids).map((row) => row.name);
}

describe('search', () => {
  it('finds by the beginnings of words, in any order and writing', () => {
    using base = testBase();
    base.repos.contacts.create(
      draft({ name: 'Алёна Йорданова', organisationName: 'ООО «Ромашка»', role: 'Бухгалтер', tags: ['ВИП'] }),
    );
    base.repos.contacts.create(draft({ name: 'Müller, Jürgen' }));
    base.repos.contacts.create(draft({ name: '山田 太郎' }));
    for (const text of ['а', 'АЛЕНА', 'йорд', 'иорд ал', 'ромаш алена', 'бухг', 'вип', 'йорданова алёна']) {
      expect(names(base, text)).toContain('Алёна Йорданова');
    }
    expect(names(base, 'jurgen mull')).toEqual(['Müller, Jürgen']);
    expect(names(base, '太郎')).toEqual(['山田 太郎']);
    expect(names(base, 'рдан')).toEqual([]);
    expect(names(base, '')).toEqual([]);
    expect(names(base, '"*" OR (')).toEqual([]);
  });

  it('checks letters behind the eighth', () => {
    using base = testBase();
    base.repos.contacts.create(draft({ name: 'Константинопольский' }));
    base.repos.contacts.create(draft({ name: 'Константинов' }));
    expect(names(base, 'константин')).toHaveLength(2);
    expect(names(base, 'константинов')).toEqual(['Константинов']);
    expect(names(base, 'константинопольскийй')).toEqual([]);
  });

  it('routes digits to numbers and @ to addresses', () => {
    using base = testBase();
    base.repos.contacts.create(
      draft({
        name: 'Moscow',
        phones: [{ number: '+74951234567' }],
        emails: [{ address: 'Info@Firm.example' }],
      }),
    );
    base.repos.contacts.create(
      draft({
        name: 'Kyiv',
        phones: [{ number: '+380671234599' }, { number: '204' }],
        emails: [{ address: 'a@other.example' }],
      }),
    );
    for (const text of [
      '+7495',
      '7495',
      '8495',
      '8 (495)',
      '495',
      '495123',
      '84951234567',
      '4567',
      '1234567',
      '123-45-67',
      '+7 495 123 45 67',
    ]) {
      expect([text, names(base, text)]).toEqual([text, ['Moscow']]);
    }
    for (const text of ['38067', '+380', '00380', '4599', '204', '380671234599'])
      expect([text, names(base, text)]).toEqual([text, ['Kyiv']]);
    expect(names(base, 'info@')).toEqual(['Moscow']);
    expect(names(base, 'INFO@firm.ex')).toEqual(['Moscow']);
    expect(names(base, '@firm')).toEqual(['Moscow']);
    expect(names(base, '@')).toEqual([]);
    expect(names(base, 'nfo@firm')).toEqual([]);
  });

  it('shows who was in touch last first, pages, and counts', () => {
    using base = testBase();
    const ids = Array.from(
      { length: 30 },
      (_, i) =>
        base.repos.contacts.create(draft({ name: `Иван ${i}`, stage: i % 2 ? 'new' : 'customer' })).id,
    );
    base.repos.calls.save(callRecord({}, { contactId: ids[3] as string }));
    const { search } = base.repos;
    const first = search.contacts('ив', {}, { offset: 0, limit: 10 });
    expect(first).toMatchObject({
      total: 30,
      ids: [ids[3], ids[29], ids[28]].concat(ids.slice(21, 28).toReversed()),
    });
    const all = [0, 10, 20, 30].flatMap((offset) => search.contacts('ив', {}, { offset, limit: 10 }).ids);
    expect(all.toSorted()).toEqual(ids.toSorted());
    expect(search.contacts('ив', { stage: 'new' }, { offset: 10, limit: 10 })).toMatchObject({
      total: 15,
      ids: { length: 5 },
    });
  });

  it('follows a new name of the organisation, its deletion and the undo', () => {
    using base = testBase();
    const firm = base.repos.contacts.create(draft({ name: 'Alpha', kind: 'organisation' }));
    base.repos.contacts.create(draft({ name: 'Anna', organisationId: firm.id }));
    const { changeId } = base.repos.contacts.update(
      firm.id,
      1,
      draft({ name: 'Omega', kind: 'organisation' }),
    );
    expect(names(base, 'alpha')).toEqual([]);
    expect(names(base, 'omega anna')).toEqual(['Anna']);
    base.repos.changes.undo(changeId);
    expect(names(base, 'alpha')).toEqual(['Anna', 'Alpha']);
    const removed = base.repos.contacts.remove(firm.id);
    expect(names(base, 'alpha')).toEqual([]);
    base.repos.changes.undo(removed.changeId);
    expect(names(base, 'alpha')).toEqual(['Anna', 'Alpha']);
  });

  it('gives what a plain look at all rows gives, after any history of changes', () => {
    const name = fc.array(
      fc.constantFrom('Анна', 'Ёлкина', 'Иванов', 'Alpha', 'Алексеевская', 'ąnna', "O'Neil", 'Мар’яна'),
      { minLength: 1, maxLength: 3 },
    );
    const step = fc.record({
      what: fc.constantFrom('create', 'update', 'remove', 'undo', 'call'),
      which: fc.nat(20),
      name,
      org: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) => {
        using base = testBase();
        const { contacts, changes, search, calls } = base.repos;
        const ids: string[] = [];
        const undoable: string[] = [];
        for (const { what, which, name: parts, org } of steps) {
          const wanted = draft({
            name: parts.join(' '),
            kind: org ? 'organisation' : 'person',
            ...(org ? {} : { organisationName: parts[0] ?? '' }),
          });
          const id = ids[which % Math.max(1, ids.length)] ?? '';
          const present = contacts.get(id);
          try {
            if (what === 'create') {
              const made = contacts.create(wanted);
              ids.push(made.id);
              undoable.push(made.changeId);
            } else if (what === 'undo') changes.undo(undoable[which % Math.max(1, undoable.length)] ?? '');
            else if (present === undefined) continue;
            else if (what === 'update') undoable.push(contacts.update(id, present.version, wanted).changeId);
            else if (what === 'remove') undoable.push(contacts.remove(id).changeId);
            else calls.save(callRecord({}, { contactId: id }));
          } catch (error) {
            if (!(error instanceof Error && error.name === 'Failure')) throw error;
          }
        }
        const rows = contacts.list({ offset: 0, limit: 500, sort: 'recent' }).contacts;
        for (const text of [
          'а',
          'ан',
          'анна',
          'ел',
          'иванов а',
          'alph',
          'алексеевск',
          'алексеевсксс',
          'oneil',
          'маряна ел',
        ]) {
          const plain = rows.filter((row) =>
            hasWords(words(`${row.name} ${row.organisationName ?? ''}`), words(text)),
          );
          expect(search.contacts(text, {}, { offset: 0, limit: 500 }).ids).toEqual(
            plain.map((row) => row.id),
          );
        }
        expect(
          checkIntegrity(base.db.file).troubles.filter(
            ({ check }) => check !== 'call twice' && check !== 'call without its first fact',
          ),
        ).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});
