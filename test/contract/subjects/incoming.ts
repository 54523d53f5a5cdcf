import { describe, expect, it } from 'vitest';
import type { Harness } from '../harness.ts';
import { emptySdp, startScriptedPbx } from '../scripted-pbx.ts';

/** What the phone does with new calls by itself. */
export function incomingContract(h: Harness): void {
  const { bench, kinds, fact, detail, registered, rung, active } = h;

  describe('a workstation that is not to be disturbed', () => {
    it('says that it is busy and logs the call, and the one that rings already rings on', async () => {
      await registered();
      const first = await rung();
      await bench('setIncoming', { mode: 'busy' });
      const { callId, sipCallId } = await rung({ number: '+442079460144' });
      expect(await fact('ended', callId)).toMatchObject({
        cause: 'doNotDisturb',
        by: 'operator',
        sipCode: 486,
      });
      expect(await kinds(callId)).toEqual(['incoming', 'ended']);
      expect(await detail(sipCallId)).toMatchObject({ sipCode: 486 });
      expect(active(first.sipCallId)?.state).toBe('ringing');
      await bench('setIncoming', { mode: 'ring' });
      expect(await kinds((await rung({ number: '+442079460155' })).callId)).toEqual(['incoming']);
    });

    it('sends the caller to somebody else, without a ring', async () => {
      const pbx = await startScriptedPbx();
      await registered({ server: pbx.url, login: '101', domain: 'pbx.test' });
      await bench('setIncoming', { mode: 'forward', to: '+44 7700 900155' });
      const call = await pbx.invite({ sdp: emptySdp('sendrecv'), rings: false });
      const answer = await call.response((status) => status >= 180);
      expect(answer.status).toBe(302);
      expect(answer.header('contact')).toContain('sip:+447700900155@pbx.test');
      call.ack();
      const { callId } = await fact('incoming');
      expect(await fact('ended', callId)).toMatchObject({ cause: 'forwarded', by: 'operator', sipCode: 302 });
      expect(await bench('liveCallIds')).toEqual([]);
      await pbx.stop();
    });
  });
}
