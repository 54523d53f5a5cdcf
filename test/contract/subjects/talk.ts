import { describe, expect, it } from 'vitest';
import { AUDIBLE, type Harness, SILENT } from '../harness.ts';

export function talkContract(h: Harness): void {
  const { bench, facts, kinds, until, fact, detail, active, rests, registered, rung, talking, packetsHeard } =
    h;
  describe('in a talk', () => {
    it('holds and resumes', async () => {
      await registered();
      const { callId, sipCallId } = await talking();
      expect(await bench('command', 'hold', callId, true)).toBeUndefined();
      await until('held there too', async () => active(sipCallId)?.state === 'held');
      await rests(300);
      expect(await bench('remoteLevel', callId, 1_000)).toBeLessThan(SILENT);
      expect(await bench('command', 'hold', callId, false)).toBeUndefined();
      await until('talking there too', async () => active(sipCallId)?.state === 'talking');
      expect(await bench('remoteLevel', callId, 3_500)).toBeGreaterThan(AUDIBLE);
      expect(await packetsHeard(sipCallId)).toBeGreaterThan(30);
      expect(await kinds(callId)).toEqual(['incoming', 'answered', 'held', 'resumed']);
    });

    it('records operator left and customer right, and a mute silences the left', async () => {
      await registered();
      const { callId } = await talking();
      await bench('record', callId);
      await rests(3_000);
      await bench('command', 'mute', callId, true);
      await rests(3_000);
      const { left, right, seconds, chunks, finishedWith } = await bench('stopRecording', callId);
      const loudest = (level: number[], from: number, to: number) =>
        Math.max(...level.slice(from * 10, to * 10));
      expect(seconds).toBeGreaterThan(5.5);
      expect(seconds).toBeLessThan(7);
      expect(chunks).toBeGreaterThanOrEqual(10);
      expect(finishedWith).toBe(chunks);
      // The fake microphone beeps once a second; the sharing of Opus leaves a trace of the right in the left.
      expect(loudest(left, 0, 2.5)).toBeGreaterThan(AUDIBLE);
      expect(loudest(left, 3.7, seconds)).toBeLessThan(SILENT);
      expect(loudest(right, 0, seconds)).toBeGreaterThan(AUDIBLE);
      expect(await kinds(callId)).toEqual(['incoming', 'answered', 'muted']);
    });

    it('sends tones', async () => {
      await registered();
      const { callId, sipCallId } = await talking();
      await until('sound', async () => (active(sipCallId)?.heard.packets ?? 0) > 10);
      expect(await bench('command', 'sendTones', callId, '15*#')).toBeUndefined();
      await until('tones', async () => active(sipCallId)?.tones === '15*#');
      const sent = (await facts()).filter(({ kind }) => kind === 'toneSent');
      expect(sent.map((one) => one.kind === 'toneSent' && one.tone).join('')).toBe('15*#');
    });

    it('lets a second customer wait, and holds the first when it is answered', async () => {
      await registered();
      const first = await talking();
      const second = await rung({ number: '+442079460144' });
      expect(await kinds(first.callId)).toEqual(['incoming', 'answered']);
      await bench('command', 'answer', second.callId);
      await fact('answered', second.callId);
      await fact('held', first.callId);
      await until('held there too', async () => active(first.sipCallId)?.state === 'held');
      expect(await bench('remoteLevel', second.callId, 3_000)).toBeGreaterThan(AUDIBLE);
      await bench('command', 'hangUp', second.callId);
      await bench('command', 'hold', first.callId, false);
      await fact('resumed', first.callId);
      expect(await packetsHeard(first.sipCallId)).toBeGreaterThan(30);
      expect(await bench('liveCallIds')).toEqual([first.callId]);
    });

    it('hands the customer over', async () => {
      await registered();
      const { callId, sipCallId } = await talking();
      expect(await bench('command', 'transfer', callId, '102')).toBeUndefined();
      expect(await fact('transferred', callId)).toMatchObject({ target: '102' });
      await fact('ended', callId);
      expect((await detail(sipCallId)).transferredTo).toContain('102');
    });
  });
}
