import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContactRow } from '../../../shared/contract/contacts.ts';
import { words } from '../../../shared/domain/text/fold.ts';
import { isOneErrorAway } from '../../../shared/domain/text/one-error.ts';
import { skeleton, standsFor, typedSkeletons } from '../../../shared/domain/text/skeleton.ts';
import { checkIntegrity } from '../../integrity.ts';
import { callRecord, draft, testBase } from '../../testing.ts';
import type { FoundOne, SearchFilter } from './filter.ts';
import { createVocabulary } from './vocabulary.ts';

const page = { offset: 0, limit: 50 };

function names(base: ReturnType<typeof testBase>, text: string): string[] {
  const { search } = base.repos;
  return search.rows(search.contacts(text, {}, page).found).map((row) => row.name);
}

/** Without an index: whether some word of the row begins as this one, in its own letters or as another alphabet writes it. */
const beginsAs = (row: ContactRow, typed: string): boolean =>
  beginningsOf(row).some(
    (begun) =>
      begun === typed || (typedSkeletons(typed).includes(skeleton(begun)) && standsFor(begun, typed)),
  );
const meant = (row: ContactRow, typed: readonly string[]): boolean =>
  typed.every((word) => beginsAs(row, word));

/** All of them but one, and that one with an error; a letter too many counts only behind a whole word. */
const nearlyMeant = (row: ContactRow, typed: readonly string[]): boolean =>
  typed.some(
    (wrong, place) =>
      wrong.length >= 4 &&
      skeleton(wrong).length >= 3 &&
      wordsOf(row).some((word) => beginnings(word).some((begun) => isNear(begun, wrong, begun === word))) &&
      meant(row, typed.toSpliced(place, 1)),
  );
function isNear(begun: string, typed: string, whole: boolean): boolean {
  const [one, other] = [skeleton(begun), skeleton(typed)];
  return isOneErrorAway(one, other) && (whole || one === other || !other.startsWith(one));
}

const wordsOf = (row: ContactRow): string[] => words(`${row.name} ${row.organisationName ?? ''}`);
const beginnings = (word: string): string[] => [...word].map((_, at) => word.slice(0, at + 1));
const beginningsOf = (row: ContactRow): string[] => wordsOf(row).flatMap(beginnings);

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
    expect(names(base, 'данов')).toEqual([]);
    expect(names(base, '')).toEqual([]);
    expect(names(base, '"*" OR (')).toEqual([]);
  });

  it('checks letters behind the eighth', () => {
    using base = testBase();
    base.repos.contacts.create(draft({ name: 'Константинопольский' }));
    base.repos.contacts.create(draft({ name: 'Константинов' }));
    expect(names(base, 'константин')).toHaveLength(2);
    // "Константинопо…" is one letter away: behind it.
    expect(names(base, 'константинов')).toEqual(['Константинов', 'Константинопольский']);
    expect(names(base, 'константиновы')).toEqual(['Константинов']);
    expect(names(base, 'константинопольскийй')).toEqual(['Константинопольский']);
    expect(names(base, 'константиномольскаяя')).toEqual([]);
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
    // Both go on so behind the code of their area.
    expect(names(base, '123-45')).toEqual(['Kyiv', 'Moscow']);
    expect(names(base, '123-456')).toEqual(['Moscow']);
    expect(names(base, '067123')).toEqual(['Kyiv']);
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
    const asked = (filter: SearchFilter, offset: number) => {
      const { found, ...rest } = search.contacts('ив', filter, { offset, limit: 10 });
      return { ...rest, ids: found.map(({ id }) => id) };
    };
    expect(asked({}, 0)).toMatchObject({
      total: 30,
      uncounted: false,
      ids: [ids[3], ids[29], ids[28]].concat(ids.slice(21, 28).toReversed()),
    });
    const all = [0, 10, 20, 30].flatMap((offset) => asked({}, offset).ids);
    expect(all.toSorted()).toEqual(ids.toSorted());
    expect(asked({ stage: 'new' }, 10)).toMatchObject({
      total: 15,
      ids: { length: 5 },
    });
  });

  it('finds in other alphabets, with one error, and on the wrong keys', () => {
    using base = testBase();
    for (const name of ['Щербаков Юлий', 'Київ Світло', 'Scherbakova Julia', 'Иванов Пётр', 'Müller'])
      base.repos.contacts.create(draft({ name }));
    const found = (text: string) => base.repos.search.contacts(text, {}, page);
    expect(names(base, 'shcherbakov')).toEqual(['Scherbakova Julia', 'Щербаков Юлий']);
    expect(names(base, 'щербакова юлия')).toEqual(['Scherbakova Julia']);
    expect(names(base, 'kyiv svitlo')).toEqual(['Київ Світло']);
    expect(names(base, 'мюллер')).toEqual(['Müller']);
    for (const text of ['ивнаов', 'ивонов', 'ивнов', 'иваанов', 'ivonov petr', 'иванов пёрт'])
      expect([text, names(base, text)]).toEqual([text, ['Иванов Пётр']]);
    expect(names(base, 'ивнао птер')).toEqual([]);
    expect(names(base, 'ивановв')).toEqual(['Иванов Пётр']);
    expect(names(base, 'київсвітло')).toEqual(['Київ Світло']);
    expect(found('bdfyjd')).toMatchObject({ readAs: 'иванов', total: 1 });
    expect(found('иванов').readAs).toBeUndefined();
  });

  it('says why each was found, and where', () => {
    using base = testBase();
    base.repos.contacts.create(
      draft({
        name: 'Мар’яна Щербакова-Ли',
        organisationName: 'ООО «Ромашка»',
        role: 'Бухгалтер',
        tags: ['ВИП', 'Опт'],
        phones: [{ number: '8 (495) 123-45-67' }, { number: '+74957654321' }],
        emails: [{ address: 'Mariana@Firm.example' }],
      }),
    );
    const hits = (text: string) => {
      const { found } = base.repos.search.contacts(text, { kind: 'person' }, page);
      return base.repos.search.rows(found)[0]?.hits?.map(({ field, text: whole, marks }) => ({
        field,
        marked: marks.map(([from, to]) => whole.slice(from, to)),
      }));
    };
    expect(hits('маря ли')).toEqual([{ field: 'name', marked: ['Мар’я', 'Ли'] }]);
    expect(hits('shcher')).toEqual([{ field: 'name', marked: ['Щер'] }]);
    expect(hits('роман')).toEqual([{ field: 'organisation', marked: ['Ромаш'] }]);
    expect(hits('вип бух')).toEqual([
      { field: 'role', marked: ['Бух'] },
      { field: 'tag', marked: ['ВИП'] },
    ]);
    expect(hits('4321')).toEqual([{ field: 'number', marked: ['43-21'] }]);
    expect(hits('84957')).toEqual([{ field: 'number', marked: ['8 (495) 7'] }]);
    expect(hits('firm@')).toBeUndefined();
    expect(hits('@FIRM')).toEqual([{ field: 'email', marked: ['@Firm'] }]);
    expect(hits('mariana')).toEqual([{ field: 'name', marked: ['Мар’яна'] }]);
    expect(hits('firm.ex')).toEqual([{ field: 'email', marked: ['Firm.ex'] }]);
  });

  it('finds by contracts, invoices and serial numbers, and says so', () => {
    using base = testBase();
    const { goods, contacts, search } = base.repos;
    const id = contacts.create(draft({ name: 'Ромашка', kind: 'organisation' })).id;
    goods.contracts.create(id, { number: '№ АВ-12/7', subject: '', state: 'signed' });
    goods.purchases.create(id, { name: 'Pump', serial: 'SN-4711', quantity: 1, note: '' });
    const hits = (text: string) => {
      const { found } = search.contacts(text, {}, page);
      return search.rows(found)[0]?.hits?.map(({ field, text: whole, marks }) => ({
        field,
        marked: marks.map(([from, to]) => whole.slice(from, to)),
      }));
    };
    expect(hits('ab12')).toEqual([{ field: 'contract', marked: ['№ АВ-12'] }]);
    expect(hits('sn 47')).toEqual([{ field: 'serial', marked: ['SN-47'] }]);
    expect(hits('sn 48')).toBeUndefined();
  });

  it('takes in the words of before, and lets go of those that nobody has', () => {
    using base = testBase();
    const { repos, db } = base;
    repos.contacts.create(draft({ name: 'Щербаков 4711' }));
    const { id } = repos.contacts.create(draft({ name: 'Юрьевская' }));
    const beginnings = () =>
      db.sqlite.prepare('select beginning from word_beginnings order by 1').pluck().all() as string[];
    const whole = beginnings();
    db.sqlite.exec(
      "delete from word_beginnings; insert or replace into fillings values ('word_beginnings', '')",
    );
    db.outdate();
    expect(names(base, 'yur')).toEqual([]);
    expect([repos.search.catchUp(2), repos.search.catchUp(2), repos.search.catchUp(2)]).toEqual([2, 1, 0]);
    expect(repos.search.catchUp(2)).toBe(0);
    expect(beginnings()).toEqual(whole);
    expect(names(base, 'yur')).toEqual(['Юрьевская']);
    repos.contacts.remove(id);
    for (const _step of createVocabulary(db).sweep(3));
    expect(beginnings().filter((one) => one.startsWith('ю'))).toEqual([]);
    expect(beginnings()).toContain('щербаков');
    repos.contacts.create(draft({ name: 'Юрьевская' }));
    expect(names(base, 'yurievskaya')).toEqual(['Юрьевская']);
  });

  it('knows no words of a transaction that failed', () => {
    using base = testBase();
    const create = () => base.repos.contacts.create(draft({ name: 'Щербаков' }));
    expect(() =>
      base.db.transaction(() => {
        create();
        throw new Error('no room');
      }),
    ).toThrow('no room');
    create();
    expect(names(base, 'shcherbakov')).toEqual(['Щербаков']);
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
          'ivanov',
          'alekseyev',
          'алпха',
          'алфа',
          'ивонов анна',
          'алексевска',
          'elkina iv',
        ]) {
          const { found } = search.contacts(text, {}, { offset: 0, limit: 500 });
          const nearly = ({ why }: FoundOne) => why.by === 'words' && why.typed.some(({ near }) => near);
          const plain = rows.filter((row) => meant(row, words(text)));
          expect(found.filter((one) => !nearly(one)).map(({ id }) => id)).toEqual(plain.map(({ id }) => id));
          const near = found.filter(nearly).map(({ id }) => id);
          const wrong = rows.filter((row) => !plain.includes(row) && nearlyMeant(row, words(text)));
          expect(near.toSorted()).toEqual(plain.length < 5 ? wrong.map(({ id }) => id).toSorted() : []);
        }
        expect(
          checkIntegrity(base.db.file).troubles.filter(
            ({ check }) => check !== 'call twice' && check !== 'call without its first fact',
          ),
        ).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
