import { describe, expect, it } from 'vitest';
import { blankScript } from './blank.ts';
import { checkScript, type FaultCode, type ScriptWorld } from './check.ts';
import type { AskNode, Condition, ScriptNode, TalkScript } from './script.ts';

const position = { x: 0, y: 0 };
const text = { en: 'Words.' };
const say = (id: string, next?: string, words = text): ScriptNode => ({
  kind: 'say',
  id,
  title: id,
  position,
  text: words,
  ...(next === undefined ? {} : { next }),
});
const ask = (id: string, fields: Partial<AskNode> = {}): AskNode => ({
  kind: 'ask',
  id,
  title: id,
  position,
  text,
  key: id,
  answer: { kind: 'yesNo' },
  required: true,
  next: 'end',
  ...fields,
});
const branch = (id: string, when: Condition, next = 'end', otherwise = 'end'): ScriptNode => ({
  kind: 'branch',
  id,
  title: id,
  position,
  cases: [{ when, next }],
  otherwise,
});
const act = (id: string, next: string): ScriptNode => ({
  kind: 'act',
  id,
  title: id,
  position,
  actions: [{ kind: 'addTag', tag: 'called' }],
  next,
});
const objection = (id: string, next: string): ScriptNode => ({
  kind: 'objection',
  id,
  title: id,
  position,
  label: text,
  text,
  next,
});
const back: ScriptNode = { kind: 'back', id: 'back', title: 'back', position };
const end: ScriptNode = { kind: 'end', id: 'end', title: 'end', position, text, outcome: 'agreed' };

const world: ScriptWorld = {
  outcomes: new Set(['agreed']),
  campaigns: new Set(),
  segments: new Set(['big']),
  stages: new Set(['new']),
};
const script = (...nodes: ScriptNode[]): TalkScript => ({
  languages: ['en'],
  start: nodes[0]?.id ?? 'none',
  nodes,
});
const faults = (given: TalkScript) =>
  checkScript(given, world).faults.map(({ code, nodeId, params }) => [code, nodeId, params] as const);
const codes = (given: TalkScript) => faults(given).map(([code, nodeId]) => `${code} ${nodeId ?? ''}`.trim());

describe('a template without faults', () => {
  it.each(['en', 'ru', 'uk'] as const)('is what a new one begins as, in %s', (language) => {
    expect(checkScript(blankScript(language), world)).toEqual({
      faults: [],
      warnings: [{ code: 'endWithoutOutcome', nodeId: 'end', params: {} }],
    });
  });

  it('has questions, objections with a way back, branches, and a loop in which the operator can leave', () => {
    const whole = script(
      ask('more', { answer: { kind: 'yesNo', yes: 'again' } }),
      say('again', 'more'),
      branch('known', { kind: 'answer', key: 'more', comparison: 'is', value: 'yes' }),
      objection('price', 'back'),
      back,
      objection('rude', 'known'),
      end,
    );
    expect(checkScript(whole, world)).toEqual({ faults: [], warnings: [] });
  });
});

describe('ways', () => {
  const wrong: Array<[FaultCode, string, TalkScript]> = [
    ['startMissing', '', { ...script(say('a', 'end'), objection('o', 'a'), end), start: 'gone' }],
    ['duplicateStep', 'a', script(say('a', 'end'), say('a', 'end'), end)],
    ['danglingLink', 'a', script(say('a', 'gone'))],
    ['deadEnd', 'a', script(say('a'))],
    ['unreachable', 'lost', script(say('a', 'end'), end, say('lost', 'end'))],
    [
      'endlessLoop',
      'b',
      script(
        say('a', 'b'),
        branch('b', { kind: 'field', field: 'name', comparison: 'known' }, 'c'),
        act('c', 'b'),
        end,
      ),
    ],
    ['neverEnds', 'a', script(say('a', 'b'), say('b', 'a'))],
    ['backOutside', 'back', script(say('a', 'back'), back)],
    [
      'objectionNeverReturns',
      'o',
      script(say('a', 'end'), end, objection('o', 'x'), say('x', 'y'), say('y', 'x')),
    ],
  ];
  it.each(wrong)('tells %s at "%s" and nothing else', (code, nodeId, given) => {
    expect(codes(given)).toEqual([`${code} ${nodeId}`.trim()]);
  });

  it('asks a way of each answer that the question itself does not lead on', () => {
    const options = [
      { id: 'x', label: text, next: 'end' },
      { id: 'y', label: text },
    ];
    const choice = (required: boolean, next?: string) =>
      script(ask('q', { answer: { kind: 'one', options }, required, next }), end);
    expect(faults(choice(true))).toEqual([['deadEnd', 'q', { port: 'option:y' }]]);
    expect(faults(choice(false))).toEqual([['deadEnd', 'q', { port: 'next' }]]);
    expect(faults(choice(true, 'end'))).toEqual([]);
  });

  it('sees that an objection reached by a plain link has nowhere to go back to', () => {
    expect(codes(script(say('a', 'o'), objection('o', 'back'), back))).toEqual(['backOutside back']);
  });
});

describe('questions and conditions', () => {
  const options = [{ id: 'x', label: text }];
  it.each<[string, Partial<AskNode>]>([
    ['no option', { answer: { kind: 'one', options: [] } }],
    ['more demanded than offered', { answer: { kind: 'several', options, min: 2 } }],
    ['no whole number between', { answer: { kind: 'number', min: 1.2, max: 1.8, whole: true } }],
    ['an upside-down scale', { answer: { kind: 'scale', from: 5, to: 1 } }],
  ])('of which nobody gets out: %s', (_, fields) => {
    expect(codes(script(ask('q', fields), end))).toEqual(['noAnswerPossible q']);
    // Not required: it can be passed.
    expect(codes(script(ask('q', { ...fields, required: false }), end))).toEqual([]);
  });

  it('with one key must be of one type', () => {
    const money = (currency: string) => ({ kind: 'money', currency }) as const;
    const two = (first: AskNode['answer'], second: AskNode['answer']) =>
      script(ask('a', { key: 'k', answer: first, next: 'b' }), ask('b', { key: 'k', answer: second }), end);
    expect(codes(two(money('EUR'), money('UAH')))).toEqual(['keyOfTwoTypes b']);
    expect(codes(two(money('EUR'), { kind: 'yesNo' }))).toEqual(['keyOfTwoTypes b']);
    expect(codes(two(money('EUR'), money('EUR')))).toEqual([]);
    const other = two({ kind: 'one', options }, { kind: 'one', options: [{ id: 'y', label: text }] });
    expect(checkScript(other, world).warnings).toMatchObject([{ code: 'otherOptions', nodeId: 'b' }]);
  });

  it.each<[FaultCode, Condition]>([
    ['unknownKey', { kind: 'answer', key: 'nobody', comparison: 'known' }],
    ['unknownOption', { kind: 'answer', key: 'choice', comparison: 'is', value: 'z' }],
    ['valueMissing', { kind: 'answer', key: 'choice', comparison: 'is' }],
    ['unknownField', { kind: 'field', field: 'shoeSize' as 'name', comparison: 'known' }],
    ['unknownList', { kind: 'list', campaignId: 'gone' }],
    ['unknownSegment', { kind: 'segment', segmentId: 'gone' }],
    [
      'unknownKey',
      { kind: 'not', of: { kind: 'any', of: [{ kind: 'answer', key: 'k', comparison: 'known' }] } },
    ],
  ])('tells %s of a condition', (code, when) => {
    const choice = ask('choice', { answer: { kind: 'one', options }, next: 'b' });
    expect(faults(script(choice, branch('b', when), end))).toEqual([
      [code, 'b', expect.objectContaining({ part: 'case:0' })],
    ]);
  });

  it('does not fall over a condition that is deeper than any stack', () => {
    let when: Condition = { kind: 'list', campaignId: 'x' };
    for (let depth = 0; depth < 100_000; depth++) when = { kind: 'not', of: when };
    expect(codes(script(branch('b', when), end))).toEqual(['conditionTooDeep b']);
  });
});

describe('words', () => {
  it('must be there in every language of the template', () => {
    const given = { ...script(say('a', 'end'), end), languages: ['en', 'uk'] as const };
    expect(faults(given)).toEqual([
      ['textMissing', 'a', { part: 'text', language: 'uk' }],
      ['textMissing', 'end', { part: 'text', language: 'uk' }],
    ]);
    expect(codes({ ...given, languages: [] })).toEqual(['noLanguage']);
  });

  it.each([
    ['unknownPlace', '{{contact.shoeSize}}'],
    ['unknownPlace', '{{answer.nobody}}'],
    ['unclosedIf', '{{#if contact.name}}Hello'],
    ['unopenedIf', 'Hello{{/if}}'],
  ])('tells %s of "%s"', (code, words) => {
    expect(codes(script(say('a', 'end', { en: words }), end))).toEqual([`${code} a`]);
  });

  it('are looked at in actions too', () => {
    const filling: ScriptNode = {
      ...act('a', 'end'),
      kind: 'act',
      next: 'end',
      actions: [{ kind: 'fillField', field: 'needs', value: '{{answer.nobody}}' }],
    };
    expect(faults(script(filling, end))).toEqual([
      ['unknownPlace', 'a', { part: 'action:0', place: 'answer.nobody' }],
    ]);
  });
});

it('tells of deeds and ends that this firm does not have', () => {
  const deeds: ScriptNode = {
    ...act('a', 'end'),
    kind: 'act',
    next: 'end',
    actions: [
      { kind: 'setStage', stage: 'married' },
      { kind: 'toList', campaignId: 'gone' },
      { kind: 'fillField', field: 'shoeSize' as 'name', value: 'x' },
    ],
  };
  const given = script(deeds, { ...end, kind: 'end', text, outcome: 'eloped' });
  expect(codes(given)).toEqual(['unknownStage a', 'unknownList a', 'unknownField a', 'unknownOutcome end']);
});

it('answers for ten thousand steps in a row, and for ten thousand that go in a circle by themselves', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `s${index}`);
  const row = ids.map((id, index) => say(id, ids[index + 1] ?? 'end'));
  expect(checkScript(script(...row, end), world).faults).toEqual([]);
  const circle = ids.map((id, index) => act(id, ids[(index + 1) % ids.length] ?? ''));
  expect(codes(script(...circle))).toEqual(['endlessLoop s0', 'neverEnds s0']);
});
