import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { TRAINING_PERSONAS } from '../../shared/domain/training/personas.ts';
import { launchChromium, newContext, startWorkstation, type Workstation } from '../lib/workstation.ts';
import { addContactCentre } from '../seed/contact-centre.ts';
import { whileImporting } from './import-meanwhile.ts';
import { putKeptBase } from './kept-base.ts';
import { type Bench, type Figure, percentile } from './report.ts';

/** Marks that phone and desk set; in browser mode they share one clock. */
interface Marks {
  readonly invite: number;
  readonly fact: number;
  readonly event: number;
  readonly card: number;
}

const WARM_UP = 5;
const POP_LIMIT_MS = 5_000;

/**
 * From the INVITE reaching the phone page to the caller's card painted, over real training calls on a base of
 * `--contacts` (10,000) customers; `--calls` (100) of them are measured, and as many again while tables of `--rows` (0: none)
 * are being imported.
 */
export const bench: Bench = async (args, log) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      calls: { type: 'string', default: '100' },
      contacts: { type: 'string', default: '10000' },
      rows: { type: 'string', default: '0' },
    },
  });
  const [calls, contacts, rows] = [values.calls, values.contacts, values.rows].map(Number) as [
    number,
    number,
    number,
  ];
  const dataDir = await mkdtemp(join(tmpdir(), 'ringdesk-bench-'));
  const make = (path: string) => addContactCentre(path, contacts, log);
  await putKeptBase(join(dataDir, 'ringdesk.db'), { name: `centre-${contacts}`, make }, log);
  // The first start adds the training customers.
  await (await startWorkstation({ dataDir })).stop();
  const workstation = await startWorkstation({ dataDir });
  const browser = await launchChromium();
  try {
    const page = await (await newContext(browser)).newPage();
    await page.goto(workstation.address);
    const desk = await workstation.connectDesk();
    await ready(desk);
    const figures = figuresOf(await measure(desk, page, calls, log), '');
    if (rows > 0) {
      log(`  importing ${rows} rows meanwhile …`);
      const samples = await whileImporting(desk, rows, () => measure(desk, page, calls, log));
      figures.push(...figuresOf(samples, '@import'));
    }
    const notes = [`${calls} training calls on ${contacts} customers, browser mode, headless Chromium`];
    return { figures, notes };
  } finally {
    await browser.close();
    await workstation.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

async function measure(
  desk: Desk,
  page: Page,
  calls: number,
  log: (line: string) => void,
): Promise<readonly Marks[]> {
  const callers = TRAINING_PERSONAS.filter(
    ({ calls: behaviour, contact }) => behaviour?.kind === 'talks' && contact,
  );
  const samples: Marks[] = [];
  for (let n = 0; n < calls + WARM_UP; n += 1) {
    const persona = callers[n % callers.length];
    if (!persona) throw new Error('no training customers');
    const ringing = new Promise<string>((resolve) => {
      const stop = desk.on('calls.changed', ({ call }) => {
        if (call.state !== 'ringing') return;
        stop();
        resolve(call.id);
      });
    });
    await desk.request('training.ring', { personaId: persona.id });
    const callId = await ringing;
    const marks = await marksOf(page, callId);
    if (n >= WARM_UP) samples.push(marks);
    await desk.request('calls.decline', { callId });
    await ended(desk, callId);
    if (samples.length > 0 && samples.length % 25 === 0) log(`  ${samples.length} of ${calls} calls`);
  }
  return samples;
}

type Desk = Awaited<ReturnType<Workstation['connectDesk']>>;

async function ready(desk: Desk): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await desk.request('training.state', {})).ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the phone did not register with the training line');
}

async function ended(desk: Desk, callId: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await desk.request('calls.get', { callId })).call.state === 'ended') return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the call did not end');
}

function marksOf(page: Page, callId: string): Promise<Marks> {
  return page
    .waitForFunction(
      (id) => {
        const at = (name: string) => performance.getEntriesByName(`ringdesk:${name}:${id}`)[0]?.startTime;
        const [invite, fact, event, card] = [at('invite'), at('fact'), at('event'), at('card')];
        return invite !== undefined && fact !== undefined && event !== undefined && card !== undefined
          ? { invite, fact, event, card }
          : false;
      },
      callId,
      { timeout: POP_LIMIT_MS, polling: 20 },
    )
    .then((handle) => handle.jsonValue() as Promise<Marks>);
}

/** @param when what the names end with */
function figuresOf(samples: readonly Marks[], when: string): Figure[] {
  const stage = (from: keyof Marks, to: keyof Marks) => samples.map((marks) => marks[to] - marks[from]);
  const figure = (
    name: string,
    values: readonly number[],
    p: number,
    goal: number | null = null,
    limit: number | null = null,
  ): Figure => ({ name: `${name}${when}`, value: percentile(values, p), unit: 'ms', goal, limit });
  const total = stage('invite', 'card');
  return [
    figure('screen_pop_p50_ms', total, 50),
    figure('screen_pop_p95_ms', total, 95, 50, 100),
    figure('invite_to_fact_p95_ms', stage('invite', 'fact'), 95),
    figure('fact_to_event_p95_ms', stage('fact', 'event'), 95),
    figure('event_to_paint_p95_ms', stage('event', 'card'), 95),
  ];
}
