import { describe, expect, it } from 'vitest';
import { blankScript } from '../domain/talk-script/blank.ts';
import { readScriptFile, type ScriptFile, writeScriptFile } from './script-file.ts';

const file: ScriptFile = {
  name: 'First contact',
  script: blankScript('uk'),
  testCases: [
    {
      id: 'straight',
      name: 'Straight to the end',
      facts: { contact: { name: 'Олена' }, me: { name: 'Я' }, today: '2026-11-27' },
      inputs: [{ kind: 'go' }],
      endsAt: 'end',
    },
  ],
};

/** The file with one place of it written otherwise. */
const written = (from: string | RegExp, to: string) => writeScriptFile(file).replace(from, to);
const faultsOf = (content: string) => {
  const reading = readScriptFile(content);
  return 'faults' in reading ? reading.faults : [];
};

it('comes back as it was, and is written the same again, whatever the order of keys in the program', () => {
  const text = writeScriptFile(file);
  const reading = readScriptFile(text);
  expect(reading).toEqual({ file, placed: true });
  const turned = JSON.parse(text, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value,
  ) as { steps: ScriptFile['script']['nodes'] };
  expect(writeScriptFile({ ...file, script: { ...file.script, nodes: turned.steps } })).toBe(text);
  expect(text.split('\n').slice(0, 4)).toEqual([
    '{',
    '  "kind": "ringdesk-script",',
    '  "format": 1,',
    '  "name": "First contact",',
  ]);
});

it('keeps the segment that a condition asks for, and takes nothing for one that could not be', () => {
  const segmentId = '01900000-0000-7000-8000-000000000001';
  const who = { id: 'who', title: 'Who', position: { x: 0, y: 0 } };
  const branch = {
    ...who,
    kind: 'branch' as const,
    cases: [{ when: { kind: 'segment' as const, segmentId }, next: 'end' }],
    otherwise: 'end',
  };
  const asking = { ...file, script: { ...file.script, nodes: [...file.script.nodes, branch] } };
  const text = writeScriptFile(asking);
  expect(readScriptFile(text)).toEqual({ file: asking, placed: true });
  expect(faultsOf(text.replace(segmentId, 'dealers'))).toMatchObject([
    { code: 'unfit', where: 'steps[2] "who" › cases[0] › when › segmentId' },
  ]);
});

it('may leave the places of the steps to the editor, and begin as Windows likes it', () => {
  const bare = JSON.parse(writeScriptFile(file)) as { steps: Array<{ position?: unknown }> };
  for (const step of bare.steps) delete step.position;
  expect(readScriptFile(`\uFEFF${JSON.stringify(bare)}`)).toMatchObject({ placed: false });
});

describe('a fault is told by its place', () => {
  it.each([
    ['notJson', '4:11', /"First contact"/, 'First contact'],
    ['notAScript', '', 'ringdesk-script', 'shopping-list'],
    ['newerFormat', 'format', '"format": 1', '"format": 2'],
    ['missing', 'steps[0] "greeting" › title', /"title": "Привітання",/, ''],
    ['unfit', 'steps[1] "end" › kind', '"kind": "end"', '"kind": "finish"'],
    ['unknownKey', 'steps[0] "greeting" › nxt', '"next"', '"nxt"'],
    ['unknownKey', 'author', '"name": "First contact"', '"name": "x", "author": "me"'],
    ['unfit', 'testCases[0] "straight" › inputs[0] › kind', '"kind": "go"', '"kind": "jump"'],
    ['missing', 'testCases[0] "straight" › endsAt', /"endsAt": "end",/, ''],
    ['unfit', 'languages[0]', /"languages": \[\s*"uk"/, '"languages": ["de"'],
  ])('%s at %s', (code, where, from, to) => {
    expect(faultsOf(written(from, to))).toMatchObject([{ code, where }]);
  });

  it('and its number when there are too many steps', () => {
    const many = { ...file.script, nodes: Array.from({ length: 2001 }, () => file.script.nodes[0]) };
    const text = writeScriptFile({ ...file, script: many as ScriptFile['script'] });
    expect(faultsOf(text)).toEqual([
      { code: 'tooManySteps', where: 'steps', params: { count: 2001, max: 2000 } },
    ]);
  });
});
