import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';

/** Decodes a recording as a player would and measures each channel: RMS, full scale 1. Left is the operator. */
export async function channelLoudness(browser: Browser, file: string): Promise<number[]> {
  const page = await browser.newPage();
  try {
    return await page.evaluate(
      async (base64) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const sound = await new OfflineAudioContext(2, 1, 48_000).decodeAudioData(bytes.buffer);
        return Array.from({ length: sound.numberOfChannels }, (_, channel) => {
          const samples = sound.getChannelData(channel);
          const energy = samples.reduce((sum, sample) => sum + sample * sample, 0);
          return Math.sqrt(energy / Math.max(1, samples.length));
        });
      },
      (await readFile(file)).toString('base64'),
    );
  } finally {
    await page.close();
  }
}
