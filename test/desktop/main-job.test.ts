import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { playMainJob, type Step } from '../../scripts/demo/main-job.ts';
import { channelLoudness } from '../../scripts/demo/sound.ts';
import { launchChromium } from '../../scripts/lib/workstation.ts';
import { checkMainJob } from '../support/check-main-job.ts';
import { speakingMicrophone } from '../support/speaking-microphone.ts';
import { launch, type Running } from './support/launch.ts';
import { FAKE_MICROPHONE } from './support/microphone.ts';

let dataDir: string;
let running: Running;
let decoder: Browser;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringdesk-desktop-'));
  running = await launch(resolve(import.meta.dirname, '../..'), {
    data: dataDir,
    args: [...FAKE_MICROPHONE, speakingMicrophone(dataDir)],
  });
  decoder = await launchChromium();
});

afterAll(async () => {
  await running?.close();
  await decoder?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('does the main job in a real window, with the phone in a hidden one', async () => {
  const desk = await running.page('desk');
  const steps: Step[] = [];
  await playMainJob(desk, {
    caller: { title: 'A customer you know', name: 'Emma Clarke' },
    talkMs: 4000,
    onStep: async (step) => {
      steps.push(step);
      // The talk belongs to the phone page: a desk that is reloaded in its middle comes back into it.
      if (step !== 'answer') return;
      await desk.reload();
      await desk.locator('[data-bar="talking"]').waitFor();
    },
  });
  expect(steps.at(-1)).toBe('play');
  await checkMainJob(dataDir, (file) => channelLoudness(decoder, file));
});
