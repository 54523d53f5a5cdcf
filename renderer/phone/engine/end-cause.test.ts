import { describe, expect, it } from 'vitest';
import { endFacts, statusCause } from './end-cause.ts';

describe('how a call ended', () => {
  it('is the caller giving up, or a colleague who was faster', () => {
    expect(endFacts({ kind: 'cancelled' }, false)).toEqual({ cause: 'cancelled', by: 'customer' });
    for (const reason of [
      'SIP;cause=200;text="Call completed elsewhere"',
      'Q.850;cause=16, SIP ;cause=200',
      'Q.850;cause=26',
      'SIP;text="call completed elsewhere"',
    ]) {
      expect(endFacts({ kind: 'cancelled', reason }, false)).toMatchObject({
        cause: 'answeredElsewhere',
        by: 'network',
      });
    }
    expect(endFacts({ kind: 'cancelled', reason: 'SIP;cause=487' }, false).cause).toBe('cancelled');
  });

  it('is a hang-up of the customer', () => {
    expect(endFacts({ kind: 'bye', reason: 'Q.850;cause=16;text="Normal \\"clearing\\""' }, true)).toEqual({
      cause: 'hangup',
      by: 'customer',
      reason: 'Normal "clearing"',
    });
  });

  it.each([
    [486, 'busy', 'customer'],
    [600, 'busy', 'customer'],
    [603, 'declined', 'customer'],
    [607, 'declined', 'customer'],
    [404, 'notFound', 'network'],
    [484, 'notFound', 'network'],
    [403, 'forbidden', 'network'],
    [408, 'noAnswer', 'customer'],
    [487, 'cancelled', 'customer'],
    [488, 'mediaFailed', 'network'],
    [503, 'unavailable', 'network'],
    [500, 'error', 'network'],
    [302, 'error', 'network'],
  ] as const)('%i is %s by %s', (status, cause, by) => {
    expect(endFacts({ kind: 'refused', status, phrase: 'x' }, false)).toEqual({
      cause,
      by,
      sipCode: status,
      reason: 'x',
    });
  });

  it('tells nobody came from not there', () => {
    expect(statusCause(480, true)).toBe('noAnswer');
    expect(statusCause(480, false)).toBe('unavailable');
  });

  it('believes Q.850 more than the status beside it', () => {
    expect(endFacts({ kind: 'refused', status: 603, reason: 'Q.850;cause=17' }, true).cause).toBe('busy');
    expect(endFacts({ kind: 'refused', status: 480, reason: 'Q.850;cause=19' }, false).cause).toBe(
      'noAnswer',
    );
    expect(endFacts({ kind: 'refused', status: 480, reason: 'Q.850;cause=999' }, true).cause).toBe(
      'noAnswer',
    );
  });

  it('is the network when nobody answers', () => {
    expect(endFacts({ kind: 'lost' }, true)).toEqual({ cause: 'networkLost', by: 'network' });
    expect(endFacts({ kind: 'noMedia' }, false)).toEqual({ cause: 'mediaFailed', by: 'network' });
  });

  it('bounds what the peer says', () => {
    const { reason } = endFacts({ kind: 'refused', status: 500, phrase: '<b>\u0000'.repeat(500) }, false);
    expect(reason?.length).toBeLessThanOrEqual(200);
    expect(reason).not.toContain('\u0000');
  });
});
