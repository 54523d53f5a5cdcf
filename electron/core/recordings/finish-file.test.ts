import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { BufferSource, EncodedPacketSink, Input, WEBM } from 'mediabunny';
import { beforeEach, describe, expect, it } from 'vitest';
import { openFile } from '../sealing/age-file.ts';
import { createChunkSealer } from './chunk-seal.ts';
import { EmptyRecording, finishFile } from './finish-file.ts';
import { parseSpool, Spool } from './spool.ts';

/** Twelve half-second chunks of a real MediaRecorder in Chromium: stereo Opus, 440 Hz left, 900 Hz right. */
const fixture = fileURLToPath(new URL('./fixtures/six-seconds.spool', import.meta.url));

const CLEAR = { identities: [], recipients: undefined };

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
    const file = await finishFile(spool, final, CLEAR);
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
      const { durationMs } = await finishFile(spool, final, CLEAR);
      expect(durationMs).toBeGreaterThan((6000 * part) / 10 - 1200);
      using input = new Input({ formats: [WEBM], source: new BufferSource(readFileSync(final)) });
      const track = await input.getPrimaryAudioTrack();
      if (!track) throw new Error('no track');
      let packets = 0;
      for await (const _ of new EncodedPacketSink(track).packets()) packets += 1;
      expect(packets * 60).toBeGreaterThanOrEqual(durationMs - 60);
    }
  });

  it('is the same sound when both spool and file are sealed, and nothing in clear comes to the disk', async () => {
    const clear = await finishFile(spool, final, CLEAR);
    rmSync(final);
    const identity = await generateX25519Identity();
    const recipients = [await identityToRecipient(identity)];
    const chunks = parseSpool(readFileSync(fixture)).frames;
    rmSync(spool);
    const sealed = await Spool.open(spool, await createChunkSealer(recipients));
    for (const { seq, bytes } of chunks) await sealed.append(seq, bytes);
    await sealed.close();
    const file = await finishFile(spool, final, { identities: [identity], recipients });
    expect(file).toEqual(clear);
    expect(readdirSync(join(final, '..')).sort()).toEqual(['talk.webm.age', 'talk.webm.part']);
    for (const name of readdirSync(join(final, '..')))
      expect(readFileSync(join(final, '..', name)).includes('Opus')).toBe(false);
    expect((await openFile(`${final}.age`, undefined, [identity])).sha256).toBe(clear.sha256);
    await expect(finishFile(spool, final, CLEAR)).rejects.toMatchObject({ code: 'sealKeyLost' });
  });

  it('says so when there is no sound at all', async () => {
    writeFileSync(spool, '');
    await expect(finishFile(spool, final, CLEAR)).rejects.toBeInstanceOf(EmptyRecording);
    expect(existsSync(final)).toBe(false);
  });

  it('gives the same file when it is made again', async () => {
    const first = await finishFile(spool, final, CLEAR);
    expect(await finishFile(spool, final, CLEAR)).toEqual(first);
  });
});
