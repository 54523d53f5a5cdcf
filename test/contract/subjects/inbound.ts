import { describe, expect, it } from 'vitest';
import { AUDIBLE, type Harness, OUTBOUND } from '../harness.ts';

export function inboundContract(h: Harness): void {
  const { bench, kinds, until, fact, detail, active, rests, registered, rung, talking, packetsHeard } = h;
  describe('a customer calls', () => {
    it('rings, is answered, is heard and hears, and hangs up', async () => {
      await registered();
      const { callId, sipCallId, incoming } = await rung({ number: '+442079460101', displayName: 'Anna' });
      expect(incoming).toMatchObject({
        accountId: 'main',
        dialled: h.exchange.account.login,
        remote: { number: '+442079460101', displayName: 'Anna', anonymous: false },
      });
      expect(await bench('inviteToFact', callId)).toBeLessThan(200);
      expect(active(sipCallId)?.state).toBe('ringing');
      await bench('command', 'answer', callId);
      expect(await fact('answered', callId)).toMatchObject({ by: 'operator' });
      expect(await bench('remoteLevel', callId, 3_000)).toBeGreaterThan(AUDIBLE);
      expect(await packetsHeard(sipCallId)).toBeGreaterThan(30);
      expect(active(sipCallId)?.heard.peak).toBeGreaterThan(0.01);
      expect(await bench('codec', callId)).toBe('audio/PCMU');
      h.exchange.hangUp(sipCallId);
      expect(await fact('ended', callId)).toMatchObject({ cause: 'hangup', by: 'customer' });
      expect(await kinds(callId)).toEqual(['incoming', 'answered', 'ended']);
      expect(await bench('liveCallIds')).toEqual([]);
    });

    it('is hung up by the operator', async () => {
      await registered();
      const { callId, sipCallId } = await talking();
      await bench('command', 'hangUp', callId);
      expect(await fact('ended', callId)).toMatchObject({ cause: 'hangup', by: 'operator' });
      expect(await detail(sipCallId)).toMatchObject({ endedBy: 'operator', result: 'answered' });
      expect(await bench('command', 'hangUp', callId)).toBe('callGone');
    });

    it('gives up', async () => {
      await registered();
      const { callId, sipCallId } = await rung();
      h.exchange.hangUp(sipCallId);
      expect(await fact('ended', callId)).toMatchObject({ cause: 'cancelled', by: 'customer' });
      expect(await kinds(callId)).toEqual(['incoming', 'ended']);
      expect(await bench('command', 'answer', callId)).toBe('callGone');
    });

    it('gives up in the moment of the answer, and is either talked to or gone', async () => {
      await registered();
      const { callId, sipCallId } = await rung();
      const answering = bench('command', 'answer', callId);
      h.exchange.hangUp(sipCallId);
      await answering;
      await fact('ended', callId);
      expect(['incoming,ended', 'incoming,answered,ended']).toContain((await kinds(callId)).join());
      expect((await detail(sipCallId)).callId).toBe(sipCallId);
    });

    it('is declined', async () => {
      await registered();
      const { callId, sipCallId } = await rung();
      await bench('command', 'decline', callId);
      expect(await fact('ended', callId)).toMatchObject({ cause: 'declined', by: 'operator' });
      expect(await detail(sipCallId)).toMatchObject({ result: 'declined', sipCode: 486 });
    });

    it('is answered late', async () => {
      await registered();
      const { callId, sipCallId } = await rung();
      await rests(8_000);
      await bench('command', 'answer', callId);
      await fact('answered', callId);
      expect(await bench('remoteLevel', callId, 3_000)).toBeGreaterThan(AUDIBLE);
      expect(await packetsHeard(sipCallId)).toBeGreaterThan(30);
    });

    it('has a name that stays text', async () => {
      await registered();
      const displayName = '<img src=x onerror=alert(1)> "quoted" \\ =cmd() \u202Efdp';
      const { incoming } = await rung({ displayName, number: '<script>' });
      expect(incoming).toMatchObject({ remote: { displayName, number: '<script>' } });
    });

    it('is anonymous, or was asserted and diverted by the PBX', async () => {
      await registered();
      const hidden = await rung({ headers: { Privacy: 'id' } });
      expect(hidden.incoming).toMatchObject({ remote: { anonymous: true } });
      const { incoming } = await rung({
        number: '100',
        headers: {
          'P-Asserted-Identity': '<sip:+4930100@pbx.test>',
          Diversion: '<sip:555@pbx.test>;reason=no-answer',
        },
      });
      expect(incoming).toMatchObject({ remote: { assertedNumber: '+4930100', divertedFrom: '555' } });
    });

    it.each([
      ['NotAllowedError', 'microphoneRefused'],
      ['NotFoundError', 'microphoneMissing'],
    ])(
      'rings on when the microphone fails with %s, and can be answered when it is back',
      async (name, code) => {
        await registered();
        await bench('refuseMicrophone', name);
        const { callId, sipCallId } = await rung();
        expect(await bench('command', 'answer', callId)).toBe(code);
        await until('still ringing', async () => active(sipCallId)?.state === 'ringing');
        expect(await bench('command', 'dial', OUTBOUND, '600')).toBe(code);
        expect(await kinds(OUTBOUND)).toEqual([]);
        await bench('refuseMicrophone', undefined);
        expect(await bench('command', 'answer', callId)).toBeUndefined();
        await fact('answered', callId);
      },
    );
  });
}
