import { describe, expect, it } from 'vitest';
import type { PhoneFact } from '../../../shared/contract/phone.ts';
import { CallBoard } from '../call-board.ts';
import { signalFor } from './ring-rule.ts';
import { envelope, roundOf, SIGNALS, samplesOf } from './ringtone.ts';

const remote = { number: '1', displayName: '', anonymous: false };
const incoming = (callId: string): PhoneFact => ({ callId, at: 1, kind: 'incoming', accountId: 'a', remote });
const dialing = (callId: string): PhoneFact => ({ callId, at: 1, kind: 'dialing', accountId: 'a', remote });
const answered = (callId: string): PhoneFact => ({ callId, at: 2, kind: 'answered', by: 'operator' });
const ended = (callId: string): PhoneFact => ({
  callId,
  at: 3,
  kind: 'ended',
  cause: 'hangup',
  by: 'customer',
});

/** What sounds after each of these. */
function soundsAfter(...steps: (PhoneFact | ((board: CallBoard) => void))[]) {
  const board = new CallBoard();
  return steps.map((step) => {
    if (typeof step === 'function') step(board);
    else board.apply(step);
    return signalFor(board.ringing) ?? 'silence';
  });
}

describe('what sounds', () => {
  it('rings until the call is answered, ended or silenced', () => {
    expect(soundsAfter(incoming('a'), answered('a'), ended('a'))).toEqual(['ring', 'silence', 'silence']);
    expect(soundsAfter(incoming('a'), ended('a'))).toEqual(['ring', 'silence']);
    expect(soundsAfter(incoming('a'), (board) => board.silence('a'))).toEqual(['ring', 'silence']);
  });

  it('beeps softly for a second call, and rings for it when the first is over', () => {
    expect(soundsAfter(incoming('a'), answered('a'), incoming('b'), ended('a'), answered('b'))).toEqual([
      'ring',
      'silence',
      'waiting',
      'ring',
      'silence',
    ]);
  });

  it('rings for a second call while the first is on hold', () => {
    const held: PhoneFact = { callId: 'a', at: 3, kind: 'held', by: 'operator' };
    expect(soundsAfter(incoming('a'), answered('a'), held, incoming('b')).at(-1)).toBe('ring');
  });

  it('a silenced call does not silence the next one', () => {
    expect(soundsAfter(incoming('a'), (board) => board.silence('a'), incoming('b')).at(-1)).toBe('ring');
  });

  it('lets the operator hear the other phone ring, unless the PBX does', () => {
    const ringing: PhoneFact = { callId: 'a', at: 2, kind: 'progress', sipCode: 180, earlyMedia: false };
    expect(soundsAfter(dialing('a'), ringing, answered('a'))).toEqual(['silence', 'ringback', 'silence']);
    expect(soundsAfter(dialing('a'), { ...ringing, sipCode: 183, earlyMedia: true }).at(-1)).toBe('silence');
  });
});

describe('the signals', () => {
  it('are as long as their cadence, within full scale, and begin and end without a click', () => {
    for (const cadence of Object.values(SIGNALS)) {
      const samples = samplesOf(cadence, 8_000);
      expect(samples.length).toBe(Math.round(roundOf(cadence) * 8_000));
      expect(Math.max(...samples)).toBeLessThanOrEqual(1);
      expect(Math.max(...samples)).toBeGreaterThan(0.05);
      expect(samples[0]).toBe(0);
      expect(Math.abs(samples.at(-1) ?? 1)).toBe(0);
    }
  });

  it('sound when they must and are silent between', () => {
    expect(envelope(SIGNALS.ring, 0.2)).toBe(1);
    expect(envelope(SIGNALS.ring, 0.5)).toBe(0);
    expect(envelope(SIGNALS.ring, 0.8)).toBe(1);
    expect(envelope(SIGNALS.ring, 1.5)).toBe(0);
  });
});
