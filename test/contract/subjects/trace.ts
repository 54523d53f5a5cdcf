import { describe, expect, it } from 'vitest';
import type { Harness } from '../harness.ts';

export function traceContract(h: Harness): void {
  const { bench, fact, registered, talking, until } = h;

  describe('the trace', () => {
    it('has every message of a call in order, under its name, without secrets', async () => {
      await registered({ dtmf: 'info' });
      const { callId } = await talking();
      await bench('command', 'sendTones', callId, '7');
      await bench('command', 'hold', callId, true);
      await bench('command', 'hangUp', callId);
      await fact('ended', callId);
      await until('the last word', async () =>
        (await bench('traces')).some(({ text }) => /^SIP\/2\.0 200.*CSeq: \d+ BYE/is.test(text)),
      );
      const traces = await bench('traces');
      const starts = traces
        .filter((one) => one.callId === callId)
        .map(
          ({ direction, text }) =>
            `${direction} ${/^(?:SIP\/2\.0 (\d+)|(\w+))/.exec(text)?.slice(1).find(Boolean)}`,
        );
      expect(starts[0]).toBe('received INVITE');
      for (const expected of [
        'sent 180',
        'sent 200',
        'received ACK',
        'sent INFO',
        'sent INVITE',
        'sent BYE',
      ]) {
        expect(starts).toContain(expected);
      }
      const registrations = traces.filter(({ text }) => text.startsWith('REGISTER '));
      expect(registrations.length).toBeGreaterThan(0);
      expect(registrations.every((one) => one.callId === undefined)).toBe(true);
      const all = traces.map(({ text }) => text).join('\n');
      expect(all).toContain('Authorization: Digest');
      expect(all).not.toMatch(/response="[0-9a-f]/);
      expect(all).not.toMatch(/a=ice-pwd:(?!\[hidden\])/);
      expect(all).not.toMatch(/a=fingerprint:(?!\[hidden\])/);
      expect(all).not.toMatch(/Signal=(?!\[hidden\])/);
    });
  });
}
