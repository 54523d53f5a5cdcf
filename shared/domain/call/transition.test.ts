import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALL_RESULTS, type Call, heldMs, isLive, ringMs, talkMs } from './call.ts';
import type { Fact, FactBody } from './fact.ts';
import { type Effect, transition } from './transition.ts';

const remote = { number: '+442079460101', displayName: 'Emma', anonymous: false };
const incoming: FactBody = { kind: 'incoming', accountId: 'a', remote };
const dialing: FactBody = { kind: 'dialing', accountId: 'a', remote };

/** Plays facts 1 s apart from t = 1000; returns the last call and all effects. */
function play(...bodies: FactBody[]) {
  let call: Call | undefined;
  const effects: Effect[] = [];
  const ignored: string[] = [];
  bodies.forEach((body, index) => {
    const result = transition(call, { ...body, callId: 'c', at: (index + 1) * 1000 });
    if ('ignored' in result) ignored.push(result.ignored);
    else {
      call = result.call;
      effects.push(...result.effects);
    }
  });
  if (!call) throw new Error('no call');
  return { call, effects, ignored };
}

const hangup = (by: 'operator' | 'customer'): FactBody => ({ kind: 'ended', cause: 'hangup', by });

describe('an inbound call', () => {
  it('rings, is answered, held, resumed and ended', () => {
    const { call, effects } = play(
      incoming,
      { kind: 'answered', by: 'operator' },
      { kind: 'held', by: 'operator' },
      { kind: 'resumed', by: 'operator' },
      hangup('customer'),
    );
    expect(call).toMatchObject({ state: 'ended', answeredAt: 2000, endedAt: 5000, heldMs: 1000 });
    expect(call.end).toEqual({ result: 'answered', cause: 'hangup', by: 'customer' });
    expect(effects).toEqual(['identify', 'startRecording', 'finishRecording', 'wrapUp']);
    expect([ringMs(call, 9e9), talkMs(call, 9e9), heldMs(call, 9e9)]).toEqual([1000, 3000, 1000]);
  });

  it('counts a hold that the end cut off', () => {
    expect(
      play(
        incoming,
        { kind: 'answered', by: 'operator' },
        { kind: 'held', by: 'customer' },
        hangup('customer'),
      ).call.heldMs,
    ).toBe(1000);
  });

  it('is held until the last of the two resumes', () => {
    const { call } = play(
      incoming,
      { kind: 'answered', by: 'operator' },
      { kind: 'held', by: 'operator' },
      { kind: 'held', by: 'customer' },
      { kind: 'resumed', by: 'operator' },
    );
    expect(call.state).toBe('held');
    expect(heldMs(call, 5000)).toBe(2000);
  });

  it.each([
    ['cancelled', 'customer', 'missed'],
    ['noAnswer', 'network', 'missed'],
    ['networkLost', 'network', 'missed'],
    ['answeredElsewhere', 'customer', 'answeredElsewhere'],
    ['declined', 'operator', 'declined'],
    ['busy', 'operator', 'declined'],
    ['microphoneRefused', 'operator', 'failed'],
  ] as const)('%s by %s is counted as %s and leaves nothing to wrap up', (cause, by, result) => {
    const { call, effects } = play(incoming, { kind: 'ended', cause, by });
    expect(call.end?.result).toBe(result);
    expect(effects).toEqual(['identify']);
  });
});

describe('an outbound call', () => {
  it.each([
    ['busy', 'customer', 'busy'],
    ['declined', 'customer', 'declined'],
    ['noAnswer', 'network', 'noAnswer'],
    ['cancelled', 'operator', 'cancelled'],
    ['notFound', 'network', 'failed'],
    ['networkLost', 'network', 'failed'],
  ] as const)('%s by %s is counted as %s and is wrapped up', (cause, by, result) => {
    const { call, effects } = play(
      dialing,
      { kind: 'progress', sipCode: 180, earlyMedia: false },
      { kind: 'ended', cause, by },
    );
    expect(call.end?.result).toBe(result);
    expect(call.progressAt).toBe(2000);
    expect(effects).toEqual(['identify', 'wrapUp']);
  });
});

describe('late and strange facts', () => {
  it('never reopen or reword an end', () => {
    const { call, ignored } = play(
      incoming,
      { kind: 'ended', cause: 'cancelled', by: 'customer' },
      { kind: 'answered', by: 'operator' },
      hangup('operator'),
    );
    expect(call.end?.result).toBe('missed');
    expect(ignored).toEqual(['alreadyEnded', 'alreadyEnded']);
  });

  it('let a phone that came back have its call again, with a hold across the gap', () => {
    const { call, effects } = play(
      incoming,
      { kind: 'answered', by: 'operator' },
      { kind: 'held', by: 'operator' },
      { kind: 'interrupted' },
      { kind: 'reclaimed' },
      { kind: 'resumed', by: 'operator' },
    );
    expect(call).toMatchObject({ state: 'talking', heldMs: 3000 });
    expect(call.end).toBeUndefined();
    expect(effects.filter((effect) => effect === 'startRecording')).toHaveLength(2);
  });

  it('let a firm end replace an assumed one', () => {
    const { call } = play(
      incoming,
      { kind: 'answered', by: 'operator' },
      { kind: 'interrupted' },
      hangup('customer'),
    );
    expect(call).toMatchObject({ endedAt: 4000, end: { result: 'answered', cause: 'hangup' } });
  });

  it('with a clock that ran backwards do not make the holds longer than the talk', () => {
    const told: [number, FactBody][] = [
      [0, incoming],
      [0, { kind: 'answered', by: 'operator' }],
      [0, { kind: 'held', by: 'operator' }],
      [9000, { kind: 'resumed', by: 'operator' }],
      [4000, { kind: 'held', by: 'customer' }],
      [9000, { kind: 'ended', cause: 'hangup', by: 'customer' }],
    ];
    let call: Call | undefined;
    for (const [at, body] of told) {
      const result = transition(call, { ...body, callId: 'c', at });
      if ('call' in result) call = result.call;
    }
    expect(call).toMatchObject({ answeredAt: 0, endedAt: 9000, heldMs: 9000 });
  });

  it('about a call that nobody knows are ignored', () => {
    expect(transition(undefined, { callId: 'c', at: 1, kind: 'muted' })).toEqual({ ignored: 'unknownCall' });
  });
});

const side = fc.constantFrom('operator' as const, 'customer' as const);
const anyBody: fc.Arbitrary<FactBody> = fc.oneof(
  fc.constant(incoming),
  fc.constant(dialing),
  fc.record({
    kind: fc.constant('progress' as const),
    sipCode: fc.constantFrom(180, 183),
    earlyMedia: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('answered' as const), by: side }),
  fc.record({ kind: fc.constantFrom('held' as const, 'resumed' as const), by: side }),
  fc.record({ kind: fc.constantFrom('muted' as const, 'unmuted' as const) }),
  fc.record({ kind: fc.constant('toneSent' as const), tone: fc.constant('5') }),
  fc.record({ kind: fc.constant('transferred' as const), target: fc.constant('102') }),
  fc.record({
    kind: fc.constant('ended' as const),
    cause: fc.constantFrom('hangup' as const, 'cancelled' as const, 'busy' as const, 'networkLost' as const),
    by: fc.constantFrom('operator' as const, 'customer' as const, 'network' as const),
  }),
  fc.record({ kind: fc.constantFrom('interrupted' as const, 'reclaimed' as const) }),
);
const anyFacts: fc.Arbitrary<Fact[]> = fc.array(
  fc.tuple(anyBody, fc.integer({ min: 0, max: 100_000 })).map(([body, at]) => ({ ...body, callId: 'c', at })),
  { maxLength: 30 },
);

describe('in every order of facts, with every clock', () => {
  it('a call stays sound', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        let call: Call | undefined;
        for (const fact of facts) {
          const before = call;
          const result = transition(call, fact);
          if ('ignored' in result) continue;
          call = result.call;
          expect(isLive(call)).toBe(call.end === undefined);
          expect(call.endedAt === undefined).toBe(isLive(call));
          if (call.end) expect(CALL_RESULTS).toContain(call.end.result);
          expect(call.heldMs).toBeGreaterThanOrEqual(0);
          expect(talkMs(call, 0)).toBeGreaterThanOrEqual(0);
          expect(heldMs(call, call.endedAt ?? 100_000)).toBeLessThanOrEqual(
            Math.max(talkMs(call, 100_000), 0),
          );
          // An answer is for ever: no fact makes an answered call an unanswered one.
          if (before?.answeredAt !== undefined) expect(call.answeredAt).toBe(before.answeredAt);
          if (before && !isLive(before)) expect(before.end?.cause).toBe('interrupted');
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('a fact said twice changes nothing the second time', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        let once: Call | undefined;
        let twice: Call | undefined;
        for (const fact of facts) {
          const a = transition(once, fact);
          if ('call' in a) once = a.call;
          for (const _ of [1, 2]) {
            const b = transition(twice, fact);
            if ('call' in b) twice = b.call;
          }
        }
        expect(twice).toEqual(once);
      }),
    );
  });
});
