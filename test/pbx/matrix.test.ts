import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import type { PhoneAccount } from '../../shared/contract/phone.ts';
import { type Ami, connectAmi } from './bench/ami.ts';
import { pbxVersion } from './bench/pbx.ts';
import { ENGINES, matrixTable, withMatrix } from './matrix.ts';
import { type PhoneBrowser, startPhoneBrowser } from './phones/browser.ts';
import { Desk } from './phones/desk.ts';
import { rows } from './rows/rows.ts';
import { type Customer, startTown, type Town } from './town/town.ts';

const ROOT = join(import.meta.dirname, '../..');
const DOCUMENT = join(ROOT, 'docs/telephony.md');
const ROW_LIMIT_MS = 100_000;

/** Every feature with every engine against a real Asterisk, at the wire and by sound. Rows run side by side. */
describe.skipIf(inject('pbxMissing'))('the feature matrix', { concurrent: true }, () => {
  let browser: PhoneBrowser;
  let town: Town;
  let ami: Ami;
  const desks = new Map<PhoneAccount['engine'], Desk>();
  const results = new Map<string, Map<PhoneAccount['engine'], boolean>>();

  beforeAll(async () => {
    browser = await startPhoneBrowser();
    town = await startTown();
    ami = await connectAmi();
    for (const engine of ENGINES) desks.set(engine, await Desk.open(engine, browser, town));
  });

  afterAll(async () => {
    await report(results);
    for (const desk of desks.values()) await desk.close();
    ami?.close();
    await town?.close();
    await browser?.stop();
  });

  // Those that wait longest begin first, and the others run meanwhile.
  const order = [...rows].sort((one, other) => Number(isLong(other.feature)) - Number(isLong(one.feature)));
  for (const { feature, run } of order) {
    for (const engine of ENGINES) {
      it(
        `${feature} (${engine})`,
        async () => {
          const desk = desks.get(engine);
          if (!desk) throw new Error('the page did not open');
          const result = results.get(feature) ?? new Map<PhoneAccount['engine'], boolean>();
          results.set(feature, result.set(engine, false));
          const customers: Customer[] = [];
          const customer = () => {
            const one = desk.customer();
            customers.push(one);
            return one;
          };
          try {
            await run({ desk, ami, customer });
          } finally {
            for (const one of customers) one.leave();
          }
          result.set(engine, true);
        },
        ROW_LIMIT_MS,
      );
    }
  }
});

const isLong = (feature: string): boolean => /Answer after [36]0 s|No answer/.test(feature);

/** Prints the matrix and keeps it in `.cache`; writes it into the document when that is wished. */
async function report(
  results: ReadonlyMap<string, ReadonlyMap<PhoneAccount['engine'], boolean>>,
): Promise<void> {
  const features = rows.map(({ feature }) => feature);
  const table = matrixTable(features, results, await pbxVersion());
  console.log(`\n${table}\n`);
  await mkdir(join(ROOT, '.cache/test'), { recursive: true });
  await writeFile(join(ROOT, '.cache/test/pbx-matrix.md'), `${table}\n`);
  if (process.env.RINGDESK_WRITE_MATRIX)
    await writeFile(DOCUMENT, withMatrix(await readFile(DOCUMENT, 'utf8'), table));
}
