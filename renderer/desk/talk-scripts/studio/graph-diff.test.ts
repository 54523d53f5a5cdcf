import { expect, it } from 'vitest';
import { blankScript } from '../../../../shared/domain/talk-script/blank.ts';
import type { ScriptNode, TalkScript } from '../../../../shared/domain/talk-script/script.ts';
import { drawnDiff } from './graph-diff.ts';

const WORDS = { added: 'added', removed: 'removed' };
const say = (id: string, next: string | undefined, y: number): ScriptNode => ({
  kind: 'say',
  id,
  title: id,
  position: { x: 0, y },
  text: { en: id },
  ...(next === undefined ? {} : { next }),
});
const scriptOf = (...nodes: ScriptNode[]): TalkScript => ({ ...blankScript('en'), start: 'a', nodes });

const before = scriptOf(say('a', 'b', 0), say('b', 'c', 200), say('c', undefined, 400));
const after = scriptOf(say('a', 'new', 0), say('new', 'c', 200), say('c', undefined, 400));

it('draws what is new, what has changed, and what is gone beside what took its place', () => {
  const { nodes, changes } = drawnDiff(before, after, WORDS);
  expect(Object.fromEntries(changes)).toEqual({ a: 'changed', new: 'added', b: 'removed' });
  expect(nodes.map(({ id }) => id)).toEqual(['a', 'new', 'c', 'b']);
  const [lost, instead] = ['b', 'new'].map((id) => nodes.find((node) => node.id === id)?.position);
  expect(lost?.y).toBe(instead?.y);
  expect(lost?.x).toBeLessThan((instead?.x ?? 0) - 230);
});

it('says in words which ways came and which went', () => {
  const { edges } = drawnDiff(before, after, WORDS);
  const told = edges.map(({ source, target, label }) => `${source} ${target} ${String(label ?? '')}`.trim());
  expect(told.sort()).toEqual(['a b − removed', 'a new + added', 'b c − removed', 'new c + added']);
});

it('marks nothing in a template that is the same', () => {
  const { changes, edges, nodes } = drawnDiff(before, before, WORDS);
  expect(changes.size).toBe(0);
  expect(nodes).toEqual(before.nodes);
  expect(edges.every(({ label }) => label === undefined)).toBe(true);
});
