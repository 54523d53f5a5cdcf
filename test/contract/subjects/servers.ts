import { describe, expect, it } from 'vitest';
import type { Harness } from '../harness.ts';
import { startNetwork } from '../network.ts';
import { reserved } from '../reserved-port.ts';

/** A second address of the PBX. */
export function serversContract(h: Harness): void {
  const { bench, account, fact, registration, talking } = h;

  describe('a backup server', () => {
    it('stands in for one that is not there', async () => {
      const { port } = await reserved();
      await bench('start', account({ server: `ws://127.0.0.1:${port}/ws`, backupServer: h.exchange.wsUrl }));
      await registration('registered');
      const { callId } = await talking();
      await bench('command', 'hangUp', callId);
      await fact('ended', callId);
    });

    it('takes over in the middle of a talk', async () => {
      const first = await startNetwork(h.exchange.wsUrl);
      await bench('start', account({ server: first.url, backupServer: h.exchange.wsUrl }));
      await registration('registered');
      const { callId, sipCallId } = await talking();
      first.cut();
      await fact('signalBack', callId, 10_000);
      h.exchange.hangUp(sipCallId);
      expect(await fact('ended', callId)).toMatchObject({ cause: 'hangup', by: 'customer' });
      await first.stop();
    });
  });
}
