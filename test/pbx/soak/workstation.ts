import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchChromium, newContext, startWorkstation } from '../../../scripts/lib/workstation.ts';
import type { LiveCall } from '../../../shared/contract/calls.ts';
import type { CoreClient } from '../../../shared/contract/client.ts';
import { pbx } from '../bench/pbx.ts';
import type { Town } from '../town/town.ts';
import { type Census, Counter, countTimers } from './census.ts';
import { type EngineName, QUIET_MS, SERVICE_NUMBER, type Soaked, WITHOUT_MACHINE_CODE } from './soak.ts';

export interface WorkstationSoakOptions {
  readonly town: Town;
  readonly engine: EngineName;
  readonly calls: number;
  /** The first count, after so many calls. */
  readonly settledAfter: number;
  /** Of nobody else. */
  readonly extension: number;
  readonly log?: (line: string) => void;
}

const LIMIT_MS = 15_000;
const MEASURED_MS = 90_000;

/**
 * So many calls, one after the other, in the page that people have: desk, phone, ring, meters and recorder.
 * @returns what lived in it after `settledAfter` of them, and at the end
 */
export async function soakWorkstation(options: WorkstationSoakOptions): Promise<Soaked> {
  const { engine, calls, settledAfter, town, log } = options;
  const extension = String(options.extension);
  const dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-soak-'));
  const undo = [async () => rmSync(dataDir, { recursive: true, force: true })];
  try {
    const workstation = await startWorkstation({ dataDir, empty: true });
    undo.push(workstation.stop);
    const browser = await launchChromium([
      ...WITHOUT_MACHINE_CODE,
      '--allow-loopback-in-peer-connection',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
    ]);
    undo.push(() => browser.close());
    const desk = await workstation.connectDesk();
    await desk.request('accounts.save', {
      engine,
      server: pbx.ws,
      domain: pbx.address,
      login: extension,
      password: `secret${extension}`,
    });
    const context = await newContext(browser, { width: 1280, height: 720 });
    await context.addInitScript(countTimers);
    const page = await context.newPage();
    await page.goto(workstation.address);
    await page
      .locator('[data-region=status] [role=status]')
      .getByText(/ ready$/)
      .waitFor();
    const counter = await Counter.attach(page);
    const census = async (made: number): Promise<Census> => {
      await pause(QUIET_MS);
      await measured(desk);
      const found = await counter.take();
      log?.(
        `  ${engine}: ${made} calls, ${Math.round(found.heap / 1024)} KiB, ${JSON.stringify(found.counts)}`,
      );
      return found;
    };
    let first: Census | undefined;
    for (let number = 1; number <= calls; number += 1) {
      await call(desk, town, extension, number);
      if (number === settledAfter) first = await census(number);
    }
    if (!first) throw new Error('fewer calls than it takes to settle');
    return { first, last: await census(calls) };
  } finally {
    for (const step of undo.splice(0).reverse()) await step();
  }
}

/** The five kinds of `soak`, by what the desk can ask for. */
async function call(desk: CoreClient, town: Town, extension: string, number: number): Promise<void> {
  const kind = number % 5;
  if (kind === 0) {
    const { callId } = await desk.request('calls.dial', { number: SERVICE_NUMBER });
    await seen(desk, 'a talk', (live) => live.find(({ call }) => call.state === 'talking'));
    await desk.request('calls.hangUp', { callId });
  } else {
    const customersCall = await town.customer(`+7999333${extension}`, 440).dial(`1${extension}`);
    const ringing = await seen(desk, 'a ring', (live) => live.find(({ call }) => call.state === 'ringing'));
    const callId = ringing.call.id;
    if (kind === 1) customersCall.hangUp();
    else if (kind === 2) await desk.request('calls.decline', { callId });
    else {
      await desk.request('calls.answer', { callId });
      await customersCall.until('talking');
      await seen(desk, 'a talk', (live) => live.find(({ call }) => call.state === 'talking'));
      if (kind === 3) {
        await desk.request('calls.hold', { callId, held: true });
        await desk.request('calls.hold', { callId, held: false });
        customersCall.hangUp();
      } else await desk.request('calls.hangUp', { callId });
    }
    await customersCall.ended();
  }
  const ended = await seen(desk, 'the end', (live) =>
    live.every(({ call }) => call.state === 'ended') ? live : undefined,
  );
  // As an operator does: what waits to be written up is on his screen, and so in its heap, by right.
  for (const { call } of ended) {
    if (call.wrapUp === 'open')
      await desk.request('calls.wrapUp', { callId: call.id, outcome: 'agreed', close: true });
  }
}

/**
 * How loud the talks were is measured in the background, by a decoder that is loaded for the first of them (4 % of the
 * heap): a count before it, or in the middle of one, would tell of that.
 */
async function measured(desk: CoreClient): Promise<void> {
  for (const until = Date.now() + MEASURED_MS; (await desk.request('library.unmeasured', {})).left > 0; ) {
    if (Date.now() > until) throw new Error('the recordings are not measured');
    await pause(500);
  }
  await pause(1_000);
}

async function seen<T>(
  desk: CoreClient,
  what: string,
  find: (live: readonly LiveCall[]) => T | undefined,
): Promise<T> {
  for (const until = Date.now() + LIMIT_MS; ; ) {
    const live = await desk.request('calls.live', {});
    const found = find(live);
    if (found !== undefined) return found;
    if (Date.now() > until)
      throw new Error(`no ${what}: ${JSON.stringify(live.map(({ call }) => call.state))}`);
    await pause(30);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
