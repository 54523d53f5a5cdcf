import { describe, expect, it } from 'vitest';
import { begin, type MadeMove, madeMove, replay, step, type TalkState } from './interpreter.ts';
import { isRefused } from './refusal.ts';
import type { AnswerValue, ScriptFacts, ScriptInput, ScriptNode, TalkScript } from './script.ts';

const position = { x: 0, y: 0 };
const text = { en: 'words' };
const base = (id: string) => ({ id, title: id, position });
const say = (id: string, next?: string): ScriptNode => ({ ...base(id), kind: 'say', text, next });
const end = (id: string, outcome?: string): ScriptNode => ({ ...base(id), kind: 'end', text, outcome });
const script = (...nodes: ScriptNode[]): TalkScript => ({
  languages: ['en'],
  start: nodes[0]?.id ?? '',
  nodes,
});
const facts: ScriptFacts = { contact: {}, me: { name: 'Ann' }, today: '2026-11-27' };
const go: ScriptInput = { kind: 'go' };
const answer = (value: AnswerValue): ScriptInput => ({ kind: 'answer', value });
const open = (nodeId: string): ScriptInput => ({ kind: 'objection', nodeId });

function talk(of: TalkScript, inputs: readonly ScriptInput[], known = facts): TalkState {
  let state = begin(of, known);
  for (const input of inputs) {
    if (isRefused(state)) throw new Error(state.refused);
    state = step(of, state, input, known);
  }
  if (isRefused(state)) throw new Error(state.refused);
  return state;
}

const sales = script(
  say('hello', 'size'),
  {
    ...base('size'),
    kind: 'ask',
    text,
    key: 'size',
    required: true,
    fills: 'headCount',
    answer: { kind: 'number', min: 1, whole: true },
    next: 'big',
  },
  {
    ...base('big'),
    kind: 'branch',
    cases: [{ when: { kind: 'answer', key: 'size', comparison: 'more', value: '50' }, next: 'note' }],
    otherwise: 'agree',
  },
  { ...base('note'), kind: 'act', actions: [{ kind: 'addTag', tag: 'big' }], next: 'agree' },
  {
    ...base('agree'),
    kind: 'ask',
    text,
    key: 'agree',
    required: false,
    answer: { kind: 'yesNo', yes: 'good', no: 'bad' },
    next: 'bad',
  },
  end('good', 'agreed'),
  end('bad', 'refused'),
  { ...base('price'), kind: 'objection', label: text, text, next: 'return' },
  { ...base('time'), kind: 'objection', label: text, text, next: 'return' },
  { ...base('return'), kind: 'back' },
);
const size = (number: number) => answer({ kind: 'number', number });
const yes = answer({ kind: 'yesNo', yes: true });

describe('a talk', () => {
  it('goes by answers, conditions and actions to an outcome', () => {
    const state = talk(sales, [go, size(60), yes]);
    expect(state).toEqual({
      at: 'good',
      ended: true,
      answers: { size: { kind: 'number', number: 60 }, agree: { kind: 'yesNo', yes: true } },
      path: ['hello', 'size', 'big', 'note', 'agree', 'good'],
      returnTo: [],
      acts: ['note'],
      outcome: 'agreed',
    });
    expect(talk(sales, [go, size(5), go])).toMatchObject({ at: 'bad', acts: [], outcome: 'refused' });
  });

  it('returns from objections to where they were opened, one within the other, with its answers', () => {
    const open2 = [go, size(60), open('price'), open('time')];
    expect(talk(sales, open2)).toMatchObject({ at: 'time', returnTo: ['agree', 'price'] });
    expect(talk(sales, [...open2, go])).toMatchObject({ at: 'price', returnTo: ['agree'] });
    const back = talk(sales, [...open2, go, go]);
    expect(back).toMatchObject({ at: 'agree', returnTo: [] });
    expect(back.answers).toEqual(talk(sales, [go, size(60)]).answers);
  });

  it('hears an objection at the very end, which is an end no longer', () => {
    const state = talk(sales, [go, size(5), yes, open('price')]);
    expect(state).toMatchObject({ at: 'price', ended: false });
    expect(state).not.toHaveProperty('outcome');
    expect(talk(sales, [go, size(5), yes, open('price'), go])).toMatchObject({ at: 'good', ended: true });
  });

  it('says why it does not go on, and stays', () => {
    const at = (inputs: ScriptInput[]) => talk(sales, inputs);
    expect(step(sales, at([go]), go, facts)).toEqual({ refused: 'answerRequired' });
    expect(step(sales, at([go]), size(0), facts)).toEqual({ refused: 'tooSmall', limit: 1 });
    expect(step(sales, at([go]), yes, facts)).toEqual({ refused: 'wrongKind' });
    expect(step(sales, at([]), yes, facts)).toEqual({ refused: 'notAQuestion' });
    expect(step(sales, at([]), open('size'), facts)).toEqual({ refused: 'noSuchObjection' });
    expect(step(sales, at([open('price')]), open('price'), facts)).toEqual({ refused: 'objectionOpen' });
    expect(step(sales, at([go, size(5), yes]), go, facts)).toEqual({ refused: 'ended' });
  });

  it('goes on from an answered question by its answer', () => {
    const again = script(
      { ...sales.nodes[4], id: 'agree', kind: 'ask' } as ScriptNode,
      { ...base('good'), kind: 'say', text, next: 'agree' },
      end('bad'),
    );
    expect(talk(again, [yes, go, go]).path).toEqual(['agree', 'good', 'agree', 'good']);
  });
});

describe('a faulty script', () => {
  it.each<[string, TalkScript, string]>([
    ['no start', { ...sales, start: 'gone' }, 'missingStep'],
    ['no steps', { languages: ['en'], start: 'a', nodes: [] }, 'missingStep'],
    [
      'a circle of passed steps',
      script(
        { ...base('a'), kind: 'act', actions: [], next: 'b' },
        { ...base('b'), kind: 'branch', cases: [], otherwise: 'a' },
      ),
      'goesInCircles',
    ],
    ['a branch without a way', script({ ...base('a'), kind: 'branch', cases: [] }), 'leadsNowhere'],
    ['a return from nowhere', script({ ...base('a'), kind: 'back' }), 'nothingToReturnTo'],
  ])('does not begin: %s', (_, faulty, reason) => {
    expect(begin(faulty, facts)).toEqual({ refused: reason });
  });

  it('stays where it is when the next step is gone or was never named', () => {
    const deadEnd = script(say('a'));
    expect(step(deadEnd, talk(deadEnd, []), go, facts)).toEqual({ refused: 'leadsNowhere' });
    const gone = script(say('a', 'gone'));
    expect(step(gone, talk(gone, []), go, facts)).toEqual({ refused: 'missingStep' });
  });

  it('lets nobody choose an option that was deleted', () => {
    const options = [{ id: 'a', label: text }];
    const asks = script(
      {
        ...base('q'),
        kind: 'ask',
        text,
        key: 'q',
        required: true,
        answer: { kind: 'one', options },
        next: 'e',
      },
      end('e'),
    );
    expect(step(asks, talk(asks, []), answer({ kind: 'one', option: 'b' }), facts)).toEqual({
      refused: 'unknownOption',
    });
  });

  it('passes ten thousand steps on the way of one move', () => {
    const acts = Array.from(
      { length: 10_000 },
      (_, i): ScriptNode => ({ ...base(`a${i}`), kind: 'act', actions: [], next: `a${i + 1}` }),
    );
    const long = script(say('s', 'a0'), ...acts, end('a10000'));
    expect(talk(long, [go])).toMatchObject({ at: 'a10000', ended: true });
  });
});

describe('a replay', () => {
  /** Asks for the field that decides whether it is asked at all. */
  const asksOnce = script(
    say('hello', 'known'),
    {
      ...base('known'),
      kind: 'branch',
      cases: [{ when: { kind: 'field', field: 'email', comparison: 'known' }, next: 'bye' }],
      otherwise: 'email',
    },
    {
      ...base('email'),
      kind: 'ask',
      text,
      key: 'email',
      required: true,
      fills: 'email',
      answer: { kind: 'text', maxLength: 100, lines: 'one' },
      next: 'bye',
    },
    end('bye'),
  );
  const filled: ScriptFacts = { ...facts, contact: { email: 'ann@example.org' } };

  it('goes the way that the talk went, whatever the facts have become', () => {
    const moves: MadeMove[] = [];
    let state = talk(asksOnce, []);
    for (const input of [go, answer({ kind: 'text', text: 'ann@example.org' })]) {
      const next = step(asksOnce, state, input, facts);
      if (isRefused(next)) throw new Error(next.refused);
      moves.push(madeMove(state, input, next));
      state = next;
    }
    expect(replay(asksOnce, moves, filled)).toEqual(state);
    // Back to the question, although a talk that begins now would not ask it.
    expect(replay(asksOnce, moves.slice(0, 1), filled)).toMatchObject({ at: 'email' });
    expect(talk(asksOnce, [go], filled)).toMatchObject({ at: 'bye' });
  });

  it('keeps an answer that would come too late today', () => {
    const asks = script(
      {
        ...base('day'),
        kind: 'ask',
        text,
        key: 'day',
        required: true,
        answer: { kind: 'date', notBefore: 'today' },
        next: 'e',
      },
      end('e'),
    );
    const moves: MadeMove[] = [
      {
        nodeId: 'day',
        input: answer({ kind: 'date', date: '2026-11-27' }),
        way: ['e'],
      },
    ];
    expect(replay(asks, moves, { ...facts, today: '2026-12-24' })).toMatchObject({ at: 'e' });
  });

  it('refuses moves that do not fit the script instead of throwing', () => {
    expect(replay(sales, [{ nodeId: 'gone', input: go, way: ['hello'] }], facts)).toEqual({
      refused: 'missingStep',
    });
    expect(replay(sales, [{ nodeId: 'hello', input: go, way: ['gone'] }], facts)).toEqual({
      refused: 'missingStep',
    });
    expect(replay(sales, [{ nodeId: 'hello', input: yes }], facts)).toEqual({ refused: 'notAQuestion' });
  });
});
