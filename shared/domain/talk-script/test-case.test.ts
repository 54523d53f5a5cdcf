import { expect, it } from 'vitest';
import { blankScript } from './blank.ts';
import { runTestCase, untested } from './test-case.ts';

const script = blankScript('en');
const test = {
  facts: { contact: {}, me: { name: 'Olena' }, today: '2026-11-27' },
  inputs: [{ kind: 'go' as const }],
  endsAt: 'end',
};

it('passes where it was to lead', () => {
  expect(runTestCase(script, test)).toEqual({ path: ['greeting', 'end'] });
});

it('says at which input it did not go on, and why', () => {
  expect(runTestCase(script, { ...test, inputs: [{ kind: 'go' }, { kind: 'go' }] })).toMatchObject({
    difference: { kind: 'stopped', input: 1, at: 'end', refused: { refused: 'ended' } },
  });
  expect(runTestCase({ ...script, start: 'gone' }, test)).toMatchObject({
    difference: { kind: 'stopped', input: -1, at: 'gone' },
  });
});

it('says where it came instead, and with which outcome', () => {
  expect(runTestCase(script, { ...test, inputs: [] }).difference).toEqual({
    kind: 'elsewhere',
    expected: 'end',
    at: 'greeting',
  });
  expect(runTestCase(script, { ...test, outcome: 'agreed' }).difference).toEqual({
    kind: 'otherOutcome',
    expected: 'agreed',
    outcome: undefined,
  });
});

it('knows the steps that no case came to', () => {
  expect(untested(script, [{ path: ['greeting'] }])).toEqual(['end']);
});
