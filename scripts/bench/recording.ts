import { statSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BufferSource, EncodedPacketSink, Input, WEBM } from 'mediabunny';
import { parseSpool } from '../../electron/core/recordings/spool.ts';
import { launchChromium, newContext, startWorkstation } from '../lib/workstation.ts';
import { type Bench, percentile } from './report.ts';

const LOOK_EVERY_MS = 5;

/**
 * From a word spoken to its bytes on disk: for each 60 ms packet of a real recorded talk of `--seconds` (30), the time
 * between the moment it ended in the recorder's clock and the moment the spool file grew past it.
 */
export const bench: Bench = async (args) => {
  const { values } = parseArgs({ args: [...args], options: { seconds: { type: 'string', default: '30' } } });
  const dataDir = await mkdtemp(join(tmpdir(), 'ringdesk-bench-'));
  const workstation = await startWorkstation({ dataDir });
  const browser = await launchChromium();
  try {
    const page = await (await newContext(browser)).newPage();
    await page.goto(workstation.address);
    const desk = await workstation.connectDesk();
    for (let tries = 0; !(await desk.request('training.state', {})).ready; tries += 1) {
      if (tries > 200) throw new Error('the phone did not register with the training line');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const ringing = new Promise<string>((resolve) => {
      desk.on('calls.changed', ({ call }) => call.state === 'ringing' && resolve(call.id));
    });
    await desk.request('training.ring', { personaId: 'known-customer' });
    const callId = await ringing;
    await desk.request('calls.answer', { callId });
    const path = await spoolOf(dataDir);
    const growth = await watch(path, Number(values.seconds) * 1000);
    const spool = parseSpool(await readFile(path));
    const { call } = await desk.request('calls.get', { callId });
    if (!call.recording) throw new Error('the talk was not recorded');
    const { startedAt } = await desk.request('recordings.get', { recordingId: call.recording.id });
    await desk.request('calls.hangUp', { callId });
    const delays = await delaysOf(
      spool.bytes,
      startedAt,
      growth,
      await readFile(path).catch(() => undefined),
    );
    return {
      figures: [
        {
          name: 'recording_to_disk_p50_ms',
          value: percentile(delays, 50),
          unit: 'ms',
          goal: null,
          limit: null,
        },
        {
          name: 'recording_to_disk_p95_ms',
          value: percentile(delays, 95),
          unit: 'ms',
          goal: 1500,
          limit: 2000,
        },
        {
          name: 'recording_to_disk_max_ms',
          value: percentile(delays, 100),
          unit: 'ms',
          goal: null,
          limit: null,
        },
      ],
      notes: [`${delays.length} packets of sound in ${growth.length} chunks, each synced before it counts`],
    };
  } finally {
    await browser.close();
    await workstation.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

async function spoolOf(dataDir: string): Promise<string> {
  for (let tries = 0; tries < 500; tries += 1) {
    const files = await readdir(join(dataDir, 'recordings'), { recursive: true }).catch(() => []);
    const spool = files.find((name) => name.endsWith('.part'));
    if (spool) return join(dataDir, 'recordings', spool);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('no recording began');
}

/** When the file had which size, UTC ms. */
async function watch(path: string, forMs: number): Promise<Array<{ at: number; size: number }>> {
  const growth: Array<{ at: number; size: number }> = [];
  const until = Date.now() + forMs;
  while (Date.now() < until) {
    const { size } = statSync(path);
    if (size !== growth.at(-1)?.size) growth.push({ at: Date.now(), size });
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return growth;
}

/** For each growth of the file, the packets that became readable with it, and how long ago each had been spoken. */
async function delaysOf(
  sound: Buffer,
  startedAt: number,
  growth: ReadonlyArray<{ at: number; size: number }>,
  spoolFile: Buffer | undefined,
): Promise<number[]> {
  if (!spoolFile) throw new Error('the spool was gone before it could be read');
  const delays: number[] = [];
  let known = -1;
  for (const { at, size } of growth) {
    const { bytes } = parseSpool(spoolFile.subarray(0, size));
    if (bytes.length === 0 || bytes.length > sound.length) continue;
    using input = new Input({ formats: [WEBM], source: new BufferSource(bytes) });
    const track = await input.getPrimaryAudioTrack();
    if (!track) continue;
    for await (const { timestamp, duration } of new EncodedPacketSink(track).packets()) {
      if (timestamp <= known) continue;
      known = timestamp;
      delays.push(at - (startedAt + (timestamp + duration) * 1000));
    }
  }
  return delays;
}
