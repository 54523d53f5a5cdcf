import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { launchChromium, newContext, startWorkstation } from '../lib/workstation.ts';
import { addContactCentre, someone } from '../seed/contact-centre.ts';
import { whileImporting } from './import-meanwhile.ts';
import { putKeptBase } from './kept-base.ts';
import { type Bench, type Figure, percentile } from './report.ts';

const WARM_UP = 5;
const LIST_LIMIT_MS = 10_000;
/** A quick typist's. */
const BETWEEN_KEYS_MS = 120;

/**
 * From a key in the search of the customers' list to the list of what is typed by then, painted: `--words` (40) names, letter by
 * letter, on a base of `--contacts` (10,000), and again while tables of `--rows` (0: none) are being imported.
 */
export const bench: Bench = async (args, log) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      words: { type: 'string', default: '40' },
      contacts: { type: 'string', default: '10000' },
      rows: { type: 'string', default: '0' },
    },
  });
  const [words, contacts, rows] = [values.words, values.contacts, values.rows].map(Number) as [
    number,
    number,
    number,
  ];
  const dataDir = await mkdtemp(join(tmpdir(), 'ringdesk-bench-'));
  const make = (path: string) => addContactCentre(path, contacts, log);
  await putKeptBase(join(dataDir, 'ringdesk.db'), { name: `centre-${contacts}`, make }, log);
  const workstation = await startWorkstation({ dataDir });
  const browser = await launchChromium();
  try {
    const page = await (await newContext(browser)).newPage();
    await page.goto(workstation.address);
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Customers/ })
      .click();
    const typed = Array.from({ length: words + WARM_UP }, (_, n) => surnameOf(n, contacts));
    const figures = figuresOf(await measure(page, typed), '');
    if (rows > 0) {
      log(`  importing ${rows} rows meanwhile …`);
      const desk = await workstation.connectDesk();
      figures.push(...figuresOf(await whileImporting(desk, rows, () => measure(page, typed)), '@import'));
    }
    return {
      figures,
      notes: [`${words} names on ${contacts} customers, browser mode, headless Chromium`],
    };
  } finally {
    await browser.close();
    await workstation.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

/** People's surnames alone: of organisations all begin alike. */
function surnameOf(n: number, contacts: number): string {
  for (let at = n * 7_919; ; at += 1) {
    const { name, organisation } = someone(at % contacts);
    if (!organisation) return name.split(' ')[0] ?? '';
  }
}

/** From each key to its list, ms; a letter is typed when that of the one before is there. */
async function measure(page: Page, names: readonly string[]): Promise<number[]> {
  const field = page.getByRole('searchbox');
  const samples: number[] = [];
  for (const [n, name] of names.entries()) {
    await field.fill('');
    await field.focus();
    for (const end of [...name].keys()) {
      const begun = await page.evaluate(() => {
        window.addEventListener(
          'beforeinput',
          (event) => Object.assign(window, { typedAt: event.timeStamp }),
          {
            capture: true,
            once: true,
          },
        );
        return performance.now();
      });
      await page.keyboard.insertText(name.charAt(end));
      const took = await paintedAfter(page, name.slice(0, end + 1), begun);
      if (n >= WARM_UP) samples.push(took);
      await page.waitForTimeout(BETWEEN_KEYS_MS);
    }
  }
  return samples;
}

const paintedAfter = (page: Page, typed: string, begun: number): Promise<number> =>
  page
    .waitForFunction(
      ([text, from]) => {
        const painted = performance.getEntriesByName(`ringdesk:list:${text}`).at(-1)?.startTime ?? 0;
        const at = (window as { typedAt?: number }).typedAt;
        return painted > from && at !== undefined ? painted - at : false;
      },
      [typed, begun] as const,
      { timeout: LIST_LIMIT_MS, polling: 10 },
    )
    .then((handle) => handle.jsonValue() as Promise<number>);

const figuresOf = (samples: readonly number[], variant: string): Figure[] => [
  {
    name: `type_to_list_p50_ms${variant}`,
    value: percentile(samples, 50),
    unit: 'ms',
    goal: null,
    limit: null,
  },
  { name: `type_to_list_p95_ms${variant}`, value: percentile(samples, 95), unit: 'ms', goal: 50, limit: 100 },
];
