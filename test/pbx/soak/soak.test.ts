import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type PhoneBrowser, startPhoneBrowser } from '../phones/browser.ts';
import { startTown, type Town } from '../town/town.ts';
import { drift, leftOver, type Soaked, soak, WITHOUT_MACHINE_CODE } from './soak.ts';
import { soakWorkstation } from './workstation.ts';

/** `npm run bench -- soak` makes 500, which takes some minutes. */
const CALLS = Number(process.env.RINGDESK_SOAK_CALLS ?? 120);
const MAX_DRIFT = 0.05;
/** Of the program's own page, one after the other. */
const CALLS_IN_PROGRAM = { settledAfter: 20, calls: 60 };

/** A run that fails once in a hundred must say what it saw. */
const told = (found: Soaked): string => JSON.stringify(found);

describe.skipIf(inject('pbxMissing'))(`${CALLS} calls in one phone page`, { concurrent: true }, () => {
  let browser: PhoneBrowser;
  let town: Town;

  beforeAll(async () => {
    browser = await startPhoneBrowser(WITHOUT_MACHINE_CODE);
    town = await startTown();
  });

  afterAll(async () => {
    await browser?.stop();
    await town?.close();
  });

  for (const [index, engine] of (['jssip', 'sipjs'] as const).entries()) {
    it(
      `leave nothing behind (${engine})`,
      async () => {
        const found = await soak({ browser, town, engine, calls: CALLS, extension: 101 + 10 * index });
        expect(leftOver(found)).toEqual({});
        expect(drift(found), told(found)).toBeLessThan(MAX_DRIFT);
      },
      CALLS * 1_000 + 120_000,
    );
  }

  for (const [index, engine] of (['jssip', 'sipjs'] as const).entries()) {
    it(
      `leave nothing behind in the program with its desk, ring and recorder (${engine})`,
      async () => {
        const found = await soakWorkstation({ town, engine, extension: 121 + index, ...CALLS_IN_PROGRAM });
        expect(leftOver(found)).toEqual({});
        expect(drift(found), told(found)).toBeLessThan(MAX_DRIFT);
      },
      CALLS_IN_PROGRAM.calls * 2_000 + 300_000,
    );
  }
});
