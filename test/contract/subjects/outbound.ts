import { describe, expect, it } from 'vitest';
import { AUDIBLE, type Harness, OUTBOUND } from '../harness.ts';

export function outboundContract(h: Harness): void {
  const { bench, facts, kinds, until, fact, registered, packetsHeard } = h;
  describe('the operator calls', () => {
    const dial = async (target: string) => {
      await registered();
      expect(await bench('command', 'dial', OUTBOUND, target)).toBeUndefined();
    };
    const dialled = () => h.exchange.activeCalls().find(({ direction }) => direction === 'outbound');

    it('somebody who answers', async () => {
      await dial('+44 7700 900155');
      expect(await fact('dialing', OUTBOUND)).toMatchObject({ remote: { number: '+447700900155' } });
      expect(await fact('progress', OUTBOUND)).toMatchObject({ sipCode: 180, earlyMedia: false });
      await fact('answered', OUTBOUND);
      expect(await bench('remoteLevel', OUTBOUND, 3_000)).toBeGreaterThan(AUDIBLE);
      expect(await packetsHeard(dialled()?.callId ?? '')).toBeGreaterThan(30);
      await bench('command', 'hangUp', OUTBOUND);
      expect(await kinds(OUTBOUND)).toEqual(['dialing', 'progress', 'answered', 'ended']);
    });

    it('somebody whose exchange sounds before the answer', async () => {
      await dial('+442079460183');
      expect(await fact('progress', OUTBOUND)).toMatchObject({ sipCode: 183, earlyMedia: true });
      expect(await bench('remoteLevel', OUTBOUND, 2_500)).toBeGreaterThan(AUDIBLE / 4);
      expect(await fact('answered', OUTBOUND)).toMatchObject({ by: 'customer' });
      expect(await bench('remoteLevel', OUTBOUND, 3_000)).toBeGreaterThan(AUDIBLE);
    });

    it.each([
      ['busy', '+442079460186', { cause: 'busy', by: 'customer', sipCode: 486 }],
      ['who declines', '+442079460103', { cause: 'declined', by: 'customer', sipCode: 603 }],
      ['unknown', '999999', { cause: 'notFound', by: 'network', sipCode: 404 }],
    ])('somebody %s', async (_who, target, end) => {
      await dial(target);
      expect(await fact('ended', OUTBOUND)).toMatchObject(end);
      expect((await kinds(OUTBOUND)).filter((kind) => kind === 'answered')).toEqual([]);
    });

    it('somebody who never answers', async () => {
      await dial('+442079460180');
      await fact('progress', OUTBOUND);
      h.exchange.hangUp(dialled()?.callId ?? '');
      expect(await fact('ended', OUTBOUND)).toMatchObject({
        cause: 'noAnswer',
        by: 'customer',
        sipCode: 480,
      });
    });

    it('and takes it back', async () => {
      await dial('+442079460180');
      await fact('progress', OUTBOUND);
      await bench('command', 'hangUp', OUTBOUND);
      expect(await fact('ended', OUTBOUND)).toMatchObject({ cause: 'cancelled', by: 'operator' });
      await until('cancelled there too', async () => dialled() === undefined);
    });

    it('nobody, when the target is none', async () => {
      await registered();
      expect(await bench('command', 'dial', OUTBOUND, 'a b c')).toBe('invalidNumber');
      expect(await facts()).toEqual([]);
    });
  });
}
