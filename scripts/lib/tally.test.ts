import { describe, expect, it } from 'vitest';
import { addVitestReport, Tally } from './tally.mjs';

const file = (status: string, tests: Array<[status: string, fullName: string]>, message = '') => ({
  name: '/a.test.ts',
  status,
  message,
  assertionResults: tests.map(([of, fullName]) => ({ status: of, fullName })),
});

describe('counting', () => {
  it('counts tests, and the left out ones apart', () => {
    const tally = new Tally();
    const report = {
      testResults: [
        file('failed', [
          ['passed', 'one'],
          ['failed', 'two'],
          ['skipped', 'three'],
        ]),
      ],
    };
    expect(addVitestReport(tally, 'unit', report, 1)).toEqual({ total: 3, files: 1 });
    expect(tally.closingLine()).toBe('1 passed, 1 failed');
    expect(tally.skipped).toBe(1);
  });

  it('counts a file that did not load', () => {
    const tally = new Tally();
    addVitestReport(tally, 'unit', { testResults: [file('failed', [], 'Error: no such module\n at …')] }, 1);
    expect(tally.failures).toEqual(['unit: /a.test.ts (the file itself: Error: no such module)']);
  });

  it('counts a run that ended badly with all its tests passed, or without a report', () => {
    const tally = new Tally();
    addVitestReport(tally, 'e2e', { testResults: [file('passed', [['passed', 'one']])] }, 1);
    addVitestReport(tally, 'desktop', undefined, 139);
    expect(tally.closingLine()).toBe('1 passed, 2 failed');
  });
});
