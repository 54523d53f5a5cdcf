import { describe, expect, test } from 'vitest';
import { AGENT } from '../testing/sample-agent.ts';
import { findColleagues, standingOf } from './agent.tsx';

describe('where an agent stands', () => {
  test('the weightiest is said: nothing rings at all, then elsewhere, then later', () => {
    const everything = {
      ...AGENT,
      doNotDisturb: true,
      forwardTo: '102',
      pausedFor: 'Lunch',
      inQueues: false,
    };
    expect(standingOf(everything)).toBe('doNotDisturb');
    expect(standingOf({ ...everything, doNotDisturb: false })).toBe('forwarded');
    const { forwardTo: _to, ...here } = { ...everything, doNotDisturb: false };
    expect(standingOf(here)).toBe('paused');
    const { pausedFor: _for, ...working } = here;
    expect(standingOf(working)).toBe('outOfQueues');
    expect(standingOf({ ...working, inQueues: true })).toBe('available');
  });

  test('who never asked for a queue is not outside of one', () => {
    const { inQueues: _, ...neverAsked } = AGENT;
    expect(standingOf(neverAsked)).toBe('available');
  });

  test('a PBX without queues leaves nobody outside of them', () => {
    const { can } = AGENT;
    expect(standingOf({ ...AGENT, inQueues: false, can: { ...can, queues: false } })).toBe('available');
  });
});

test('colleagues are found by any part of the name, and by the beginning of the extension', () => {
  const found = (text: string) => findColleagues(AGENT.colleagues, text).map(({ extension }) => extension);
  expect(found('')).toHaveLength(AGENT.colleagues.length);
  expect(found('bond')).toEqual(['102']);
  expect(found('MAK bon')).toEqual(['102']);
  expect(found('10')).toEqual(['102', '103', '104', '105']);
  expect(found('02')).toEqual([]);
});
