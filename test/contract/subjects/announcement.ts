import { describe, expect, it } from 'vitest';
import { type Harness, OUTBOUND } from '../harness.ts';

const TONE = 1_400;
/** A pitch that neither the beep of the fake microphone nor the tone has. */
const WORDS = 1_234;
/** The tone is sent at 0.25, the words at 0.3; codecs leave far more than this. */
const HEARD = 0.08;
/** Windows of 100 ms. */
const SECOND = 10;

export function announcementContract(h: Harness): void {
  const { bench, until, fact, registered, rests } = h;

  /** A talk with the echo, which says back what the other side of a call hears. */
  async function recorded(how: 'tone' | 'clip', hertz: number): Promise<void> {
    await registered();
    expect(await bench('command', 'dial', OUTBOUND, '600')).toBeUndefined();
    await fact('answered', OUTBOUND);
    await until('the echo', async () => (await bench('remoteLevel', OUTBOUND, 500)) > 0.02);
    await bench('record', OUTBOUND);
    await bench('announce', OUTBOUND, how, hertz);
  }
  /** First windows of each stretch in which the pitch is heard. */
  const beginnings = (pitch: readonly number[]): number[] =>
    pitch.flatMap((level, at) => (level > HEARD && (pitch[at - 1] ?? 0) <= HEARD ? [at] : []));

  describe('the announcement of a recording', () => {
    it('by a tone is heard at the other end and in the recording, each five seconds, and the operator between and under them', async () => {
      await recorded('tone', TONE);
      await rests(12_000);
      const { left, tone } = await bench('stopRecording', OUTBOUND);
      await bench('stopAnnouncing', OUTBOUND);
      for (const side of [tone.left, tone.right]) {
        const found = beginnings(side);
        expect(found.length).toBeGreaterThanOrEqual(2);
        const apart = (found[1] ?? 0) - (found[0] ?? 0);
        expect(Math.abs(apart - 5 * SECOND)).toBeLessThanOrEqual(3);
        // A fifth of a second, and a window at each end that has a part of it.
        expect(side.filter((level) => level > HEARD).length).toBeLessThanOrEqual(4 * found.length);
      }
      expect(Math.max(...left)).toBeGreaterThan(0.05);
      expect(await bench('facts')).toContainEqual(
        expect.objectContaining({ kind: 'announced', how: 'tone', everySeconds: 5 }),
      );
    });

    it('by words is heard at the other end and in the recording once, and the operator after it', async () => {
      await recorded('clip', WORDS);
      await rests(6_000);
      const { left, tone } = await bench('stopRecording', OUTBOUND);
      await bench('stopAnnouncing', OUTBOUND);
      for (const side of [tone.left, tone.right])
        expect(side.filter((level) => level > HEARD).length).toBeGreaterThan(1.5 * SECOND);
      expect(Math.max(...left.slice(-2 * SECOND))).toBeGreaterThan(0.05);
      expect(Math.max(...tone.left.slice(-2 * SECOND))).toBeLessThan(HEARD);
      expect(await bench('facts')).toContainEqual(
        expect.objectContaining({ kind: 'announced', how: 'clip' }),
      );
    });
  });
}
