import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STAGES, type Stage } from '../contact/stage.ts';
import { type Entry, FATES, FUNNEL_STAGES, funnelOf, passagesOf, SLIP_MS, withoutSlips } from './funnel.ts';

const DAY = 86_400_000;
const at = (day: number): number => Date.UTC(2026, 10, day);
const entry = (day: number, stage: Stage, byId: string | null = 'olena'): Entry => ({
  at: at(day),
  stage,
  byId,
});
const NOVEMBER = { from: at(1), to: at(31) };
const fates = (entries: Entry[]) =>
  passagesOf({ contactId: 'c', entries }, NOVEMBER).map(({ stage, fate, tookMs }) => [
    stage,
    fate,
    tookMs === undefined ? undefined : tookMs / DAY,
  ]);

describe('the way of a customer', () => {
  it('goes on through the stages, also over one', () => {
    expect(
      fates([entry(1, 'new'), entry(3, 'contacted'), entry(8, 'negotiation'), entry(10, 'customer')]),
    ).toEqual([
      ['new', 'wentOn', 2],
      ['contacted', 'wentOn', 5],
      ['negotiation', 'wentOn', 2],
      ['customer', 'stays', undefined],
    ]);
  });

  it('ends where the customer refuses, lapses or goes back, unless he goes on later', () => {
    expect(fates([entry(2, 'contacted'), entry(4, 'refused')])).toEqual([['contacted', 'left', 2]]);
    expect(fates([entry(2, 'negotiation'), entry(4, 'contacted')])).toEqual([
      ['negotiation', 'left', 2],
      ['contacted', 'stays', undefined],
    ]);
    expect(fates([entry(2, 'contacted'), entry(4, 'refused'), entry(9, 'interested')])).toEqual([
      ['contacted', 'wentOn', 7],
      ['interested', 'stays', undefined],
    ]);
    expect(fates([entry(2, 'customer'), entry(4, 'lapsed')])).toEqual([['customer', 'left', 2]]);
  });

  it('counts each stage once, with the first entry of the period, and is looked at until now', () => {
    const twice = [
      entry(-9, 'new'),
      entry(2, 'contacted'),
      entry(4, 'refused'),
      entry(5, 'contacted'),
      entry(40, 'customer'),
    ];
    expect(fates(twice)).toEqual([['contacted', 'wentOn', 38]]);
  });

  it('has no slips: what is put back within a minute was never there', () => {
    const slip = [entry(1, 'new'), entry(2, 'customer'), { ...entry(2, 'new'), at: at(2) + SLIP_MS }];
    expect(withoutSlips(slip)).toEqual([slip[0]]);
    expect(fates(slip)).toEqual([['new', 'stays', undefined]]);
    const meant = [...slip.slice(0, 2), { ...entry(2, 'new'), at: at(2) + SLIP_MS + 1 }];
    expect(fates(meant)).toEqual([
      ['new', 'wentOn', 1],
      ['customer', 'left', (SLIP_MS + 1) / DAY],
    ]);
  });

  it('is never shorter than nothing when a clock was set back', () => {
    expect(fates([entry(5, 'new'), entry(3, 'contacted')])).toEqual([
      ['new', 'wentOn', 0],
      ['contacted', 'stays', undefined],
    ]);
  });

  it('belongs to who moved him, and of nobody’s to everybody', () => {
    const entries = [entry(1, 'new', null), entry(2, 'contacted', 'olena'), entry(3, 'customer', 'petro')];
    const of = (who: string) =>
      passagesOf({ contactId: 'c', entries }, NOVEMBER, new Set([who])).map(({ stage }) => stage);
    expect([of('olena'), of('petro')]).toEqual([
      ['new', 'contacted'],
      ['new', 'customer'],
    ]);
  });
});

it('adds up whatever the ways: who entered went on, left or stays', () => {
  const anyEntry = fc.record({
    at: fc.integer({ min: at(-5), max: at(40) }),
    stage: fc.constantFrom(...STAGES),
    byId: fc.constantFrom(null, 'olena', 'petro'),
  });
  fc.assert(
    fc.property(fc.array(fc.array(anyEntry, { minLength: 1, maxLength: 8 }), { maxLength: 12 }), (ways) => {
      const rows = funnelOf(
        ways.flatMap((entries, n) => passagesOf({ contactId: String(n), entries }, NOVEMBER)),
      );
      expect(rows.map(({ stage }) => stage)).toEqual([...FUNNEL_STAGES]);
      for (const row of rows) {
        expect(FATES.reduce((sum, fate) => sum + row[fate], 0)).toBe(row.entered);
        expect(row.began).toBeLessThanOrEqual(row.entered);
        expect(row.entered).toBeLessThanOrEqual(ways.length);
        expect(row.medianMs === null).toBe(row.wentOn + row.left === 0);
        expect(row.medianMs ?? 0).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 200 },
  );
});
