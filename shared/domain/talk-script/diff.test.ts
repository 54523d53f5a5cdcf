import { expect, it } from 'vitest';
import { blankScript } from './blank.ts';
import { diffScripts } from './diff.ts';
import type { ScriptNode, TalkScript } from './script.ts';

const script = blankScript('en');
const edit = (id: string, change: (node: ScriptNode) => ScriptNode): TalkScript => ({
  ...script,
  nodes: script.nodes.map((node) => (node.id === id ? change(node) : node)),
});

it('sees no change in a step that was only moved, or whose keys came in another order', () => {
  const moved = edit(
    'greeting',
    (node) =>
      Object.fromEntries(
        Object.entries({ ...node, position: { x: 500, y: 1 } }).reverse(),
      ) as unknown as ScriptNode,
  );
  expect(diffScripts(script, moved)).toEqual({ steps: [], links: [], parts: [] });
});

it('names the language of a text, and tells a way as a way', () => {
  const changed = edit('greeting', (node) => ({
    ...(node as Extract<ScriptNode, { kind: 'say' }>),
    text: { en: 'Good morning.', uk: 'Доброго ранку.' },
    next: undefined,
  }));
  expect(diffScripts(script, changed)).toEqual({
    steps: [
      { nodeId: 'greeting', title: 'Greeting', change: 'changed', parts: ['text.en', 'text.uk', 'ways'] },
    ],
    links: [{ from: 'greeting', port: 'next', was: 'end', now: undefined }],
    parts: [],
  });
});

it('tells what came and what went, and the same backwards', () => {
  const more: TalkScript = {
    languages: ['en', 'ru'],
    start: 'hello',
    nodes: [
      {
        kind: 'ask',
        id: 'hello',
        title: 'Hello',
        position: { x: 0, y: 0 },
        text: {},
        key: 'hello',
        answer: { kind: 'yesNo', yes: 'end' },
        required: true,
      },
      ...script.nodes.slice(1),
    ],
  };
  const there = diffScripts(script, more);
  expect(there).toMatchObject({
    steps: [
      { nodeId: 'hello', change: 'added' },
      { nodeId: 'greeting', change: 'removed' },
    ],
    parts: ['languages', 'start'],
  });
  expect(there.links).toEqual([
    { from: 'hello', port: 'yes', was: undefined, now: 'end' },
    { from: 'greeting', port: 'next', was: 'end', now: undefined },
  ]);
  expect(diffScripts(more, script).steps.map(({ change }) => change)).toEqual(['added', 'removed']);
});

it('does not take a way inside of an answer for a change of the answer', () => {
  const question = (yes: string | undefined): TalkScript => ({
    ...script,
    nodes: [
      {
        kind: 'ask',
        id: 'q',
        title: 'Q',
        position: { x: 0, y: 0 },
        text: {},
        key: 'q',
        answer: { kind: 'yesNo', yes },
        required: false,
        next: 'end',
      },
      ...script.nodes,
    ],
  });
  expect(diffScripts(question('end'), question(undefined)).steps).toMatchObject([{ parts: ['ways'] }]);
});
