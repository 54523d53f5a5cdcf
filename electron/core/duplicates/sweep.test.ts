import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCandidates } from '../../../db/repositories/duplicates/candidates.ts';
import { openPairs, type PairStore } from '../../../db/repositories/duplicates/pair-store.ts';
import { draft, type TestBase, testBase } from '../../../db/testing.ts';
import type { ContactDraftInput } from '../../../shared/contract/contacts.ts';
import { noteOf, sweep } from './sweep.ts';

type Given = Partial<ContactDraftInput> & { name: string };

const add = (base: TestBase, fields: Given): string => base.repos.contacts.create(draft(fields)).id;
const open = (base: TestBase): PairStore => openPairs(join(base.dir, 'pairs'));

function swept(base: TestBase, pairs: PairStore, goOn = (): void => {}, whole = false) {
  sweep({
    candidates: createCandidates(base.db.sqlite),
    pairs,
    now: () => base.clock.now,
    watch: { progress() {}, goOn },
    whole,
  });
  return found(base, pairs);
}

const found = (base: TestBase, pairs: PairStore) =>
  pairs
    .page({ limit: 1_000 })
    .map(({ firstId, secondId, reasons }) => ({
      names: [firstId, secondId]
        .map((id) => base.repos.contacts.get(id)?.name)
        .toSorted()
        .join(' / '),
      reasons: reasons.join(' '),
    }))
    .toSorted((a, b) => (a.names < b.names ? -1 : 1));

describe('a sweep', () => {
  it('finds by number, address, name in any script, and slips of the pen in a company', () => {
    using base = testBase();
    add(base, { name: 'Анна Петрова', phones: [{ number: '+79161112233' }] });
    add(base, { name: 'Petrova A.', phones: [{ number: '8 916 111-22-33' }] });
    add(base, { name: 'Oleg Kim', emails: [{ address: 'oleg@kim.ru' }] });
    add(base, { name: 'Kim Oleg', emails: [{ address: 'OLEG@kim.ru' }] });
    add(base, { name: 'Юлия Щербакова', region: 'Омск' });
    add(base, { name: 'Yuliya Shcherbakova', region: 'омск' });
    add(base, { name: 'Иван Петров', organisationName: 'Волга' });
    add(base, { name: 'Иван Пертов', organisationName: 'Волга' });
    add(base, { name: 'Nobody Else' });
    const pairs = open(base);
    expect(swept(base, pairs)).toEqual([
      { names: 'Kim Oleg / Oleg Kim', reasons: 'sameEmail sameName' },
      { names: 'Petrova A. / Анна Петрова', reasons: 'sameNumber partOfName' },
      { names: 'Yuliya Shcherbakova / Юлия Щербакова', reasons: 'sameNameOtherScript sameRegion' },
      { names: 'Иван Пертов / Иван Петров', reasons: 'nearName sameCompany' },
    ]);
    pairs.close();
  });

  it('takes a switchboard of fifty people, and namesakes of a large town, for what they are', () => {
    using base = testBase();
    for (let n = 0; n < 50; n += 1) {
      add(base, {
        name: `Worker ${'abcdefghij'[n % 10]}${n}`,
        organisationName: 'Volga',
        phones: [{ number: '+74951112233' }],
      });
      add(base, { name: 'Иван Иванов', region: 'Москва' });
    }
    const pairs = open(base);
    expect(swept(base, pairs)).toEqual([]);
    // One of the many namesakes is there twice: their numbers tell.
    for (let n = 0; n < 2; n += 1) add(base, { name: 'Иван Иванов', phones: [{ number: '+79165556677' }] });
    expect(swept(base, pairs)).toEqual([
      { names: 'Иван Иванов / Иван Иванов', reasons: 'sameNumber sameName' },
    ]);
    pairs.close();
  });

  it('afterwards looks only around what has changed', () => {
    using base = testBase();
    const pairs = open(base);
    for (let n = 0; n < 40; n += 1)
      add(base, { name: `Person ${n} Sample`, phones: [{ number: `+7916000${1000 + n}` }] });
    expect(swept(base, pairs)).toEqual([]);
    const again = add(base, { name: 'Person 7 Sample', phones: [{ number: '+79160001007' }] });
    let steps = 0;
    const count = () => {
      steps += 1;
    };
    expect(swept(base, pairs, count)).toHaveLength(1);
    expect(steps).toBeLessThan(60);
    base.repos.contacts.remove(again);
    expect(swept(base, pairs)).toEqual([]);
    // Names in another script too.
    add(base, { name: 'Юлия Щербакова', region: 'Омск' });
    add(base, { name: 'Yuliya Shcherbakova', region: 'Омск' });
    expect(swept(base, pairs)).toHaveLength(1);
    pairs.close();
  });

  it('remembers what somebody told apart, also after another sweep, and what was merged', () => {
    using base = testBase();
    const pairs = open(base);
    const twin = { name: 'Anna Petrova', phones: [{ number: '+79161112233' }] };
    const [a, b] = [add(base, twin), add(base, twin)];
    expect(swept(base, pairs)).toHaveLength(1);
    base.repos.merges.distinguish(b, a);
    expect(swept(base, pairs, undefined, true)).toEqual([]);
    const c = add(base, twin);
    expect(swept(base, pairs)).toHaveLength(2);
    // Told apart from the one, and so from the one that it became.
    base.repos.merges.merge({ fromId: c, intoId: a, choices: {} });
    expect(swept(base, pairs, undefined, true)).toEqual([]);
    pairs.close();
  });

  it('stopped anywhere goes on from there, with the same in the end', () => {
    using base = testBase();
    for (let n = 0; n < 300; n += 1)
      for (let twice = 0; twice < 2; twice += 1)
        add(base, {
          name: `Name${n} Family${n}`,
          phones: [{ number: `+7916${1_000_000 + n}` }],
          emails: [{ address: `m${n}@x.ru` }],
        });
    const whole = open(base);
    const wanted = swept(base, whole);
    expect(wanted).toHaveLength(300);
    whole.close();
    const pairs = openPairs(join(base.dir, 'others'));
    let stops = 0;
    for (let every = 1; noteOf(pairs)?.pass !== 'done'; every += 1) {
      let left = every;
      try {
        swept(base, pairs, () => {
          left -= 1;
          if (left === 0) throw new Error('stopped');
        });
      } catch {
        stops += 1;
      }
    }
    expect(stops).toBeGreaterThan(1);
    expect(found(base, pairs)).toEqual(wanted);
    pairs.close();
  });

  it('begins a damaged file of pairs anew', () => {
    using base = testBase();
    const file = join(base.dir, 'pairs');
    writeFileSync(file, 'no base at all, '.repeat(1_000));
    const pairs = openPairs(file);
    expect(pairs.counts()).toEqual({ total: 0, certain: 0 });
    pairs.close();
  });
});
