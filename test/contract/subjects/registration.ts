import { describe, expect, it } from 'vitest';
import { AUDIBLE, type Harness, OUTBOUND } from '../harness.ts';
import { reserved } from '../reserved-port.ts';

export function registrationContract(h: Harness): void {
  const {
    bench,
    account,
    until,
    fact,
    registration,
    detail,
    active,
    rests,
    registered,
    talking,
    packetsHeard,
  } = h;
  describe('registration', () => {
    it('registers, with an expiry, and takes it back', async () => {
      await registered();
      const [first, last] = await bench('registrations');
      expect(first).toEqual({ accountId: 'main', state: 'connecting' });
      expect((last?.expiresAt ?? 0) - Date.now()).toBeGreaterThan(60_000);
      expect(h.exchange.registered()).toBe(true);
      await bench('stop');
      await until('unregistered', async () => !h.exchange.registered());
    });

    it('stops at a wrong password', async () => {
      await bench('start', account({ password: 'wrong' }));
      const refused = await registration('refused');
      expect(refused.problem).toBe('wrongPassword');
      expect([401, 403]).toContain(refused.sipCode);
      expect(await bench('command', 'dial', OUTBOUND, '600')).toBe('notRegistered');
    });

    it('waits for a PBX that is not there yet', async () => {
      const { port, listen } = await reserved();
      await bench('start', account({ server: `ws://127.0.0.1:${port}/ws` }));
      const away = await registration('reconnecting');
      expect(away.problem).toBe('pbxUnreachable');
      expect(away.retryAt).toBeGreaterThan(Date.now() - 1_000);
      const late = await listen(h.exchange.wsUrl);
      await registration('registered', 20_000);
      late.close();
    });

    it('says that an address is none', async () => {
      await bench('start', account({ server: 'https://example.invalid' }));
      expect((await registration('refused')).problem).toBe('pbxAddressInvalid');
    });

    it('survives a reconnection in the middle of a talk, and hears the hang-up afterwards', async () => {
      await registered();
      const { callId, sipCallId } = await talking();
      await bench('reconnectNow');
      expect((await bench('registrations')).at(-1)?.state).not.toBe('registered');
      await registration('registered');
      await rests(500);
      expect(await packetsHeard(sipCallId)).toBeGreaterThan(30);
      expect(await bench('remoteLevel', callId, 3_000)).toBeGreaterThan(AUDIBLE);
      h.exchange.hangUp(sipCallId);
      expect(await fact('ended', callId)).toMatchObject({ cause: 'hangup', by: 'customer' });
    });

    it('brings a hang-up to the PBX that was pressed while the socket was gone', async () => {
      await registered();
      const { callId, sipCallId } = await talking();
      await bench('reconnectNow');
      await bench('command', 'hangUp', callId);
      expect(await fact('ended', callId)).toMatchObject({ cause: 'hangup', by: 'operator' });
      expect(await detail(sipCallId)).toMatchObject({ endedBy: 'operator' });
    });

    it('notices a half-open socket, and brings the hang-up that was said into it', async () => {
      await registered();
      const first = await talking();
      const second = await talking();
      await bench('cutSocket');
      await bench('command', 'hangUp', first.callId);
      await rests(200);
      expect(active(first.sipCallId)).toBeDefined();
      await bench('probeNow');
      await registration('reconnecting', 3_000);
      await registration('registered');
      expect(await detail(first.sipCallId)).toMatchObject({ endedBy: 'operator' });
      h.exchange.hangUp(second.sipCallId);
      expect(await fact('ended', second.callId)).toMatchObject({ cause: 'hangup', by: 'customer' });
    });
  });
}
