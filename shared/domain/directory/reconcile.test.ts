import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DirectoryEntry } from './entry.ts';
import { afterWriting, firstSight, reconcile, sameEntry } from './reconcile.ts';

const EMPTY: DirectoryEntry = {
  kind: 'person',
  name: 'Ann',
  organisation: '',
  role: '',
  about: '',
  birthday: '',
  language: '',
  zone: '',
  phones: [],
  emails: [],
  tags: [],
};
const entry = (some: Partial<DirectoryEntry>): DirectoryEntry => ({ ...EMPTY, ...some });
const phone = (key: string) => ({ key, number: key, label: 'main' as const });

const word = fc.constantFrom('', 'a', 'b', 'c');
const some = (letters: string) => fc.subarray([...letters]);
const entries: fc.Arbitrary<DirectoryEntry> = fc
  .record({
    name: fc.constantFrom('a', 'b', 'c'),
    role: word,
    about: word,
    phones: some('123'),
    emails: some('xyz'),
    tags: some('pqr'),
  })
  .map(({ phones, emails, ...rest }) =>
    entry({ ...rest, phones: phones.map(phone), emails: emails.map((each) => `${each}@e.org`) }),
  );

describe('what two sides become', () => {
  const was = {
    ours: entry({ role: 'buyer', phones: [phone('1')] }),
    theirs: entry({ role: 'buyer', phones: [phone('1')] }),
  };

  it('takes what changed on one side, and shows what changed on both', () => {
    const now = {
      ours: entry({ role: 'owner', about: 'x' }),
      theirs: entry({ role: 'chief', zone: 'Europe/Kyiv' }),
    };
    const result = reconcile(
      { ours: { ...now.ours, phones: [phone('1')] }, theirs: { ...now.theirs, phones: [phone('1')] } },
      was,
      true,
    );
    expect(result.conflicts).toEqual([{ field: 'role', ours: 'owner', theirs: 'chief' }]);
    expect(result.ours).toMatchObject({ role: 'owner', about: 'x', zone: 'Europe/Kyiv' });
    expect(result.theirs).toMatchObject({ role: 'chief', about: 'x', zone: 'Europe/Kyiv' });
    // Still a conflict at the next look, until somebody chooses.
    expect(reconcile(result, result.was, true).conflicts).toHaveLength(1);
  });

  it('adds and removes numbers each by itself', () => {
    const now = {
      ours: entry({ phones: [phone('1'), phone('2')], role: 'buyer' }),
      theirs: entry({ phones: [phone('3')], role: 'buyer' }),
    };
    const result = reconcile(now, was, true);
    expect(result.ours.phones.map(({ key }) => key)).toEqual(['2', '3']);
    expect(result.theirs.phones.map(({ key }) => key)).toEqual(['3', '2']);
  });

  it('never writes into a directory that is only read, and keeps what was changed here', () => {
    const now = { ours: entry({ role: 'owner', phones: [] }), theirs: was.theirs };
    const result = reconcile(now, was, false);
    expect(result.ours).toEqual(now.ours);
    expect(sameEntry(result.theirs, now.theirs)).toBe(true);
    expect(result.conflicts).toEqual([]);
  });

  it('gives each what the other has when they meet, and takes nothing away', () => {
    const now = {
      ours: entry({ name: 'Ann B.', role: 'buyer', phones: [phone('1')] }),
      theirs: entry({ about: 'x', role: 'chief', phones: [phone('2')] }),
    };
    const result = reconcile(now, firstSight(now), true);
    expect(result.conflicts).toEqual([]);
    expect(result.ours).toMatchObject({ name: 'Ann B.', role: 'buyer', about: 'x' });
    expect(result.theirs).toMatchObject({ name: 'Ann', role: 'chief', about: 'x' });
    expect(result.ours.phones).toHaveLength(2);
    expect(result.theirs.phones).toHaveLength(2);
  });

  it('comes to rest, and loses nothing that only one side changed', () => {
    fc.assert(
      fc.property(
        entries,
        entries,
        entries,
        entries,
        fc.boolean(),
        (ours, theirs, wasOurs, wasTheirs, twoWay) => {
          const before = { ours: wasOurs, theirs: wasTheirs };
          const first = reconcile({ ours, theirs }, before, twoWay);
          const second = reconcile(first, first.was, twoWay);
          expect(sameEntry(second.ours, first.ours)).toBe(true);
          expect(sameEntry(second.theirs, first.theirs)).toBe(true);
          expect(second.conflicts).toEqual(first.conflicts);
          for (const field of ['name', 'role', 'about'] as const) {
            const isConflict = first.conflicts.some((each) => each.field === field);
            const [own, other] = [ours[field] !== wasOurs[field], theirs[field] !== wasTheirs[field]];
            expect(isConflict).toBe(own && other && ours[field] !== theirs[field]);
            if (own) expect(first.ours[field]).toBe(ours[field]);
            if (other) expect(first.theirs[field]).toBe(theirs[field]);
            if (other && !own) expect(first.ours[field]).toBe(theirs[field]);
            if (own && !other && twoWay) expect(first.theirs[field]).toBe(ours[field]);
          }
          if (!twoWay) expect(sameEntry(first.theirs, theirs)).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('sees no conflict in what it wrote itself, whatever changed here meanwhile', () => {
    fc.assert(
      fc.property(entries, entries, entries, (ours, meanwhile, before) => {
        const past = { ours: before, theirs: before };
        const planned = reconcile({ ours, theirs: before }, past, true);
        const past2 = afterWriting(past, ours, before, planned.theirs);
        const settled = reconcile({ ours: meanwhile, theirs: planned.theirs }, past2, true);
        expect(settled.conflicts).toEqual([]);
        expect(sameEntry(settled.ours, meanwhile)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
