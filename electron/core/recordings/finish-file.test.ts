import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BufferSource, EncodedPacketSink, Input, WEBM } from 'mediabunny';
import { beforeEach, describe, expect, it } from 'vitest';
import { EmptyRecording, finishFile } from './finish-file.ts';

/** Twelve half-second chunks of a real MediaRecorder in Chromium: stereo Opus, 440 Hz left, 900 Hz right. */
const fixture = fileURLToPath(new URL('./fixtures/six-seconds.spool', import.meta.url));

let spool: string;
let final: string;
beforeEach(() => {
  const dir = mkdtempSync(join(tmpdir(), 'ringdesk-finish-'));
  spool = join(dir, 'talk.webm.part');
  final = join(dir, 'talk.webm');
  copyFileSync(fixture, spool);
});

describe('finishFile', () => {
  it('makes a file with duration, two channels and its checksum, and leaves the spool', async () => {
    const file = await finishFile(spool, final);
    expect(file.durationMs).toBeGreaterThan(5700);
    expect(file.durationMs).toBeLessThanOrEqual(6500);
    expect(file.bytes).toBe(statSync(final).size);
    expect(file.sha256).toBe(createHash('sha256').update(readFileSync(final)).digest('hex'));
    expect(existsSync(spool)).toBe(true);
    using input = new Input({ formats: [WEBM], source: new BufferSource(readFileSync(final)) });
    const track = await input.getPrimaryAudioTrack();
    expect(track?.numberOfChannels).toBe(2);
    expect(Math.abs((await input.computeDuration()) * 1000 - file.durationMs)).toBeLessThan(25);
    // The index is what makes a click in the waveform land at once.
    expect(readFileSync(final).includes(Buffer.from([0x1c, 0x53, 0xbb, 0x6b]))).toBe(true);
  });

  it('keeps all but the last two seconds of sound, wherever the file was cut', async () => {
    const full = readFileSync(fixture);
    for (let part = 3; part <= 10; part += 1) {
      writeFileSync(spool, full);
      truncateSync(spool, Math.floor((full.length * part) / 10));
      const { durationMs } = await finishFile(spool, final);
      expect(durationMs).toBeGreaterThan((6000 * part) / 10 - 1200);
      using input = new Input({ formats: [WEBM], source: new BufferSource(readFileSync(final)) });
      const track = await input.getPrimaryAudioTrack();
      if (!track) throw new Error('no track');
      let packets = 0;
      for await (const _ of new EncodedPacketSink(track).packets()) packets += 1;
      expect(packets * 60).toBeGreaterThanOrEqual(durationMs - 60);
    }
  });

  it('says so when there is no sound at all', async () => {
    writeFileSync(spool, '');
    await expect(finishFile(spool, final)).rejects.toBeInstanceOf(EmptyRecording);
    expect(existsSync(final)).toBe(false);
  });

  it('gives the same file when it is made again', async () => {
    const first = await finishFile(spool, final);
    expect(await finishFile(spool, final)).toEqual(first);
  });
});
