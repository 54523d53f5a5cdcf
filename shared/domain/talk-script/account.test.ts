import { describe, expect, it } from 'vitest';
import { type AccountRun, accountOf, type HeardRecording, momentOf } from './account.ts';
import { madeMove, replay, step } from './interpreter.ts';
import { isRefused } from './refusal.ts';
import type { ScriptInput, ScriptMove, ScriptNode, TalkScript } from './script.ts';

const base = (id: string) => ({ id, title: id, position: { x: 0, y: 0 } });
const text = { en: 'Words' };
const script: TalkScript = {
  languages: ['en'],
  start: 'hello',
  nodes: [
    { ...base('hello'), kind: 'say', text, next: 'size' },
    {
      ...base('size'),
      kind: 'ask',
      ...{ text, key: 'size', required: false, answer: { kind: 'number', whole: true }, next: 'bye' },
    },
    { ...base('bye'), kind: 'end', text },
    { ...base('price'), kind: 'objection', label: text, text, next: 'return' },
    { ...base('return'), kind: 'back' },
  ] satisfies ScriptNode[],
};
const facts = { contact: {}, me: { name: 'Olena' }, today: '2026-11-27' };
const go: ScriptInput = { kind: 'go' };
const size = (number: number): ScriptInput => ({ kind: 'answer', value: { kind: 'number', number } });

/** A talk that begins at `startedAt`, a second for each input. */
function runOf(
  inputs: readonly ScriptInput[],
  startedAt = 0,
  before: readonly ScriptMove[] = [],
): AccountRun {
  const moves: ScriptMove[] = [...before];
  for (const [at, input] of inputs.entries()) {
    const state = replay(script, moves, facts);
    const after = isRefused(state) ? state : step(script, state, input, facts);
    if (isRefused(state) || isRefused(after)) throw new Error('refused');
    moves.push({ ...madeMove(state, input, after), at: startedAt + (at + 1) * 1_000 });
  }
  return { callId: `call ${startedAt}`, startedAt, facts, moves, takenBack: [] };
}
const told = (run: AccountRun, earlier: readonly AccountRun[] = []) =>
  accountOf(script, run, earlier).map(({ node, kind, takenBack, from, to }) => [
    `${node.id} ${kind}${takenBack ? ' back' : ''}`,
    from,
    to,
  ]);

describe('an account', () => {
  it('tells each step from when it came to when it was left, objections, and where the talk stands', () => {
    const run = runOf([go, { kind: 'objection', nodeId: 'price' }, go, size(3)]);
    expect(told(run)).toEqual([
      ['hello said', 0, 1_000],
      ['size objected', 1_000, 2_000],
      ['price said', 2_000, 3_000],
      ['size answered', 3_000, 4_000],
      ['bye stands', 4_000, undefined],
    ]);
  });

  it('tells a question that was left open, and one that kept its answer', () => {
    expect(told(runOf([go, go])).map(([words]) => words)).toContain('size skipped');
    const again = { nodeId: 'size', input: go, way: ['bye'], at: 9_000 };
    const run = runOf([go, size(3)]);
    const steps = accountOf(script, { ...run, moves: [...run.moves, again] });
    expect(steps[2]).toMatchObject({ kind: 'answered', answer: { number: 3 } });
  });

  it('keeps what was taken back, in its place, and lets the step come again from there', () => {
    const first = runOf([go, size(3)]);
    const [hello, answered] = first.moves;
    if (!hello || !answered) throw new Error('two moves');
    const better = { ...answered, input: size(5), at: 6_000 };
    const run = { ...first, moves: [hello, better], takenBack: [{ move: answered, at: 4_000 }] };
    expect(told(run)).toEqual([
      ['hello said', 0, 1_000],
      ['size answered back', 1_000, 2_000],
      ['size answered', 4_000, 6_000],
      ['bye stands', 6_000, undefined],
    ]);
  });

  it('gives each step to the call in which it was made', () => {
    const first = runOf([go]);
    const second = runOf([size(3)], 60_000, first.moves);
    const steps = accountOf(script, second, [first]);
    expect(steps.map(({ node, callId, from }) => [node.id, callId, from])).toEqual([
      ['hello', 'call 0', 0],
      ['size', 'call 60000', 60_000],
      ['bye', 'call 60000', 61_000],
    ]);
  });

  it('tells an answer of the earlier call that was taken back in this one where it was given', () => {
    const first = runOf([go, size(3)]);
    const [hello, answered] = first.moves;
    if (!hello || !answered) throw new Error('two moves');
    const second = {
      ...runOf([], 60_000),
      moves: [hello],
      takenBack: [{ move: answered, at: 62_000 }],
    };
    const steps = accountOf(script, second, [first]);
    expect(steps.map(({ node, callId, takenBack, from }) => [node.id, callId, takenBack, from])).toEqual([
      ['hello', 'call 0', false, 0],
      ['size', 'call 0', true, 1_000],
      ['size', 'call 60000', false, 62_000],
    ]);
  });
});

describe('the moment of a step', () => {
  const recording: HeardRecording = {
    id: 'sound',
    state: 'finished',
    startedAt: 10_000,
    durationMs: 20_000,
    silences: [{ fromMs: 5_000, toMs: 8_000, because: 'network' }],
  };
  const of = (from: number, to?: number, change: Partial<HeardRecording> = {}) =>
    momentOf({ from, to }, [{ ...recording, ...change }]);

  it('is where it came, or where the recording begins', () => {
    expect(of(12_000, 13_000)).toEqual({ kind: 'heard', recordingId: 'sound', atMs: 2_000 });
    expect(of(8_000, 13_000)).toEqual({ kind: 'heard', recordingId: 'sound', atMs: 0 });
    expect(of(29_999)).toMatchObject({ kind: 'heard' });
  });

  it('is none before the recording, after it, and without one', () => {
    expect([of(1_000, 9_000), of(30_000), momentOf({ from: 0 }, [])]).toEqual([
      { kind: 'none' },
      { kind: 'none' },
      { kind: 'none' },
    ]);
  });

  it('begins where lost sound came back, and says so when it did not', () => {
    expect(of(16_000, 19_000)).toEqual({ kind: 'heard', recordingId: 'sound', atMs: 8_000 });
    expect(of(16_000, 17_000)).toEqual({ kind: 'silent', atMs: 6_000 });
    const toTheEnd = { silences: [{ fromMs: 5_000, toMs: 20_000, because: 'network' as const }] };
    expect(of(16_000, undefined, toTheEnd)).toEqual({ kind: 'silent', atMs: 6_000 });
  });

  it('is of the recording that ran then: a call that was reclaimed has several', () => {
    const later = { ...recording, id: 'later', startedAt: 40_000 };
    const find = (from: number) => momentOf({ from, to: from + 500 }, [recording, later]);
    expect(find(12_000)).toMatchObject({ recordingId: 'sound' });
    expect(find(41_000)).toMatchObject({ recordingId: 'later', atMs: 1_000 });
    expect(find(35_000)).toEqual({ kind: 'none' });
  });

  it('tells a file that is still written from one that is broken', () => {
    const { durationMs: _, ...open } = recording;
    expect(momentOf({ from: 12_000 }, [{ ...open, state: 'recording' }])).toEqual({ kind: 'still' });
    expect(of(12_000, 13_000, { state: 'failed' })).toEqual({ kind: 'broken' });
  });
});
