import { describe, expect, it } from 'vitest';
import { BUILT_IN_OUTCOMES } from '../../outcome/outcome.ts';
import { checkScript } from '../../talk-script/check.ts';
import { SCRIPT_LANGUAGES, type ScriptNode } from '../../talk-script/script.ts';
import { runTestCase, untested } from '../../talk-script/test-case.ts';
import { SAMPLE_SCRIPTS } from './samples.ts';

const NODE_KINDS: ReadonlyArray<ScriptNode['kind']> = [
  'act',
  'ask',
  'back',
  'branch',
  'end',
  'objection',
  'say',
];
const every = SAMPLE_SCRIPTS.flatMap((sample) => SCRIPT_LANGUAGES.map((language) => ({ sample, language })));

describe.each(every)('$sample.key in $language', ({ sample, language }) => {
  const script = sample.script(language);
  const cases = sample.cases(language);

  it('has no fault and no warning', () => {
    const world = { outcomes: new Set(BUILT_IN_OUTCOMES), stages: new Set(['interested', 'refused']) };
    expect(checkScript(script, world)).toEqual({ faults: [], warnings: [] });
  });

  it('passes its own test cases, which come to every step and so to every kind of step', () => {
    const results = cases.map((test) => runTestCase(script, test));
    for (const [index, { difference }] of results.entries())
      expect(difference, cases[index]?.id).toBeUndefined();
    expect(untested(script, results)).toEqual([]);
    const kinds = new Set(script.nodes.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(NODE_KINDS);
  });

  it('draws no two steps in one place', () => {
    const places = script.nodes.map(({ position: { x, y } }) => `${x} ${y}`);
    expect(new Set(places).size).toBe(places.length);
  });
});

it('asks every kind of question, and has objections to try the cold call with', () => {
  const [first] = SAMPLE_SCRIPTS;
  const nodes = first?.script('en').nodes ?? [];
  expect(nodes.length).toBeGreaterThanOrEqual(20);
  const questions = new Set(nodes.flatMap((node) => (node.kind === 'ask' ? [node.answer.kind] : [])));
  expect([...questions].sort()).toEqual([
    'date',
    'money',
    'number',
    'one',
    'scale',
    'several',
    'text',
    'yesNo',
  ]);
  expect(nodes.filter(({ kind }) => kind === 'objection').map(({ id }) => id)).toEqual([
    'tooDear',
    'noTime',
    'sendEmail',
    'haveSupplier',
    'whoAreYou',
    'neverCall',
  ]);
});
