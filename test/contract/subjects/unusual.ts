import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Harness } from '../harness.ts';
import { emptySdp, type ScriptedPbx, startScriptedPbx } from '../scripted-pbx.ts';

export function unusualContract(h: Harness): void {
  const { bench, kinds, fact, rests, registered } = h;
  describe('a PBX that does the unusual', () => {
    let pbx: ScriptedPbx;
    beforeEach(async () => {
      pbx = await startScriptedPbx();
      await registered({ server: pbx.url, login: '101', domain: 'pbx.test' });
    });
    afterEach(() => pbx.stop());

    it('says that a colleague has taken the call', async () => {
      const call = await pbx.invite({ sdp: emptySdp('sendrecv') });
      call.cancel('Reason: SIP;cause=200;text="Call completed elsewhere"');
      await call.response((status) => status === 487);
      call.ack();
      expect(await fact('ended')).toMatchObject({ cause: 'answeredElsewhere', by: 'network' });
    });

    it('makes no offer, and gets one', async () => {
      const call = await pbx.invite();
      const { callId } = await fact('incoming');
      await bench('command', 'answer', callId);
      const answer = await call.response((status) => status === 200);
      expect(answer.body).toContain('m=audio');
      expect(answer.body).toContain('a=sendrecv');
      expect(answer.body).toMatch(/a=candidate:/);
      call.ack(emptySdp('sendrecv', 1, 'active'));
      await fact('answered', callId);
      await rests(300);
      expect(await call.request('BYE')).toBe(200);
      expect(await kinds(callId)).toEqual(['incoming', 'answered', 'ended']);
    });

    it('holds and resumes us, renegotiates, and may not transfer us', async () => {
      const call = await pbx.invite({ sdp: emptySdp('sendrecv') });
      const { callId } = await fact('incoming');
      await bench('command', 'answer', callId);
      const answer = await call.response((status) => status === 200);
      expect(answer.body).toMatch(/a=rtpmap:0 PCMU|m=audio \d+ \S+ 0/);
      call.ack();
      await fact('answered', callId);
      expect(await call.request('INVITE', [], emptySdp('sendonly', 2))).toBe(200);
      expect(await fact('held', callId)).toMatchObject({ by: 'customer' });
      expect(await call.request('INVITE', [], emptySdp('inactive', 3))).toBe(200);
      expect(await call.request('INVITE', [], emptySdp('sendrecv', 4))).toBe(200);
      expect(await fact('resumed', callId)).toMatchObject({ by: 'customer' });
      await call.request('REFER', ['Refer-To: <sip:900123456@pbx.test>']);
      await rests(300);
      expect(await kinds(callId)).toEqual(['incoming', 'answered', 'held', 'resumed']);
      expect((await bench('liveCallIds')).length).toBe(1);
      expect(await call.request('BYE', ['Reason: Q.850;cause=16;text="Normal clearing"'])).toBe(200);
      expect(await fact('ended', callId)).toMatchObject({ cause: 'hangup', reason: 'Normal clearing' });
    });

    it('sends junk for a description', async () => {
      const call = await pbx.invite({ sdp: 'v=0\r\njunk\r\n' });
      const { callId } = await fact('incoming');
      await bench('command', 'answer', callId);
      expect((await call.response((status) => status >= 300)).status).toBeGreaterThanOrEqual(400);
      expect(await fact('ended', callId)).toMatchObject({ cause: 'mediaFailed' });
    });
  });
}
