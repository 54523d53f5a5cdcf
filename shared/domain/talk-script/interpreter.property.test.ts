import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeAnswer } from './answer.ts';
import { nodeOf, waits } from './graph.ts';
import { begin, type MadeMove, madeMove, replay, step, type TalkState } from './interpreter.ts';
import { readAnswer } from './read-answer.ts';
import { isRefused } from './refusal.ts';
import {
  type AnswerType,
  type AnswerValue,
  type Condition,
  READABLE_FIELDS,
  type ScriptFacts,
  type ScriptInput,
  type ScriptNode,
  type TalkScript,
} from './script.ts';
import { renderTemplate, textProblems } from './text.ts';

/** Few ids, so that ways meet, circle and lead to steps that are not there. */
const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const id = fc.constantFrom(...IDS, 'gone');
const way = fc.option(id, { nil: undefined, freq: 6 });
const key = fc.constantFrom('size', 'budget', 'constructor');
const option = fc.constantFrom('o1', 'o2', 'o3');
const words = fc.constantFrom({ en: 'Words' }, { ru: 'Слова' }, {});
const limit = fc.option(fc.integer({ min: -5, max: 5 }), { nil: undefined });

const options = fc.uniqueArray(fc.record({ id: option, label: words, next: way }), {
  selector: (one) => one.id,
  minLength: 1,
});
const answerType: fc.Arbitrary<AnswerType> = fc.oneof(
  fc.record({ kind: fc.constant('one' as const), options }),
  fc.record({ kind: fc.constant('several' as const), options, min: limit, max: limit }),
  fc.record({ kind: fc.constant('yesNo' as const), yes: way, no: way }),
  fc.record({ kind: fc.constant('number' as const), min: limit, max: limit, whole: fc.boolean() }),
  fc.record({ kind: fc.constant('money' as const), currency: fc.constantFrom('EUR', 'JPY'), min: limit }),
  fc.record({ kind: fc.constant('date' as const), notBefore: fc.constantFrom('today' as const, undefined) }),
  fc.record({
    kind: fc.constant('text' as const),
    maxLength: fc.integer({ min: 1, max: 9 }),
    lines: fc.constant('one' as const),
  }),
  fc.record({
    kind: fc.constant('scale' as const),
    from: fc.constant(0),
    to: fc.integer({ min: 0, max: 10 }),
  }),
);
const answerValue: fc.Arbitrary<AnswerValue> = fc.oneof(
  fc.record({ kind: fc.constant('one' as const), option }),
  fc.record({ kind: fc.constant('several' as const), options: fc.array(option, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('yesNo' as const), yes: fc.boolean() }),
  fc.record({
    kind: fc.constant('number' as const),
    number: fc.oneof(fc.integer({ min: -6, max: 6 }), fc.double()),
  }),
  fc.record({
    kind: fc.constant('money' as const),
    minor: fc.integer({ min: -6, max: 600 }),
    currency: fc.constantFrom('EUR', 'JPY'),
  }),
  fc.record({
    kind: fc.constant('date' as const),
    date: fc.constantFrom('2026-11-27', '2026-02-30', '2026-11-26', ''),
  }),
  fc.record({ kind: fc.constant('text' as const), text: fc.string({ maxLength: 12 }) }),
  fc.record({ kind: fc.constant('scale' as const), step: fc.integer({ min: -1, max: 11 }) }),
);

const comparison = fc.constantFrom(
  'is' as const,
  'isNot' as const,
  'includes' as const,
  'less' as const,
  'more' as const,
  'known' as const,
  'unknown' as const,
);
const value = fc.constantFrom('1', 'o1', 'yes', 'Kyiv', undefined);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    fc.record({ kind: fc.constant('answer' as const), key, comparison, value }),
    fc.record({
      kind: fc.constant('field' as const),
      field: fc.constantFrom(...READABLE_FIELDS),
      comparison,
      value,
    }),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('condition'), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
  ),
}));

const base = { id, title: fc.constant(''), position: fc.constant({ x: 0, y: 0 }) };
const node: fc.Arbitrary<ScriptNode> = fc.oneof(
  fc.record({ ...base, kind: fc.constant('say' as const), text: words, next: way }),
  fc.record({
    ...base,
    kind: fc.constant('ask' as const),
    text: words,
    key,
    answer: answerType,
    required: fc.boolean(),
    next: way,
  }),
  fc.record({
    ...base,
    kind: fc.constant('branch' as const),
    cases: fc.array(fc.record({ when: condition, next: way }), { maxLength: 3 }),
    otherwise: way,
  }),
  fc.record({ ...base, kind: fc.constant('act' as const), actions: fc.constant([]), next: way }),
  fc.record({ ...base, kind: fc.constant('objection' as const), label: words, text: words, next: way }),
  fc.record({ ...base, kind: fc.constant('back' as const) }),
  fc.record({
    ...base,
    kind: fc.constant('end' as const),
    text: words,
    outcome: fc.constantFrom('agreed', undefined),
  }),
);
const script: fc.Arbitrary<TalkScript> = fc.record({
  languages: fc.constant(['en' as const]),
  start: id,
  nodes: fc.array(node, { minLength: 1, maxLength: 12 }),
});
const facts: fc.Arbitrary<ScriptFacts> = fc.record({
  contact: fc.constantFrom({}, { region: 'Kyiv', email: 'a@b.example' }, { tags: 'one, 1' }),
  me: fc.constant({ name: 'Ann' }),
  today: fc.constant('2026-11-27'),
});
const input: fc.Arbitrary<ScriptInput> = fc.oneof(
  fc.record({ kind: fc.constant('go' as const) }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('answer' as const), value: answerValue }) },
  fc.record({ kind: fc.constant('objection' as const), nodeId: id }),
);
const inputs = fc.array(input, { maxLength: 25 });

/** The talk after each move that was not refused, the beginning first; none when the script does not begin. */
function led(of: TalkScript, all: readonly ScriptInput[], known: ScriptFacts) {
  const first = begin(of, known);
  const states: TalkState[] = isRefused(first) ? [] : [first];
  const moves: MadeMove[] = [];
  for (const one of all) {
    const state = states.at(-1);
    if (!state) break;
    const next = step(of, state, one, known);
    if (isRefused(next)) continue;
    moves.push(madeMove(state, one, next));
    states.push(next);
  }
  return { states, moves };
}

const runs = { numRuns: 2_000 };

describe('whatever the script and whatever is done in it', () => {
  it('stands at a step that waits, or says why not', () => {
    fc.assert(
      fc.property(script, inputs, facts, (of, all, known) => {
        for (const state of led(of, all, known).states) {
          const at = nodeOf(of, state.at);
          expect(at && waits(at)).toBe(true);
          expect(state.ended).toBe(at?.kind === 'end');
          expect(state.path.at(-1)).toBe(state.at);
        }
      }),
      runs,
    );
  });

  it('comes to the same state back and forward', () => {
    fc.assert(
      fc.property(script, inputs, facts, fc.nat(25), (of, all, known, steps) => {
        const { states, moves } = led(of, all, known);
        fc.pre(states.length > 0);
        const back = Math.max(0, moves.length - steps);
        expect(replay(of, moves.slice(0, back), known)).toEqual(states[back]);
        let state = states[back] as TalkState;
        for (const move of moves.slice(back)) {
          const next = step(of, state, move.input, known);
          if (isRefused(next)) throw new Error(next.refused);
          state = next;
        }
        expect(state).toEqual(states.at(-1));
      }),
      runs,
    );
  });

  it('resumes where it was broken off, though the facts are others by then', () => {
    fc.assert(
      fc.property(script, inputs, facts, facts, (of, all, known, later) => {
        const { states, moves } = led(of, all, known);
        fc.pre(moves.length > 0);
        const kept = JSON.parse(JSON.stringify({ of, moves })) as { of: TalkScript; moves: MadeMove[] };
        const { at, answers, returnTo, outcome } = states.at(-1) as TalkState;
        expect(replay(kept.of, kept.moves, known)).toEqual(states.at(-1));
        expect(replay(kept.of, kept.moves, later)).toMatchObject({
          at,
          answers: JSON.parse(JSON.stringify(answers)),
          returnTo,
          ...(outcome === undefined ? {} : { outcome }),
        });
      }),
      runs,
    );
  });

  it('keeps the answers over an objection, and returns to the step that it came from', () => {
    fc.assert(
      fc.property(script, inputs, facts, (of, all, known) => {
        const nodes: ScriptNode[] = [
          ...of.nodes.filter((one) => one.id !== 'price' && one.id !== 'return'),
          {
            id: 'price',
            title: '',
            position: { x: 0, y: 0 },
            kind: 'objection',
            label: {},
            text: {},
            next: 'return',
          },
          { id: 'return', title: '', position: { x: 0, y: 0 }, kind: 'back' },
        ];
        const withPrice = { ...of, nodes };
        const before = led(withPrice, all, known).states.at(-1);
        fc.pre(before !== undefined);
        const objecting = step(withPrice, before, { kind: 'objection', nodeId: 'price' }, known);
        if (isRefused(objecting)) throw new Error(objecting.refused);
        const after = step(withPrice, objecting, { kind: 'go' }, known);
        if (isRefused(after)) throw new Error(after.refused);
        const { path: _, ...rest } = before;
        expect(after).toMatchObject(rest);
      }),
      runs,
    );
  });
});

describe('whatever is typed', () => {
  const typed = fc.oneof(fc.string(), fc.stringMatching(/^[\d .,kтm€/-]{0,12}$/));
  const language = fc.constantFrom('en' as const, 'ru' as const, 'uk' as const);

  it('becomes an answer that fits, or a reason', () => {
    fc.assert(
      fc.property(answerType, typed, language, (type, text, tongue) => {
        const value = readAnswer(type, text, tongue, '2026-11-27');
        if (!isRefused(value)) expect(value.kind).toBe(type.kind);
      }),
      runs,
    );
  });

  it('is read again from what is written of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), language, (minor, tongue) => {
        const money: AnswerValue = { kind: 'money', minor, currency: 'EUR' };
        const type: AnswerType = { kind: 'money', currency: 'EUR' };
        expect(readAnswer(type, writeAnswer(money, tongue, type), tongue, '2026-11-27')).toEqual(money);
      }),
      runs,
    );
  });

  it('renders as text, whole and in order, whatever braces stand in it', () => {
    const template = fc
      .array(
        fc.constantFrom(
          '{{contact.region}}',
          '{{#if answer.size}}',
          '{{else}}',
          '{{/if}}',
          '{{',
          '}}',
          'words',
          '<b>',
          '|',
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(template, facts, (text, known) => {
        const scope = {
          script: { languages: [], start: '', nodes: [] },
          language: 'en' as const,
          facts: known,
          answers: {},
        };
        const segments = renderTemplate(text, scope);
        expect(segments.every(({ kind, text: part }) => kind === 'missing' || part !== '')).toBe(true);
        if (!text.includes('{{')) expect(segments.map((one) => one.text).join('')).toBe(text);
        textProblems(text, new Set());
      }),
      runs,
    );
  });
});
