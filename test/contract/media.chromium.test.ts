import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BenchBrowser, startBenchBrowser } from './page/serve.ts';

let browser: BenchBrowser;
let page: Page;
beforeAll(async () => {
  browser = await startBenchBrowser();
});
afterAll(() => browser?.stop());
beforeEach(async () => {
  page = await browser.open();
});
afterEach(() => page.close());

/** Elements that play now, with their device and volume. */
const playing = () => page.evaluate(() => window.bench.playing());
const rests = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the sound of the phone in a real browser', () => {
  it('lists devices with labels and says that the microphone is allowed', async () => {
    const list = await page.evaluate(() => window.bench.devices());
    expect(list.microphone).toBe('granted');
    expect(list.devices.some(({ kind, label }) => kind === 'microphone' && label !== '')).toBe(true);
  });

  it('rings on every chosen device at once, and falls silent', async () => {
    const { devices } = await page.evaluate(() => window.bench.devices());
    const deviceIds = devices.filter(({ kind }) => kind === 'speaker').map(({ id }) => id);
    await page.evaluate((ids) => window.bench.sound('ring', ids, 0.5), deviceIds);
    await rests(500);
    const elements = await playing();
    expect(elements.length).toBe(Math.max(1, deviceIds.length));
    for (const { volume, time, level } of elements) {
      expect(volume).toBe(0.5);
      expect(time).toBeGreaterThan(0.1);
      expect(level).toBeGreaterThan(0.05);
    }
    await page.evaluate(() => window.bench.sound(undefined, [], 0));
    expect(await playing()).toEqual([]);
  });

  it('beeps softly for a waiting call', async () => {
    await page.evaluate(() => window.bench.sound('ring', [], 0.7));
    await page.evaluate(() => window.bench.sound('waiting', [], 1));
    const [beep, ...more] = await playing();
    expect(more).toEqual([]);
    expect(beep?.level ?? 0).toBeLessThan(0.3);
  });

  it('shows the level of the microphone about ten times a second, and closes it again', async () => {
    const levels = await page.evaluate(() => window.bench.watchLevel(2_200));
    expect(levels.length).toBeGreaterThan(15);
    expect(Math.max(...levels)).toBeGreaterThan(0.01);
    expect(Math.max(...levels)).toBeLessThanOrEqual(1);
    expect(await page.evaluate(() => window.bench.openMicrophones())).toBe(0);
  });
});
