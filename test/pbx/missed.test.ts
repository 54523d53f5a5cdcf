// Missed calls as a real Asterisk tells of them: while the program is closed, and while nobody of this workstation is asked.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium, newContext, startWorkstation } from '../../scripts/lib/workstation.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import type { MissedFilter } from '../../shared/contract/missed.ts';
import { ROLE_IDS } from '../../shared/domain/rights/built-in.ts';
import { pbx, pbxCommand } from './bench/pbx.ts';
import { type Customer, startTown, type Town } from './town/town.ts';

const EXTENSION = '115';
const WITHIN = { timeout: 30_000, interval: 200 };
const ASTERISK = {
  on: true,
  host: '127.0.0.1',
  port: pbx.amiPort,
  user: 'ringdesk',
  secret: 'missed-calls',
  incoming: 'from-town',
  queueLog: pbx.queueLog,
  cdr: pbx.cdr,
};
/** So long a caller waits before he gives up. */
const PATIENCE_MS = 2_500;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe.skipIf(inject('pbxMissing'))('missed calls on a real PBX', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-missed-'));
  let town: Town;
  let browser: Browser;
  let workstation: Awaited<ReturnType<typeof startWorkstation>> | undefined;
  let desk: CoreClient;
  let customers = 0;

  beforeAll(async () => {
    town = await startTown();
    browser = await launchChromium([
      '--allow-loopback-in-peer-connection',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
    ]);
  });
  afterEach(close);
  afterAll(async () => {
    await browser?.close();
    await town?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function open(): Promise<void> {
    workstation = await startWorkstation({ dataDir });
    desk = await workstation.connectDesk();
  }
  async function close(): Promise<void> {
    await workstation?.stop();
    workstation = undefined;
  }
  const listening = () =>
    expect.poll(async () => (await desk.request('missedPbx.state', {})).link, WITHIN).toBe('connected');
  const customer = (takes?: Parameters<Town['customer']>[2]): Customer => {
    customers += 1;
    return town.customer(`+799955500${String(customers).padStart(2, '0')}`, 300, takes);
  };
  const entryOf = async (one: Customer, filter: MissedFilter) =>
    (await desk.request('missed.list', { filter })).entries.find(({ number }) => number === one.number);
  async function callsInVain(one: Customer, number: string): Promise<void> {
    const call = await one.dial(number);
    await pause(PATIENCE_MS);
    call.hangUp();
  }
  /** The program's own phone, at this extension of the PBX. */
  async function ready(person?: { name: string; password: string }): Promise<void> {
    const line = { server: pbx.ws, domain: pbx.address, login: EXTENSION, password: `secret${EXTENSION}` };
    await desk.request('accounts.save', line);
    const context = await newContext(browser, { width: 1280, height: 720 });
    const page = await context.newPage();
    await page.goto(workstation?.address ?? '');
    if (person) {
      await page.getByRole('textbox', { name: 'Name' }).fill(person.name);
      await page.getByRole('textbox', { name: 'Password', exact: true }).fill(person.password);
      await page.keyboard.press('Enter');
    }
    await page
      .locator('[data-region=status] [role=status]')
      .getByText(/ ready$/)
      .waitFor({ timeout: WITHIN.timeout });
  }

  it('are asked for as the settings ask: checked, switched on, connected', async () => {
    await open();
    // The files are there from the first call on.
    await callsInVain(customer(), '5114');
    await pause(1_000);
    expect(await desk.request('missedPbx.check', { ...ASTERISK, secret: 'wrong' })).toEqual([
      { part: 'ami', trouble: 'refused' },
      { part: 'queueLog' },
      { part: 'cdr' },
    ]);
    expect(await desk.request('missedPbx.check', ASTERISK)).toEqual([
      { part: 'ami' },
      { part: 'queueLog' },
      { part: 'cdr' },
    ]);
    await desk.request('missedPbx.set', ASTERISK);
    await listening();
  });

  it('a queue left while the program was closed is open at its start, taken, called back, and closed by that', async () => {
    const caller = customer((call) => {
      call.ring();
      call.accept();
    });
    const begun = Date.now();
    await callsInVain(caller, `5${EXTENSION}`);
    await pause(1_000);
    await open();
    await expect.poll(() => entryOf(caller, 'open'), WITHIN).toBeDefined();
    const entry = await entryOf(caller, 'open');
    if (!entry) throw new Error('nobody waits');
    expect(entry).toMatchObject({
      callCount: 1,
      calls: [{ line: `team-${EXTENSION}`, cause: 'leftQueue', sources: ['ami'] }],
    });
    // Asterisk writes whole seconds.
    expect(Math.abs(entry.since - begun)).toBeLessThan(3_000);
    await ready();
    await desk.request('missed.take', { id: entry.id });
    const { callId } = await desk.request('calls.dial', { number: caller.number });
    await expect
      .poll(() => entryOf(caller, 'resolved'), WITHIN)
      .toMatchObject({ id: entry.id, end: { how: 'reached', callId } });
    await desk.request('calls.hangUp', { callId });
  });

  it('who rings a phone that nobody has on is known as well, from the call records', async () => {
    const caller = customer();
    await callsInVain(caller, '1114');
    await open();
    await expect
      .poll(() => entryOf(caller, 'open'), WITHIN)
      .toMatchObject({ calls: [{ line: '1114', cause: 'failed', sources: ['ami'] }] });
  });

  it('is heard at once while it is open, once of all that tell of it, and a talk on any phone closes it', async () => {
    await open();
    await listening();
    const caller = customer((call) => {
      call.ring();
      call.accept();
    });
    await callsInVain(caller, '5114');
    await expect
      .poll(() => entryOf(caller, 'open'), WITHIN)
      .toMatchObject({ calls: [{ cause: 'leftQueue' }] });
    // Read once more, as at every start: queue log and records tell of the same call.
    await close();
    await open();
    await listening();
    await expect.poll(async () => (await desk.request('missedPbx.state', {})).readAt, WITHIN).toBeDefined();
    expect(await entryOf(caller, 'open')).toMatchObject({ callCount: 1 });
    // Whoever has a telephone on the table.
    await pbxCommand(
      'channel',
      'originate',
      `Local/${caller.number}@from-agent/n`,
      'application',
      'Wait',
      '4',
    );
    await expect.poll(() => entryOf(caller, 'resolved'), WITHIN).toMatchObject({ end: { how: 'reached' } });
  });

  it('is taken by one of two people: the other is told who, and the call back of the one closes it', async () => {
    await open();
    await listening();
    const caller = customer((call) => {
      call.ring();
      call.accept();
    });
    await callsInVain(caller, `5${EXTENSION}`);
    await expect.poll(() => entryOf(caller, 'open'), WITHIN).toBeDefined();
    const { id = '' } = (await entryOf(caller, 'open')) ?? {};

    const password = 'three green lamps';
    await desk.request('users.turnOn', { name: 'Anna', password });
    await desk.request('users.save', {
      name: 'Boris',
      roleId: ROLE_IDS.supervisor,
      groupIds: [],
      active: true,
      password,
    });
    await desk.request('missed.take', { id });
    // Two at one machine sit there one after the other.
    const second = await workstation?.connectDesk();
    await second?.request('session.login', { name: 'Boris', password });
    await expect(second?.request('missed.take', { id })).rejects.toMatchObject({
      code: 'missedTaken',
      params: { name: 'Anna' },
    });

    desk = (await workstation?.connectDesk()) ?? desk;
    await desk.request('session.login', { name: 'Anna', password });
    await ready({ name: 'Anna', password });
    const { callId } = await desk.request('calls.dial', { number: caller.number });
    await expect
      .poll(() => entryOf(caller, 'resolved'), WITHIN)
      .toMatchObject({ id, end: { how: 'reached', callId } });
    await desk.request('calls.hangUp', { callId });
  });
});
