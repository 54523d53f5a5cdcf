import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupsToKeep } from './keep.ts';

const DAY = 86_400_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
/** 2026-11-02 is a Monday. */
const MONDAY = Date.UTC(2026, 10, 2, 3);
const daily = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ id: `d${n}`, at: MONDAY + n * DAY }));

describe('which backups stay', () => {
  it('the last days, and the last of each week before', () => {
    const kept = backupsToKeep(daily(21), { daily: 3, weekly: 3 }, dayOf);
    expect([...kept].sort()).toEqual(['d13', 'd18', 'd19', 'd20', 'd6']);
  });

  it('of one day the newest, so that a backup by hand takes the place of the night’s', () => {
    const twice = [
      { id: 'night', at: MONDAY },
      { id: 'noon', at: MONDAY + DAY / 3 },
    ];
    expect([...backupsToKeep(twice, { daily: 7, weekly: 4 }, dayOf)]).toEqual(['noon']);
  });

  it('all of a machine that was off for months, as long as they are few enough', () => {
    const rare = [0, 40, 80].map((n) => ({ id: `r${n}`, at: MONDAY + n * DAY }));
    expect(backupsToKeep(rare, { daily: 3, weekly: 0 }, dayOf).size).toBe(3);
  });

  it('never none, never more than asked, and always the newest', () => {
    const rule = fc.record({ daily: fc.nat(10), weekly: fc.nat(10) });
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(5000), { minLength: 1, maxLength: 60 }), rule, (hours, keep) => {
        const backups = hours.map((n) => ({ id: `h${n}`, at: MONDAY + n * 3_600_000 }));
        const kept = backupsToKeep(backups, keep, dayOf);
        expect(kept.has(`h${Math.max(...hours)}`)).toBe(true);
        expect(kept.size).toBeLessThanOrEqual(Math.max(1, keep.daily) + keep.weekly);
        // Pruned once more, nothing else goes: a run that was killed between two removals goes on rightly.
        const left = backups.filter(({ id }) => kept.has(id));
        expect(backupsToKeep(left, keep, dayOf)).toEqual(kept);
      }),
    );
  });
});
