import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PhoneAccount, PhoneFact } from '../../../shared/contract/phone.ts';
import type { Call } from '../../../shared/domain/call/call.ts';
import type { Fact } from '../../../shared/domain/call/fact.ts';
import { transition } from '../../../shared/domain/call/transition.ts';
import { createEngine } from './engine.ts';
import { FakePbx, FakeSocket } from './testing/fake-pbx.ts';

/**
 * Everything that can cross on a network, in any order. `call` picks one of those that have been; `ms` passes afterwards,
 * 0 for things that happen in the same moment.
 */
const THINGS = [
  'incoming',
  'dial',
  'answer',
  'decline',
  'hangUp',
  'hold',
  'resume',
  'mute',
  'transfer',
  'transferTo',
  'join',
  'part',
  'ring',
  'pickedUp',
  'ourAnswerTaken',
  'cancelled',
  'answeredElsewhere',
  'bye',
  'refused',
  'theyHold',
  'theyResume',
  'glare',
  'dialogGone',
  'silence',
  'referTaken',
  'referRefused',
  'wireDown',
  'wireUp',
  'microphoneRefused',
  'microphoneBack',
  'soundBroken',
  'soundMended',
] as const;
const happening = fc.record({
  what: fc.constantFrom(...THINGS),
  call: fc.nat(3),
  other: fc.nat(3),
  ms: fc.constantFrom(0, 0, 0, 1, 10, 150, 1_000, 3_000, 12_000),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** Plays a story, ends whatever is left, and returns what was stated. */
async function play(story: readonly Happening[]): Promise<{ facts: PhoneFact[]; pbx: FakePbx }> {
  // Of a story that failed before.
  vi.clearAllTimers();
  const facts: PhoneFact[] = [];
  const pbx = new FakePbx();
  const engine = createEngine(
    {
      account: ACCOUNT,
      microphone: pbx.microphone,
      audio: () => pbx.audioContext,
      listener: {
        fact: (fact) => facts.push(fact),
        registration() {},
        streams() {},
        voicemail() {},
        colleague() {},
        trace() {},
        note() {},
      },
    },
    pbx.createStack,
  );
  engine.start();
  await vi.advanceTimersByTimeAsync(10);
  const ids: string[] = [];
  for (const { what, call, other, ms } of story) {
    for (const { callId } of facts) if (!ids.includes(callId)) ids.push(callId);
    const id = ids[call % Math.max(1, ids.length)] ?? 'nobody';
    const otherId = ids[other % Math.max(1, ids.length)] ?? 'nobody';
    pbx.happen(what, call);
    const command = {
      dial: () => {
        const dialled = `dialled-${facts.length}-${ids.length}-${pbx.legs.length}`;
        return engine.dial(dialled, '102');
      },
      answer: () => engine.answer(id),
      decline: () => engine.decline(id),
      hangUp: () => engine.hangUp(id),
      hold: () => engine.hold(id, true),
      resume: () => engine.hold(id, false),
      mute: () => engine.mute(id, true),
      transfer: () => engine.transfer(id, '103'),
      transferTo: () => engine.transferTo(id, otherId),
      join: () => engine.join([id, otherId]),
      part: () => engine.part(id),
    }[what as string];
    command?.().catch(() => {});
    if (ms > 0) await vi.advanceTimersByTimeAsync(ms);
    else await Promise.resolve();
  }
  pbx.happen('wireUp', 0);
  await vi.advanceTimersByTimeAsync(5_000);
  for (const id of engine.liveCallIds) await engine.hangUp(id);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(engine.liveCallIds).toEqual([]);
  const stopping = engine.stop();
  await vi.advanceTimersByTimeAsync(2_000);
  await stopping;
  return { facts, pbx };
}

/** The life of a call, as the core sees it. */
function check(facts: readonly PhoneFact[]): void {
  const told = JSON.stringify(facts.map((fact) => [fact.callId.slice(-6), fact.kind]));
  for (const id of new Set(facts.map(({ callId }) => callId))) {
    const own = facts.filter(({ callId }) => callId === id);
    expect(
      own.map(({ kind }) => kind).filter((kind) => kind === 'incoming' || kind === 'dialing'),
      told,
    ).toHaveLength(1);
    expect(
      own.filter(({ kind }) => kind === 'ended'),
      told,
    ).toHaveLength(1);
    expect(own.at(-1)?.kind, told).toBe('ended');
    let call: Call | undefined;
    for (const fact of own) {
      const next = transition(call, fact as Fact);
      // 180 and then 183: the second brings sound with it, and changes nothing else.
      if (fact.kind === 'progress' && 'ignored' in next && next.ignored === 'duplicate') continue;
      expect(next, `${fact.kind} in ${told}`).not.toHaveProperty('ignored');
      if ('call' in next) call = next.call;
    }
    expect(call?.state).toBe('ended');
  }
}

const ACCOUNT: PhoneAccount = {
  id: 'a',
  engine: 'jssip',
  server: 'ws://pbx.test',
  login: '101',
  password: 'p',
  domain: 'pbx.test',
  displayName: '',
  iceServers: [],
  dtmf: 'rfc4733',
  iceTimeoutMs: 1_000,
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('every call, whatever crosses whatever', () => {
  it('begins once, ends once, in an order that can be, and leaves no microphone and no timer behind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 40 }), async (story) => {
        const { facts, pbx } = await play(story);
        check(facts);
        expect(pbx.openMicrophones).toEqual([]);
        expect(vi.getTimerCount()).toBe(0);
      }),
      { numRuns: 500 },
    );
  }, 120_000);

  it('holds for two calls in the same moment, of which one is answered while the other is cancelled', async () => {
    const now = (what: Happening['what'], call: number): Happening => ({ what, call, other: 0, ms: 0 });
    const { facts } = await play([
      now('incoming', 0),
      now('incoming', 0),
      now('answer', 0),
      now('cancelled', 1),
      now('answeredElsewhere', 0),
      now('ourAnswerTaken', 0),
    ]);
    check(facts);
    expect(facts.filter(({ kind }) => kind === 'ended').map((fact) => 'cause' in fact && fact.cause)).toEqual(
      ['cancelled', 'answeredElsewhere'],
    );
  });
});
