import { describe, expect, it } from 'vitest';
import { AUDIBLE, type Harness, SILENT } from '../harness.ts';

export function conferenceContract(h: Harness): void {
  const { bench, kinds, until, fact, active, registered, talking, packetsHeard } = h;

  /** The loudest that this customer has heard from now on. */
  const peakAt = async (sipCallId: string, ms: number): Promise<number> => {
    const heard = () => active(sipCallId)?.heard;
    const before = heard()?.packets ?? 0;
    await h.rests(ms);
    expect((heard()?.packets ?? 0) - before).toBeGreaterThan(20);
    return heard()?.peak ?? 0;
  };

  /** Customers pause between their sentences, so it may take a while. */
  const sendsSound = (callId: string) =>
    until(`sound sent in ${callId}`, async () => (await bench('sentLevel', callId, 500)) > AUDIBLE, 20_000);

  describe('a conference', () => {
    it('of three: all hear all, and the recording hears everybody', async () => {
      await registered();
      const first = await talking();
      const second = await talking();
      await fact('held', first.callId);
      expect(await bench('command', 'join', [first.callId, second.callId])).toBeUndefined();
      await fact('joined', first.callId);
      await fact('joined', second.callId);
      await until('both talk', async () =>
        [first, second].every(({ sipCallId }) => active(sipCallId)?.state === 'talking'),
      );
      // The operator is silent now: what the first customer hears is the second one.
      await bench('command', 'mute', first.callId, true);
      await fact('muted', second.callId);
      await sendsSound(first.callId);
      await sendsSound(second.callId);
      expect(await packetsHeard(first.sipCallId)).toBeGreaterThan(30);
      expect(await bench('remoteLevel', first.callId, 3_000)).toBeGreaterThan(AUDIBLE);
      await bench('command', 'mute', first.callId, false);
      expect(await peakAt(first.sipCallId, 2_000)).toBeGreaterThan(AUDIBLE);
    });

    it('loses a member, and is an ordinary talk again', async () => {
      await registered();
      const first = await talking();
      const second = await talking();
      await bench('command', 'join', [first.callId, second.callId]);
      await fact('joined', second.callId);
      h.exchange.hangUp(first.sipCallId);
      await fact('parted', second.callId);
      expect(await kinds(second.callId)).toEqual(['incoming', 'answered', 'joined', 'parted']);
      expect(await packetsHeard(second.sipCallId)).toBeGreaterThan(30);
      expect(await bench('remoteLevel', second.callId, 3_000)).toBeGreaterThan(AUDIBLE);
      // The operator's voice again, and nothing else.
      await bench('command', 'mute', second.callId, true);
      await h.rests(300);
      expect(await bench('sentLevel', second.callId, 1_500)).toBeLessThan(SILENT);
    });

    it('is ended by the operator: one goes on, the other waits', async () => {
      await registered();
      const first = await talking();
      const second = await talking();
      await bench('command', 'join', [first.callId, second.callId]);
      await fact('joined', second.callId);
      expect(await bench('command', 'part', first.callId)).toBeUndefined();
      await until('held there too', async () => active(second.sipCallId)?.state === 'held');
      expect(active(first.sipCallId)?.state).toBe('talking');
      await fact('parted', second.callId);
      expect((await kinds(first.callId)).at(-1)).toBe('parted');
      expect(await bench('command', 'part', first.callId)).toBe('callGone');
    });

    it('needs two talks', async () => {
      await registered();
      const { callId } = await talking();
      expect(await bench('command', 'join', [callId])).toBe('callGone');
      expect(await kinds(callId)).toEqual(['incoming', 'answered']);
    });
  });

  describe('tones in SIP INFO', () => {
    it('arrive in order', async () => {
      await registered({ dtmf: 'info' });
      const { callId, sipCallId } = await talking();
      expect(await bench('command', 'sendTones', callId, '15*#')).toBeUndefined();
      expect(await bench('command', 'sendTones', callId, '9')).toBeUndefined();
      await until('tones', async () => active(sipCallId)?.tones === '15*#9');
      const sent = (await h.facts()).filter(({ kind }) => kind === 'toneSent');
      expect(sent.map((one) => one.kind === 'toneSent' && one.tone).join('')).toBe('15*#9');
    });
  });
}
