import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AUDIBLE, type Harness, OUTBOUND } from '../harness.ts';
import { type Network, startNetwork } from '../network.ts';

/** Calls outlive the connection to the PBX. */
export function survivalContract(h: Harness): void {
  const { bench, kinds, until, fact, registration, detail, active, rests, registered, rung, talking } = h;

  describe('a network that fails', () => {
    let network: Network;
    beforeEach(async () => {
      network = await startNetwork(h.exchange.wsUrl);
      await registered({ server: network.url });
    });
    afterEach(() => network.stop());

    const cutFor = async (ms: number) => {
      network.cut();
      await registration('reconnecting');
      await rests(ms);
      network.restore();
    };

    it('is told of the call, which goes on, is held, resumed and hung up afterwards', async () => {
      const { callId, sipCallId } = await talking();
      await cutFor(1_000);
      await fact('signalBack', callId, 3_000);
      expect(await bench('remoteLevel', callId, 3_000)).toBeGreaterThan(AUDIBLE);
      expect(await bench('command', 'hold', callId, true)).toBeUndefined();
      await until('held there too', async () => active(sipCallId)?.state === 'held');
      expect(await bench('command', 'hold', callId, false)).toBeUndefined();
      await until('talking there too', async () => active(sipCallId)?.state === 'talking');
      await bench('command', 'hangUp', callId);
      expect(await detail(sipCallId)).toMatchObject({ endedBy: 'operator' });
      expect(await kinds(callId)).toEqual([
        'incoming',
        'answered',
        'signalLost',
        'signalBack',
        'held',
        'resumed',
        'ended',
      ]);
    });

    it('hides that the customer hung up, but not for long', async () => {
      const { callId, sipCallId } = await talking();
      network.cut();
      await registration('reconnecting');
      h.exchange.hangUp(sipCallId);
      await detail(sipCallId);
      network.restore();
      await registration('registered');
      expect(await fact('ended', callId, 2_000)).toMatchObject({ cause: 'hangup', by: 'customer' });
    });

    it('lets the customer hang up after the reconnection', async () => {
      const { callId, sipCallId } = await talking();
      await cutFor(500);
      await fact('signalBack', callId);
      h.exchange.hangUp(sipCallId);
      expect(await fact('ended', callId, 2_000)).toMatchObject({ cause: 'hangup', by: 'customer' });
    });

    it('keeps the hang-up of one call until it is back, and the other call lives', async () => {
      const first = await talking();
      const second = await talking();
      network.cut();
      await registration('reconnecting');
      await bench('command', 'hangUp', first.callId);
      await rests(500);
      network.restore();
      expect(await detail(first.sipCallId)).toMatchObject({ endedBy: 'operator' });
      await fact('signalBack', second.callId);
      expect(active(second.sipCallId)?.state).toBe('talking');
      expect(await bench('liveCallIds')).toEqual([second.callId]);
    });

    it('swallows everything without a word, is found out, and the call is handed over afterwards', async () => {
      const { callId, sipCallId } = await talking();
      network.swallow();
      await bench('probeNow');
      await fact('signalLost', callId, 4_000);
      await rests(2_000);
      network.restore();
      await fact('signalBack', callId, 4_000);
      expect(await bench('command', 'transfer', callId, '102')).toBeUndefined();
      expect((await detail(sipCallId)).transferredTo).toContain('102');
    });

    it('swallows the ACK of our answer, and the call is handed over afterwards', async () => {
      const { callId, sipCallId } = await rung();
      network.deafen();
      expect(await bench('command', 'answer', callId)).toBeUndefined();
      await until('a talk at the exchange', async () => active(sipCallId)?.answeredAt !== undefined);
      await bench('probeNow');
      await fact('signalLost', callId, 4_000);
      network.restore();
      await fact('signalBack', callId, 6_000);
      expect(await bench('command', 'transfer', callId, '102')).toBeUndefined();
      expect((await detail(sipCallId)).transferredTo).toContain('102');
    });

    it('takes a ringing call with it when it stays away', async () => {
      const { callId } = await rung();
      network.cut();
      await fact('signalLost', callId);
      expect(await fact('ended', callId, 12_000)).toMatchObject({ cause: 'networkLost', by: 'network' });
      expect(await kinds(callId)).toEqual(['incoming', 'signalLost', 'ended']);
    });

    it('takes a call being made with it, and the far end is told when it is back', async () => {
      await bench('command', 'dial', OUTBOUND, '+442079460180');
      await fact('progress', OUTBOUND);
      network.cut();
      // What was written in the very moment of the cut is lost; here the loss is known.
      await registration('reconnecting');
      await bench('command', 'hangUp', OUTBOUND);
      expect(await fact('ended', OUTBOUND)).toMatchObject({ cause: 'cancelled', by: 'operator' });
      network.restore();
      await until(
        'cancelled there too',
        async () => !h.exchange.activeCalls().some(({ direction }) => direction === 'outbound'),
      );
    });
  });
}
