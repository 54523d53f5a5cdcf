import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playMainJob, type Step } from '../../scripts/demo/main-job.ts';
import { channelLoudness } from '../../scripts/demo/sound.ts';
import {
  launchChromium,
  newContext,
  startWorkstation,
  type Workstation,
} from '../../scripts/lib/workstation.ts';
import { checkMainJob } from '../support/check-main-job.ts';
import { speakingMicrophone } from '../support/speaking-microphone.ts';

let dataDir: string;
let workstation: Workstation;
let browser: Browser;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-e2e-'));
  workstation = await startWorkstation({ dataDir });
  browser = await launchChromium([speakingMicrophone(dataDir)]);
});

afterAll(async () => {
  await browser?.close();
  await workstation?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the main job in a browser', () => {
  it('from the ring to the recording that plays', async () => {
    const page = await (await newContext(browser)).newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(workstation.address);
    const steps: Step[] = [];
    await playMainJob(page, {
      caller: { title: 'A customer you know', name: 'Emma Clarke' },
      talkMs: 4000,
      onStep: (step) => void steps.push(step),
    });
    expect(steps).toEqual(['ready', 'ring', 'card', 'answer', 'talk', 'hangUp', 'wrapUp', 'log', 'play']);
    expect(errors).toEqual([]);
    await checkMainJob(dataDir, (file) => channelLoudness(browser, file));
  });

  it('leaves no secret in the log', () => {
    const log = readFileSync(join(dataDir, 'logs/core.log'), 'utf8');
    expect(log).not.toMatch(/"password":"(?!\[hidden\])/);
    expect(log).not.toContain(new URL(workstation.address).searchParams.get('token'));
  });
});
