import { describe, expect, test } from 'vitest';
import { annaCalls, call, consultCall, id, strangerCalls } from '../testing/sample.ts';
import {
  barState,
  type CallsState,
  companyOf,
  conference,
  consultOf,
  NO_CALLS,
  onCallChanged,
  onCallsLoaded,
  otherCalls,
  pairOf,
  primaryCall,
  ringingCall,
  subjectOf,
} from './calls-model.ts';

const answered = { state: 'talking', answeredAt: Date.now() } as const;
const held = { state: 'held', answeredAt: 1, hold: { operator: true, customer: false } } as const;
const wrapUp = { state: 'ended', endedAt: Date.now(), result: 'answered', wrapUp: 'open' } as const;
const shown = (state: CallsState): string | undefined => primaryCall(state)?.call.id;

describe('live calls', () => {
  test('a ring takes the free bar and leaves it when the caller gives up', () => {
    const ringing = onCallChanged(NO_CALLS, annaCalls(1), false);
    expect(barState(primaryCall(ringing))).toBe('ringing');
    const gone = onCallChanged(
      ringing,
      annaCalls(1, { state: 'ended', endedAt: Date.now(), result: 'missed' }),
      false,
    );
    expect(gone.calls).toEqual([]);
    expect(barState(primaryCall(gone))).toBe('free');
  });

  test('a talk keeps the bar while another call rings, and the ring is what F2 answers', () => {
    const talking = onCallChanged(NO_CALLS, annaCalls(1, answered), false);
    const both = onCallChanged(talking, strangerCalls(2), false);
    expect(shown(both)).toBe(id(1));
    expect(otherCalls(both).map((live) => live.call.id)).toEqual([id(2)]);
    expect(ringingCall(both)?.call.id).toBe(id(2));
  });

  test('a ring comes before an open wrap-up, unless the operator is typing there', () => {
    const open = onCallChanged(NO_CALLS, annaCalls(1, wrapUp), false);
    expect(shown(onCallChanged(open, strangerCalls(2), false))).toBe(id(2));
    const typing = onCallChanged(open, strangerCalls(2), true);
    expect(shown(typing)).toBe(id(1));
    expect(typing.waiting).toEqual(new Set([id(2)]));
    const taken = onCallChanged(typing, strangerCalls(2, answered), false);
    expect(shown(taken)).toBe(id(2));
    expect(taken.waiting.size).toBe(0);
  });

  test('the answered one of two calls has the bar, the held one is a chip', () => {
    const first = onCallChanged(NO_CALLS, annaCalls(1, held), false);
    const both = onCallChanged(first, strangerCalls(2, answered), false);
    expect(shown(both)).toBe(id(2));
    expect(otherCalls(both)[0]?.call.id).toBe(id(1));
  });

  test('what the operator chose stays in front until another call is answered', () => {
    const both = onCallChanged(onCallChanged(NO_CALLS, annaCalls(1, wrapUp), false), strangerCalls(2), false);
    const chosen = { ...both, chosenId: id(1) };
    expect(shown(chosen)).toBe(id(1));
    expect(shown(onCallChanged(chosen, strangerCalls(2, answered), false))).toBe(id(2));
  });

  test('an event without the card keeps the card of the same customer, and only of the same', () => {
    const ringing = onCallChanged(NO_CALLS, annaCalls(1), false);
    const { call: later } = annaCalls(1, answered);
    expect(primaryCall(onCallChanged(ringing, { call: later }, false))?.card).toBeDefined();
    const other = { ...later, contactId: id(77) };
    expect(primaryCall(onCallChanged(ringing, { call: other }, false))?.card).toBeUndefined();
  });

  test('after a reconnection the list of the core replaces everything', () => {
    const before = { ...onCallChanged(NO_CALLS, annaCalls(1), true), chosenId: id(1) };
    const after = onCallsLoaded(before, [
      strangerCalls(2),
      { call: call(3, { state: 'ended', wrapUp: 'done' }) },
    ]);
    expect(after.calls.map((live) => live.call.id)).toEqual([id(2)]);
    expect(after.chosenId).toBeUndefined();
    expect(after.waiting.size).toBe(0);
  });
});

describe('two calls and more', () => {
  const desk = (...calls: ReturnType<typeof annaCalls>[]) => onCallsLoaded(NO_CALLS, calls);
  const ids = (calls: readonly { id: string }[]) => calls.map((one) => one.id);

  test('a question knows its talk from both sides, and the card is the customer’s', () => {
    const asking = desk(annaCalls(1, held), consultCall(2, id(1)));
    expect(shown(asking)).toBe(id(2));
    const swapped = desk(annaCalls(1, answered), consultCall(2, id(1), held));
    expect(shown(swapped)).toBe(id(1));
    for (const state of [asking, swapped]) {
      expect(consultOf(state)).toMatchObject({ talk: { id: id(1) }, question: { id: id(2) } });
      expect(companyOf(state)).toBe('consult');
      const primary = primaryCall(state);
      expect(primary && subjectOf(state, primary).call.id).toBe(id(1));
    }
  });

  test('an ended question is none, and neither is one whose customer hung up', () => {
    const over = { state: 'ended', endedAt: 2, result: 'answered', wrapUp: 'open' } as const;
    expect(consultOf(desk(annaCalls(1, held), consultCall(2, id(1), over)))).toBeUndefined();
    expect(consultOf(desk(annaCalls(1, over), consultCall(2, id(1))))).toBeUndefined();
    expect(consultOf(desk(consultCall(2, id(1))))).toBeUndefined();
  });

  test('a pair is two talks; what rings, is dialled or is over is none', () => {
    expect(pairOf(desk(annaCalls(1, answered), strangerCalls(2, held)))).toMatchObject({
      here: { id: id(1) },
      there: { id: id(2) },
    });
    for (const change of [{}, { state: 'dialing' }, wrapUp] as const) {
      expect(pairOf(desk(annaCalls(1, answered), strangerCalls(2, change)))).toBeUndefined();
    }
  });

  test('of three, the one that the question is about makes the pair', () => {
    const state = desk(strangerCalls(3, held), annaCalls(1, held), consultCall(2, id(1)));
    expect(pairOf(state)?.there.id).toBe(id(1));
  });

  test('who is in the conference is no other call; who is not, is', () => {
    const joined = { ...answered, joined: true } as const;
    const state = desk(
      annaCalls(1, { ...joined, startedAt: 1 }),
      consultCall(2, id(1), { ...joined, startedAt: 2 }),
      strangerCalls(3, { ...held, startedAt: 3 }),
    );
    expect(companyOf(state)).toBe('conference');
    expect(ids(conference(state))).toEqual([id(1), id(2)]);
    expect(ids(otherCalls(state).map((live) => live.call))).toEqual([id(3)]);
    expect(consultOf(state)).toBeUndefined();
  });

  test('one that is left of a conference is a talk like any other', () => {
    expect(companyOf(desk(annaCalls(1, { ...answered, joined: true })))).toBe('alone');
  });
});
