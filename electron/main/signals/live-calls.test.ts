import { describe, expect, it } from 'vitest';
import type { CallView } from '../../../shared/contract/calls.ts';
import { drawIcon } from './icon.ts';
import {
  describeCaller,
  fromList,
  noCalls,
  plain,
  ringing,
  talking,
  withCall,
  withoutMarkup,
} from './live-calls.ts';

const view = (id: string, change: Partial<CallView> = {}) =>
  ({
    id,
    direction: 'inbound',
    state: 'ringing',
    remote: { number: '0441234567', displayName: '', anonymous: false },
    identity: { reading: { kind: 'e164', e164: '+380441234567', display: '044 123 45 67' }, matches: [] },
    ...change,
  }) as CallView;
const live = (call: CallView) => ({ call });

describe('what goes on now', () => {
  it('rings in the order of the calls, and stops when they are over', () => {
    const calls = fromList([
      live(view('a')),
      live(view('b')),
      live(view('c', { direction: 'outbound', state: 'dialing' })),
    ]);
    expect(ringing(calls).map(({ id }) => id)).toEqual(['a', 'b']);
    const after = withCall(
      withCall(calls, live(view('a', { state: 'talking' }))),
      live(view('b', { state: 'ended' })),
    );
    expect(ringing(after)).toEqual([]);
    expect(talking(after)?.id).toBe('a');
    expect(withCall(noCalls, live(view('z', { state: 'ended' }))).size).toBe(0);
  });
  it('a talk goes before a held one', () => {
    const calls = fromList([live(view('h', { state: 'held' })), live(view('t', { state: 'talking' }))]);
    expect(talking(calls)?.id).toBe('t');
  });
});

describe('who it is', () => {
  it('the customer, then the caller’s own words, then the number, then nothing', () => {
    const name = (change: Partial<CallView>) => describeCaller(view('a', change), 'withheld');
    expect(name({ contactName: 'Anna', organisationName: 'Firm' })).toEqual({
      name: 'Anna',
      organisation: 'Firm',
      number: '044 123 45 67',
    });
    expect(name({ remote: { number: '1', displayName: 'Front desk', anonymous: false } }).name).toBe(
      'Front desk',
    );
    expect(name({})).toEqual({ name: '044 123 45 67', organisation: '', number: '' });
    expect(name({ identity: { reading: { kind: 'anonymous' }, matches: [] } }).name).toBe('withheld');
    expect(name({ identity: { reading: { kind: 'internal', extension: '201' }, matches: [] } }).name).toBe(
      '201',
    );
  });
  it('is one short line without what the eye does not see', () => {
    expect(plain('a\u202eb\u0000c\nd\u200b')).toBe('a b c d');
    expect([...plain('😀'.repeat(200))]).toHaveLength(80);
    expect(withoutMarkup('<b>A&B</b>')).not.toMatch(/[<>&]/);
  });
});

it('the icon has a different picture for each state', () => {
  const pictures = (['ready', 'offline', 'ringing', 'talking'] as const).map((state) =>
    drawIcon(state, 16).toString('hex'),
  );
  expect(new Set(pictures).size).toBe(4);
  expect(drawIcon('ready', 16)).toHaveLength(16 * 16 * 4);
});
