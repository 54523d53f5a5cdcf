import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { TRAINING_PERSONAS } from '../../shared/domain/training/personas.ts';
import { launchChromium, newContext, startWorkstation, type Workstation } from '../lib/workstation.ts';
import { largeScript } from '../seed/large-script.ts';
import { type Bench, type Figure, percentile } from './report.ts';

/** A frame at 60 Hz, ms. */
const FRAME_MS = 16.7;
const WARM_UP = 5;
/** An opening is rarer than a step, and the first of each loads code. */
const OPENINGS = 7;
/** Longer than anything that is put off. */
const PAUSE_MS = 150;
const NAME = 'Long script';
/** Scripts that are opened beside the talk, each for the first time and then again. */
const TALKS = 12;

/**
 * A template of `--steps` (500): the processor time of the page's main thread from the key (or click) to the end of the frame
 * after it, `--rounds` (60) times. Waiting for the screen's clock or for the core is no work, and what else the machine does
 * hardly counts. The floor is a key that nobody hears, in the same page: it stands beside and is subtracted from nothing.
 */
export const bench: Bench = async (args, log) => {
  const { values } = parseArgs({
    args: [...args],
    options: { steps: { type: 'string', default: '500' }, rounds: { type: 'string', default: '60' } },
  });
  const rounds = Number(values.rounds);
  const dataDir = await mkdtemp(join(tmpdir(), 'ringdesk-bench-'));
  const workstation = await startWorkstation({ dataDir });
  const browser = await launchChromium();
  try {
    const page = await (await newContext(browser)).newPage();
    await page.goto(workstation.address);
    await publishLarge(workstation, Number(values.steps));
    const work = await meterOf(page);
    const figures: Figure[] = [];
    const add = (name: string, samples: readonly number[], goal: number | null) => {
      for (const p of [50, 95] as const)
        figures.push({
          name: `${name}_p${p}_ms`,
          value: percentile(samples, p),
          unit: 'ms',
          goal: p === 50 ? goal : null,
          limit: null,
        });
    };
    add('floor', await floor(page, work, rounds), null);
    log('  floor done');
    await inEditor(page, work, rounds, add);
    log('  editor done');
    await inTalk(workstation, page, work, rounds, add);
    return { figures, notes: [`${values.steps} steps, headless Chromium, 1440 × 900`] };
  } finally {
    await browser.close();
    await workstation.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

type Add = (name: string, samples: readonly number[], goal: number | null) => void;
/** Main-thread work of the page from before `act` until the frame after it is painted, ms. */
type Work = (act: () => Promise<unknown>, shown?: () => Promise<unknown>) => Promise<number>;

async function meterOf(page: Page): Promise<Work> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  return async (act, shown) => {
    const before = await busy();
    await act();
    await shown?.();
    await painted(page);
    return (await busy()) - before;
  };
}

/** Without a query of the test tool, which would cost more than what is measured. */
const click = (page: Page, selector: string, at: number): Promise<void> =>
  page.evaluate(
    ([where, place]) => {
      const element = document.querySelectorAll<HTMLElement>(where)[place];
      if (!element) throw new Error(`no ${where} ${place}`);
      element.click();
    },
    [selector, at] as const,
  );

/** A message from within a frame's callbacks comes when the frame has been drawn. */
const painted = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve();
          port2.postMessage(undefined);
        });
      }),
  );

async function repeat(times: number, one: (n: number) => Promise<number>, page: Page): Promise<number[]> {
  const samples: number[] = [];
  for (let n = 0; n < times + WARM_UP; n += 1) {
    const took = await one(n);
    if (n >= WARM_UP) samples.push(took);
    // What was put off is not the next one's.
    await page.waitForTimeout(PAUSE_MS);
  }
  return samples;
}

/** A key that means nothing anywhere, and the frame after it. */
const floor = (page: Page, work: Work, rounds: number): Promise<number[]> =>
  repeat(rounds, () => work(() => page.keyboard.press('F9')), page);

async function publishLarge(workstation: Workstation, steps: number): Promise<void> {
  const desk = await workstation.connectDesk();
  for (let n = 0; n <= TALKS; n += 1) {
    const { id } = await desk.request('talkScripts.create', { name: nameOf(n), script: largeScript(steps) });
    const { version } = await desk.request('talkScripts.draft', { id });
    await desk.request('talkScripts.publish', { id, version, remark: '' });
  }
}

const nameOf = (n: number): string => `${NAME} ${String(n).padStart(2, '0')}`;
const row = (page: Page): Locator => page.getByRole('button', { name: new RegExp(`^${nameOf(0)}`) });

async function inEditor(page: Page, work: Work, rounds: number, add: Add): Promise<void> {
  await page.locator('nav [data-name="scripts"]').click();
  await row(page).waitFor();
  const opened = () => page.locator('.react-flow__node').first().waitFor();
  const openings: number[] = [];
  for (let n = 0; n <= OPENINGS; n += 1) {
    const took = await work(() => row(page).evaluate((button: HTMLElement) => button.click()), opened);
    if (n > 0) openings.push(took);
    await page.waitForTimeout(1000);
    if (n < OPENINGS) await page.getByRole('button', { name: 'All scripts' }).click();
    else break;
    await row(page).waitFor();
    await page.waitForTimeout(500);
  }
  add('editor_open', openings, null);

  const inDrawing = (n: number) => work(() => click(page, '.react-flow__node', n % 4));
  const inList = (n: number) => work(() => click(page, 'ol[aria-label="Steps"] button', n % 12));
  // React shows the choice at once and puts the panel up afterwards, in slices: the first frame has what is left when
  // another panel is open.
  await page.getByRole('tab', { name: 'Faults' }).click();
  add('editor_select', await repeat(rounds, inDrawing, page), FRAME_MS);
  await page.getByRole('tab', { name: 'Step' }).click();
  add('editor_select_with_panel', await repeat(rounds, inDrawing, page), null);
  add('editor_show_with_panel', await repeat(rounds, inList, page), null);
  await page.getByRole('tab', { name: 'Try' }).click();
  await page.waitForTimeout(500);
  await page.getByRole('region', { name: 'Talk on trial' }).focus();
  const tried = (n: number) => work(() => page.keyboard.press(n % 2 === 0 ? 'Enter' : '3'));
  add('simulator_step', await repeat(rounds, tried, page), FRAME_MS);
  await page.getByRole('button', { name: 'All scripts' }).click();
}

/** Seen by the page itself: a locator of the test tool would look for it, and its looking would be measured. */
const headed = (page: Page, name: string) => (): Promise<void> =>
  page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (document.querySelector('section[data-call-area] h1')?.textContent === wanted) resolve();
          else requestAnimationFrame(look);
        };
        look();
      }),
    name,
  );

async function inTalk(
  workstation: Workstation,
  page: Page,
  work: Work,
  rounds: number,
  add: Add,
): Promise<void> {
  const desk = await workstation.connectDesk();
  const persona = TRAINING_PERSONAS.find(({ calls, contact }) => calls?.kind === 'talks' && contact);
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
  await desk.request('calls.answer', { callId });
  await page.locator('[data-bar="talking"]').waitFor();
  const openings: number[] = [];
  for (let n = 0; n <= 2 * TALKS; n += 1) {
    const name = nameOf(n % (TALKS + 1));
    await page.getByRole('button', { name: /^(Start a|Another) script/ }).click();
    const item = page.getByRole('menuitem', { name });
    // Found before the clock runs: looking for it by its role costs the page more than 4 ms.
    const found = await item.elementHandle();
    if (!found) throw new Error(`no ${name} in the menu`);
    // The menu has unfolded.
    await page.waitForTimeout(PAUSE_MS);
    const took = await work(() => found.evaluate((one) => (one as HTMLElement).click()), headed(page, name));
    if (n > 0) openings.push(took);
    await page.waitForTimeout(PAUSE_MS);
  }
  // The first ones are fetched; later talks of a script find it here.
  add('script_open_first', openings.slice(0, TALKS), FRAME_MS);
  add('script_open', openings.slice(TALKS), FRAME_MS);
  const brought = async () => {
    await page.keyboard.press('q');
    await page.waitForTimeout(PAUSE_MS);
    return work(() => page.keyboard.press('q'));
  };
  add('script_bring_back', await repeat(OPENINGS, brought, page), FRAME_MS);
  // Offer, on; choice, the third answer: the shortest way round, a hundred times.
  add(
    'script_step',
    await repeat(rounds, (n) => work(() => page.keyboard.press(n % 2 === 0 ? 'Enter' : '3')), page),
    FRAME_MS,
  );
  await desk.request('calls.hangUp', { callId });
}
