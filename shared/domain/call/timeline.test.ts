import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Fact, FactBody } from './fact.ts';
import { TIMELINE_KINDS, timeline } from './timeline.ts';

const T = 1_000_000;
const remote = { number: '+442079460101', displayName: '', anonymous: false };
const story = (...facts: Array<[at: number, fact: FactBody]>) =>
  timeline(facts.map(([at, fact]): Fact => ({ ...fact, callId: 'k', at: T + at }))).map(
    ({ at, kind, params }) => [at - T, kind, params],
  );
const rings: [number, FactBody] = [0, { kind: 'incoming', accountId: 'a', remote }];
const dials: [number, FactBody] = [0, { kind: 'dialing', accountId: 'a', remote }];
const taken: [number, FactBody] = [4200, { kind: 'answered', by: 'operator' }];

describe('the story of a call', () => {
  it('tells ringing, answer, hold with its length, and who hung up', () => {
    expect(
      story(
        rings,
        taken,
        [10_000, { kind: 'held', by: 'operator' }],
        [105_000, { kind: 'resumed', by: 'operator' }],
        [110_000, { kind: 'ended', cause: 'hangup', by: 'customer', sipCode: 200 }],
      ),
    ).toEqual([
      [0, 'rang', { number: '+442079460101' }],
      [4200, 'answeredByOperator', { seconds: 4.2 }],
      [10_000, 'heldByOperator', {}],
      [105_000, 'resumedByOperator', { time: '1:35' }],
      [110_000, 'endedByCustomer', { sipCode: 200 }],
    ]);
  });

  it('keeps the holds of both sides apart', () => {
    const told = story(
      rings,
      taken,
      [10_000, { kind: 'held', by: 'operator' }],
      [12_000, { kind: 'held', by: 'customer' }],
      [20_000, { kind: 'resumed', by: 'operator' }],
      [42_000, { kind: 'resumed', by: 'customer' }],
    );
    expect(told.slice(-2)).toEqual([
      [20_000, 'resumedByOperator', { time: '0:10' }],
      [42_000, 'resumedByCustomer', { time: '0:30' }],
    ]);
  });

  it('tells a reconnection in one line, with the silence that outlasted it', () => {
    const told = story(
      rings,
      taken,
      [10_000, { kind: 'signalLost' }],
      [10_100, { kind: 'soundLost' }],
      [11_800, { kind: 'signalBack' }],
      [12_200, { kind: 'soundBack' }],
    );
    expect(told.slice(2)).toEqual([[11_800, 'reconnectedSilent', { seconds: 1.8, silence: 2.1 }]]);
  });

  it('tells a reconnection that nobody heard, and a silence of its own', () => {
    const told = story(
      rings,
      taken,
      [10_000, { kind: 'signalLost' }],
      [10_900, { kind: 'signalBack' }],
      [20_000, { kind: 'soundLost' }],
      [23_000, { kind: 'soundBack' }],
    );
    expect(told.slice(2)).toEqual([
      [10_900, 'reconnected', { seconds: 0.9 }],
      [23_000, 'soundBack', { seconds: 3 }],
    ]);
  });

  it('tells what never came back', () => {
    const told = story(
      rings,
      taken,
      [10_000, { kind: 'signalLost' }],
      [30_000, { kind: 'soundLost' }],
      [60_000, { kind: 'ended', cause: 'networkLost', by: 'network' }],
    );
    expect(told.slice(2)).toEqual([
      [10_000, 'connectionLost', {}],
      [30_000, 'soundLost', {}],
      [60_000, 'endedNetworkLost', {}],
    ]);
    const stillSilent = story(
      rings,
      taken,
      [10_000, { kind: 'signalLost' }],
      [10_000, { kind: 'soundLost' }],
      [12_000, { kind: 'signalBack' }],
    );
    expect(stillSilent.slice(2)).toEqual([[12_000, 'reconnectedStillSilent', { seconds: 2 }]]);
  });

  it('counts tones and never says which', () => {
    const tone = (at: number, digits: string): [number, FactBody] => [at, { kind: 'toneSent', tone: digits }];
    const told = story(
      dials,
      [1000, { kind: 'answered', by: 'customer' }],
      tone(5000, '4'),
      tone(5200, '711'),
      [6000, { kind: 'muted' }],
      tone(7000, '9,'),
      [66_000, { kind: 'unmuted' }],
    );
    expect(told.slice(2)).toEqual([
      [5000, 'tones', { count: 4 }],
      [6000, 'muted', {}],
      [7000, 'tones', { count: 1 }],
      [66_000, 'unmuted', { time: '1:00' }],
    ]);
    expect(JSON.stringify(told)).not.toContain('711');
  });

  it('tells to whom the customer went, and of a conference', () => {
    const told = story(
      rings,
      taken,
      [10_000, { kind: 'joined' }],
      [40_000, { kind: 'parted' }],
      [50_000, { kind: 'transferred', target: '204' }],
      [50_100, { kind: 'ended', cause: 'hangup', by: 'operator' }],
    );
    expect(told.slice(2)).toEqual([
      [10_000, 'joined', {}],
      [40_000, 'parted', { time: '0:30' }],
      [50_000, 'transferred', { target: '204' }],
      [50_100, 'endedByOperator', {}],
    ]);
  });

  it.each([
    [rings, 'cancelled', 'customer', 'gaveUp'],
    [rings, 'declined', 'operator', 'declinedByOperator'],
    [rings, 'answeredElsewhere', 'network', 'endedAnsweredElsewhere'],
    [rings, 'doNotDisturb', 'operator', 'endedDoNotDisturb'],
    [rings, 'forwarded', 'operator', 'endedForwarded'],
    [dials, 'cancelled', 'operator', 'cancelledByOperator'],
    [dials, 'busy', 'customer', 'endedBusy'],
    [dials, 'declined', 'customer', 'declinedByCustomer'],
    [dials, 'noAnswer', 'network', 'endedNoAnswer'],
    [dials, 'hangup', 'network', 'endedByNetwork'],
  ] as const)('%j that ended as %s by %s', (begin, cause, by, kind) => {
    expect(story([...begin], [9000, { kind: 'ended', cause, by }]).at(-1)).toEqual([9000, kind, {}]);
  });

  it('does not tell an interruption that was taken back', () => {
    const mistaken = story(
      rings,
      taken,
      [9000, { kind: 'interrupted' }],
      [15_000, { kind: 'ended', cause: 'hangup', by: 'customer' }],
    );
    expect(mistaken.map(([, kind]) => kind)).toEqual(['rang', 'answeredByOperator', 'endedByCustomer']);
    const lost = story(rings, taken, [9000, { kind: 'interrupted' }]);
    expect(lost.at(-1)).toEqual([9000, 'interrupted', {}]);
  });

  it.each(['en', 'ru', 'uk'])('has a sentence for every line in %s', (language) => {
    const path = new URL(`../../../renderer/i18n/${language}/calls.json`, import.meta.url);
    const { timeline: sentences } = JSON.parse(readFileSync(path, 'utf8')) as {
      timeline: Record<string, string>;
    };
    const known = new Set(Object.keys(sentences).map((key) => key.replace(/_(one|few|many|other)$/, '')));
    expect(TIMELINE_KINDS.filter((kind) => !known.has(kind))).toEqual([]);
  });
});
