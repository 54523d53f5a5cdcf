import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faithful, neutralise, restore } from './formula.ts';

const text = fc.string({ unit: fc.constantFrom(...`'=+-@ \n\ta|%`), maxLength: 8 });

describe('a cell that would be run as a formula', () => {
  it('gets an apostrophe, and comes back as it was', () => {
    expect(neutralise('=1+1')).toBe("'=1+1");
    expect(neutralise('Anna')).toBe('Anna');
    fc.assert(fc.property(text, (cell) => restore(neutralise(cell)) === cell));
    fc.assert(fc.property(text, (cell) => restore(faithful(cell)) === cell));
  });

  it('is told from one that a person began with an apostrophe', () => {
    expect(neutralise("'=1")).toBe("''=1");
    expect(restore("''=1")).toBe("'=1");
    expect(faithful("'tis")).toBe("'tis");
  });
});
