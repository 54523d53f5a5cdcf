import { describe, expect, it } from 'vitest';
import { type Harness, OUTBOUND } from '../harness.ts';
import { emptySdp, startScriptedPbx } from '../scripted-pbx.ts';

const UNKNOWN = '999999';

export function transferContract(h: Harness): void {
  const { bench, kinds, until, fact, detail, registered, rung, talking, rests } = h;

  describe('an attended transfer', () => {
    it('puts the customer through to whom the operator has asked', async () => {
      await registered();
      const customer = await talking();
      await bench('command', 'dial', OUTBOUND, '+44 7700 900155');
      await fact('answered', OUTBOUND);
      await fact('held', customer.callId);
      expect(await bench('command', 'transferTo', customer.callId, OUTBOUND)).toBeUndefined();
      expect(await fact('transferred', customer.callId)).toMatchObject({ target: '+447700900155' });
      expect(await fact('ended', customer.callId)).toMatchObject({ cause: 'hangup', by: 'operator' });
      await fact('ended', OUTBOUND);
      expect((await detail(customer.sipCallId)).transferredTo).toBeDefined();
      expect(await bench('liveCallIds')).toEqual([]);
    });

    it('puts two who called together', async () => {
      await registered();
      const first = await talking();
      const second = await rung({ number: '+442079460144' });
      await bench('command', 'answer', second.callId);
      await fact('answered', second.callId);
      expect(await bench('command', 'transferTo', first.callId, second.callId)).toBeUndefined();
      expect(await fact('transferred', first.callId)).toMatchObject({ target: '+442079460144' });
      await fact('ended', second.callId);
      // The exchange found the other dialog by its tags, which an outbound and an inbound call name the other way round.
      expect((await detail(second.sipCallId)).transferredTo).toBeDefined();
    });

    it('that is refused leaves both as they were', async () => {
      await registered();
      const { callId } = await talking();
      expect(await bench('command', 'transfer', callId, UNKNOWN)).toBe('pbxRefused');
      expect(await kinds(callId)).toEqual(['incoming', 'answered']);
      expect(await bench('liveCallIds')).toEqual([callId]);
    });

    it('needs two talks', async () => {
      await registered();
      const { callId } = await talking();
      const second = await rung({ number: '+442079460144' });
      expect(await bench('command', 'transferTo', callId, second.callId)).toBe('callGone');
      expect(await kinds(callId)).toEqual(['incoming', 'answered']);
    });
  });

  describe('a transfer at a PBX that does the unusual', () => {
    it('ends with the call when the customer hangs up in the middle, and late NOTIFYs change nothing', async () => {
      const pbx = await startScriptedPbx();
      await registered({ server: pbx.url, login: '101', domain: 'pbx.test' });
      const call = await pbx.invite({ sdp: emptySdp('sendrecv') });
      const { callId } = await fact('incoming');
      await bench('command', 'answer', callId);
      await call.response((status) => status === 200);
      call.ack();
      await fact('answered', callId);
      const transferring = bench('command', 'transfer', callId, '102');
      await until('REFER', async () => pbx.requests('REFER').length > 0);
      expect(pbx.requests('REFER')[0]?.header('refer-to')).toContain('sip:102@pbx.test');
      expect(await call.request('BYE')).toBe(200);
      expect(await transferring).toBe('callGone');
      expect(await fact('ended', callId)).toMatchObject({ cause: 'hangup', by: 'customer' });
      // Nobody listens any more; the answer is a refusal, not a crash.
      const late = await call.request('NOTIFY', ['Event: refer', 'Subscription-State: terminated']);
      expect(late).toBeGreaterThanOrEqual(400);
      await rests(200);
      expect(await kinds(callId)).toEqual(['incoming', 'answered', 'ended']);
      await pbx.stop();
    });
  });
}
