import { expect, it } from 'vitest';
import { blankScript } from './blank.ts';
import { holds, segmentsIn } from './condition.ts';
import type { Condition, ScriptFacts, TalkScript } from './script.ts';

const facts: ScriptFacts = { contact: {}, me: { name: 'Olena' }, segments: ['dealers'], today: '2026-11-27' };
const dealers: Condition = { kind: 'segment', segmentId: 'dealers' };
const others: Condition = { kind: 'segment', segmentId: 'others' };

it('knows the segments of a customer, and none of one who is not known', () => {
  expect(holds(dealers, {}, facts)).toBe(true);
  expect(holds(others, {}, facts)).toBe(false);
  expect(holds({ kind: 'not', of: others }, {}, facts)).toBe(true);
  const { segments: _, ...unknown } = facts;
  expect(holds(dealers, {}, unknown)).toBe(false);
});

it('names each segment that a script asks for once, however deep', () => {
  const blank = blankScript('en');
  let deep: Condition = others;
  for (let n = 0; n < 100_000; n += 1) deep = { kind: 'not', of: deep };
  const script: TalkScript = {
    ...blank,
    nodes: [
      ...blank.nodes,
      {
        kind: 'branch',
        id: 'who',
        title: '',
        position: { x: 0, y: 0 },
        cases: [
          { when: { kind: 'any', of: [dealers, { kind: 'not', of: others }, dealers] } },
          { when: deep },
        ],
      },
    ],
  };
  expect(segmentsIn(script)).toEqual(['dealers', 'others']);
  expect(segmentsIn(blank)).toEqual([]);
});
