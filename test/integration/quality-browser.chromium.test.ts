import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PhoneAccount } from '../../shared/contract/phone.ts';
import { type BenchBrowser, startBenchBrowser } from '../contract/page/serve.ts';
import { speakingMicrophone } from '../support/speaking-microphone.ts';
import type { QualityBench } from './quality-page/main.ts';

const account: PhoneAccount = {
  id: 'main',
  engine: 'jssip',
  server: 'ws://127.0.0.1',
  login: '1',
  password: '',
  domain: '',
  displayName: '',
  iceServers: [],
  dtmf: 'rfc4733',
  iceTimeoutMs: 1000,
};

let dir: string;
let browser: BenchBrowser;
let page: Page;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'ringdesk-quality-'));
  browser = await startBenchBrowser(join(import.meta.dirname, 'quality-page'), [speakingMicrophone(dir)]);
});
afterAll(async () => {
  await browser?.stop();
  await rm(dir, { recursive: true, force: true });
});
beforeEach(async () => {
  page = await browser.open();
});
afterEach(() => page.close());

type Bench = { readonly bench: QualityBench };
const begin = () => page.evaluate(() => (window as unknown as Bench).bench.begin());
const told = () => page.evaluate(() => (window as unknown as Bench).bench.told());
const end = () =>
  page.evaluate(async () => {
    const { bench } = window as unknown as Bench;
    bench.end();
    // The device is closed as soon as its opening is settled, a microtask later.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return bench.openMicrophones();
  });
const warned = (line: string) =>
  vi.waitFor(async () => expect((await told()).warnings).toContain(line), { timeout: 20_000, interval: 200 });
const check = (audio: object, of: PhoneAccount = account) =>
  page.evaluate(([settings, line]) => (window as unknown as Bench).bench.check(settings, line), [
    audio,
    of,
  ] as const);
const results = (steps: Awaited<ReturnType<typeof check>>) =>
  Object.fromEntries(steps.map(({ step, state, advice }) => [step, advice ?? state]));

describe('a talk that is measured in a real browser', () => {
  it('is told second by second, and leaves no microphone open', async () => {
    await begin();
    await vi.waitFor(async () => expect((await told()).samples.length).toBeGreaterThanOrEqual(5), {
      timeout: 20_000,
      interval: 200,
    });
    expect(await end()).toBe(0);
    const { samples, warnings, notes } = await told();
    for (const { lossPct, mos, levelIn } of samples.slice(1)) {
      expect(lossPct).toBeLessThan(5);
      expect(mos).toBeGreaterThan(4);
      expect(levelIn).toBeGreaterThan(0.1);
    }
    expect(Math.max(...samples.map(({ levelOut }) => levelOut))).toBeGreaterThan(0.01);
    expect(samples.at(-1)?.roundTripMs).toBeLessThan(200);
    expect(warnings).toEqual([]);
    expect(notes).toEqual([]);
  });

  it('warns who talks while muted, and forgets it when the microphone is on again', async () => {
    await begin();
    await page.evaluate(() => (window as unknown as Bench).bench.mute(true));
    await warned('talkingWhileMuted on');
    await page.evaluate(() => (window as unknown as Bench).bench.mute(false));
    await warned('talkingWhileMuted off');
    expect((await told()).warnings).toEqual(['talkingWhileMuted on', 'talkingWhileMuted off']);
    expect(await end()).toBe(0);
  });

  it('warns of a microphone that gives nothing, and of a customer who is not heard', async () => {
    await begin();
    await page.evaluate(() => (window as unknown as Bench).bench.kill());
    await warned('silentMicrophone on');
    await page.evaluate(() => (window as unknown as Bench).bench.silence());
    await warned('noSoundFromCustomer on');
    expect(await end()).toBe(0);
    expect((await told()).warnings.slice(2).sort()).toEqual([
      'noSoundFromCustomer off',
      'silentMicrophone off',
    ]);
  });
});

describe('the check before the shift in a real browser', () => {
  it('passes in ten seconds, and leaves no microphone open', async () => {
    const began = Date.now();
    expect(results(await check({}))).toEqual({
      microphone: 'passed',
      registration: 'passed',
      media: 'passed',
      earpiece: 'passed',
      ringer: 'passed',
    });
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(await page.evaluate(() => (window as unknown as Bench).bench.openMicrophones())).toBe(0);
  });

  it('finds devices that are gone and a relay that gives no address', async () => {
    const iceServers = [{ urls: 'turn:127.0.0.1:9', username: 'a', credential: 'b' }];
    const steps = await check(
      { speakerId: 'pulled-out', ringerIds: ['default', 'pulled-out'] },
      { ...account, iceServers },
    );
    expect(results(steps)).toEqual({
      microphone: 'passed',
      registration: 'passed',
      media: 'relayUnreachable',
      earpiece: 'speakerGone',
      ringer: 'ringerGone',
    });
    expect(steps.find(({ step }) => step === 'ringer')?.figures).toEqual({ devices: 2, failed: 1 });
  });
});
