import { describe, expect, it } from 'vitest';
import { type Harness, OUTBOUND, SILENT } from '../harness.ts';

/** A pitch that neither the beep of the fake microphone nor a voice of the training line has. */
const HERTZ = 1_234;
/** The message is sent at 0.3; codecs leave far more than this, and of other sounds far less. */
const HEARD = 0.1;
/** Of a pitch that is not there codecs and a window's edge leave less than this. */
const BESIDE = 0.03;
/** The fake microphone’s beep is louder than this. */
const BEEP = 0.05;
/**
 * Of the beep's pitch the tone leaves less than this, even where the jitter buffer leaps in the middle of it (0.0033 at
 * the worst, by calculation). The level beside the tone would tell of each such leap as if the microphone were heard.
 */
const NO_BEEP = 0.01;

export function messageContract(h: Harness): void {
  const { bench, until, fact, registered, rests } = h;

  /** A talk with the echo, which says back what the other side of a call hears. */
  async function withEcho(): Promise<void> {
    await registered();
    expect(await bench('command', 'dial', OUTBOUND, '600')).toBeUndefined();
    await fact('answered', OUTBOUND);
    await until(
      'the echo of the microphone',
      async () => (await bench('remoteLevel', OUTBOUND, 500)) > HEARD / 4,
    );
    await bench('record', OUTBOUND);
  }

  const saidWhole = () => until('the end of the message', async () => (await bench('saidWhole')) === true);

  const most = (levels: readonly number[]): number => Math.max(...levels);
  /** A window in which the microphone's beep begins or ends has a little of every pitch. */
  const middle = (levels: readonly number[]): number =>
    levels.toSorted((a, b) => a - b)[levels.length >> 1] ?? Number.NaN;

  describe('a message to an answering machine', () => {
    it('is heard at the other end and in the recording’s left channel, and the microphone is not', async () => {
      await withEcho();
      await rests(2_000);
      expect(await bench('sayTone', OUTBOUND, HERTZ, 3)).toBeUndefined();
      await saidWhole();
      const { tone, beep } = await bench('stopRecording', OUTBOUND);
      for (const [channel, pitch, beeps] of [
        ['left', tone.left, beep.left],
        ['right', tone.right, beep.right],
      ] as const) {
        const said = pitch.flatMap((level, index) => (level > HEARD ? [index] : []));
        expect(said.length, channel).toBeGreaterThan(25);
        // Without the windows at its two ends, which begin or end in the middle of it.
        const [from, to] = [(said[0] ?? 0) + 2, (said.at(-1) ?? 0) - 1];
        // What we send has no hole. What comes back may have one: then the machine was busy, and the jitter buffer ran dry.
        if (channel === 'left') expect(pitch.slice(from, to).every((level) => level > HEARD)).toBe(true);
        expect(most(beeps.slice(2 * from, 2 * to)), channel).toBeLessThan(NO_BEEP);
        // It was there before: what makes its absence beside the message mean something.
        expect(most(beeps.slice(0, 2 * (said[0] ?? 0))), channel).toBeGreaterThan(BEEP);
      }
    });

    it('is heard though the microphone is switched off, and the operator is heard again after it was stopped', async () => {
      await withEcho();
      await bench('command', 'mute', OUTBOUND, true);
      expect(await bench('sayTone', OUTBOUND, HERTZ, 20)).toBeUndefined();
      await rests(1_500);
      expect(await bench('stopSaying', OUTBOUND)).toBeUndefined();
      await rests(500);
      expect(await bench('sentLevel', OUTBOUND, 1_500)).toBeLessThan(SILENT);
      await bench('command', 'mute', OUTBOUND, false);
      await until('the microphone', async () => (await bench('sentLevel', OUTBOUND, 1_000)) > BEEP);
      const { tone } = await bench('stopRecording', OUTBOUND);
      expect(most(tone.right)).toBeGreaterThan(HEARD);
      const after = tone.right.slice(-10);
      expect(most(after)).toBeLessThan(HEARD);
      expect(middle(after)).toBeLessThan(BESIDE);
      expect(await bench('saidWhole')).toBe(false);
    });

    it('ends with the hold, and is refused in a call that is no talk', async () => {
      await withEcho();
      expect(await bench('sayTone', OUTBOUND, HERTZ, 20)).toBeUndefined();
      await bench('command', 'hold', OUTBOUND, true);
      await fact('held', OUTBOUND);
      expect(await bench('sayTone', OUTBOUND, HERTZ, 1)).toBe('callGone');
      await bench('command', 'hold', OUTBOUND, false);
      await fact('resumed', OUTBOUND);
      await until('the microphone', async () => (await bench('sentLevel', OUTBOUND, 1_000)) > BEEP);
      await bench('command', 'hangUp', OUTBOUND);
      expect(await bench('sayTone', OUTBOUND, HERTZ, 1)).toBe('callGone');
    });
  });
}
