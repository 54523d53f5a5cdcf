// The live board as a real Asterisk feeds it, and a supervisor's way into a talk through the program.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { newContext, startWorkstation } from '../../scripts/lib/workstation.ts';
import type { CoreClient } from '../../shared/contract/client.ts';
import { hears } from './bench/hears.ts';
import { pbx, pbxCommand } from './bench/pbx.ts';
import { type PhoneBrowser, startPhoneBrowser } from './phones/browser.ts';
import { Desk } from './phones/desk.ts';
import { startTown, type Town } from './town/town.ts';

const WITHIN = { timeout: 30_000, interval: 100 };
const SUPERVISOR = '130';

describe.skipIf(inject('pbxMissing'))('the live board on a real PBX', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-board-'));
  let town: Town;
  let browser: PhoneBrowser;
  let phones: Desk;
  let workstation: Awaited<ReturnType<typeof startWorkstation>>;
  let desk: CoreClient;

  beforeAll(async () => {
    town = await startTown();
    browser = await startPhoneBrowser();
    phones = await Desk.open('jssip', browser, town);
    workstation = await startWorkstation({ dataDir });
    desk = await workstation.connectDesk();
    const login = { login: SUPERVISOR, password: `secret${SUPERVISOR}` };
    await desk.request('accounts.save', { server: pbx.ws, domain: pbx.address, ...login });
    const page = await (await newContext(browser.browser, { width: 1280, height: 720 })).newPage();
    await page.goto(workstation.address);
    await page
      .locator('[data-region=status] [role=status]')
      .getByText(/ ready$/)
      .waitFor({ timeout: WITHIN.timeout });
    await desk.request('missedPbx.set', {
      on: true,
      host: '127.0.0.1',
      port: pbx.amiPort,
      user: 'ringdesk',
      secret: 'missed-calls',
      incoming: 'from-town',
      queueLog: '',
      cdr: '',
    });
  });
  afterAll(async () => {
    await workstation?.stop();
    await phones?.close();
    await town?.close();
    await browser?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const board = () => desk.request('board.state', {});
  const person = async (extension: string) =>
    (await board()).people.find((row) => row.extension === extension);
  const queue = async () => (await board()).queues.find(({ name }) => name === 'support');
  const customer = (n: number, pitch: number) => town.customer(`+79995560${n}`, pitch);

  it('shows the members of a queue, who waits, who is rung, who talks with whom, and who is on a break', async () => {
    await expect.poll(async () => (await board()).pbx, WITHIN).toBe('heard');
    await expect.poll(queue, WITHIN).toMatchObject({ waiting: 0, members: 0 });
    await phones.with(1, async (operator) => {
      const member = `PJSIP/${operator.extension}`;
      await pbxCommand('queue', 'add', 'member', member, 'to', 'support', 'penalty', '0', 'as', 'Irina');
      await expect
        .poll(() => person(operator.extension), WITHIN)
        .toMatchObject({ name: 'Irina', state: 'free', queues: ['support'] });
      const [first, second] = [customer(1, 300), customer(2, 340)];
      const call = await first.dial('5000');
      const rung = await operator.rung();
      await expect
        .poll(() => person(operator.extension), WITHIN)
        .toMatchObject({ state: 'ringing', with: first.number });
      expect(await queue()).toMatchObject({ waiting: 1, free: 0 });
      await operator.do('answer', rung.callId);
      await expect
        .poll(() => person(operator.extension), WITHIN)
        .toMatchObject({ state: 'talking', with: first.number });
      const waits = await second.dial('5000');
      await expect.poll(queue, WITHIN).toMatchObject({ waiting: 1, members: 1, free: 0 });
      const { since = 0 } = (await queue()) ?? {};
      expect(Math.abs(since - Date.now())).toBeLessThan(10_000);

      // The way in, through the program: heard by the operator alone, and written down.
      const { callId } = await desk.request('board.listen', {
        extension: operator.extension,
        how: 'whisper',
      });
      await expect
        .poll(async () => (await desk.request('calls.get', { callId })).call.state, WITHIN)
        .toBe('talking');
      await hears('the customer', call.line, { of: [operator.pitch] });
      const { lines } = await desk.request('audit.list', { kind: 'heard', limit: 10 });
      expect(lines).toMatchObject([{ action: 'board.whisper', detail: { extension: operator.extension } }]);
      // Nobody sees whoever listens in a talk, and the log of calls does not know of it.
      expect(await person(SUPERVISOR)).toMatchObject({ state: 'free' });
      const log = await desk.request('calls.list', { limit: 10 });
      expect(log.calls.map(({ id }) => id)).not.toContain(callId);
      await desk.request('calls.hangUp', { callId });

      waits.hangUp();
      await expect.poll(queue, WITHIN).toMatchObject({ waiting: 0 });
      call.hangUp();
      await operator.fact('ended', rung.callId);
      await pbxCommand('queue', 'pause', 'member', member, 'queue', 'support', 'reason', 'Lunch');
      await expect
        .poll(() => person(operator.extension), WITHIN)
        .toMatchObject({ state: 'break', reason: 'Lunch' });
      await expect(
        desk.request('board.listen', { extension: operator.extension, how: 'listen' }),
      ).rejects.toMatchObject({ code: 'boardNotTalking' });
      await pbxCommand('queue', 'remove', 'member', member, 'from', 'support');
      await expect.poll(() => person(operator.extension), WITHIN).toBeUndefined();
    });
  });
});
