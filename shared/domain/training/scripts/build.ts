import { linksOf } from '../../talk-script/links.ts';
import {
  type NodeId,
  SCRIPT_LANGUAGES,
  type ScriptFacts,
  type ScriptInput,
  type ScriptLanguage,
  type ScriptNode,
  type ScriptText,
  type TalkScript,
} from '../../talk-script/script.ts';
import type { TestCase } from '../../talk-script/test-case.ts';
import type { Localised } from '../persona.ts';

/** A script that the program brings: its words in all languages, its titles in the one of the firm. */
export interface SampleScript {
  readonly key: string;
  readonly name: Localised;
  script(language: ScriptLanguage): TalkScript;
  cases(language: ScriptLanguage): ReadonlyArray<TestCase & { readonly id: string; readonly name: string }>;
}

/** In the order of the program's languages. */
export type Words = readonly [en: string, ru: string, uk: string];

export const t = ([en, ru, uk]: Words): Localised => ({ en, ru, uk });

/** The same in each language: places alone, signs. */
export const text = (words: Words): ScriptText => t(words);

export const option = (id: string, label: Words, next?: NodeId) => ({
  id,
  label: text(label),
  ...(next === undefined ? {} : { next }),
});

type Unplaced<N> = N extends ScriptNode ? Omit<N, 'position' | 'title'> & { readonly title: Words } : never;
/** A step whose title is in all languages, and which nobody has drawn yet. */
export type Draft = Unplaced<ScriptNode>;

export function scriptOf(drafts: readonly Draft[], language: ScriptLanguage): TalkScript {
  const nodes = drafts.map(
    (draft) => ({ ...draft, title: t(draft.title)[language], position: { x: 0, y: 0 } }) as ScriptNode,
  );
  const start = nodes[0]?.id ?? '';
  return { languages: SCRIPT_LANGUAGES, start, nodes: inRows(nodes, start) };
}

const COLUMN = 280;
/** A question with five answers is 170 px high in the editor. */
const ROW = 200;

/** Each step a row below the first that leads to it; objections begin beside the main way. */
function inRows(nodes: readonly ScriptNode[], start: NodeId): ScriptNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const row = new Map<NodeId, number>([[start, 0]]);
  for (const node of nodes) if (node.kind === 'objection') row.set(node.id, 0);
  for (const [id, at] of row) {
    const node = byId.get(id);
    for (const { to } of node ? linksOf(node) : []) {
      if (to !== undefined && byId.has(to) && !row.has(to)) row.set(to, at + 1);
    }
  }
  const filled = new Map<number, number>();
  return nodes.map((node) => {
    const at = row.get(node.id) ?? 0;
    const column = filled.get(at) ?? 0;
    filled.set(at, column + 1);
    return { ...node, position: { x: column * COLUMN, y: at * ROW } };
  });
}

export const go: ScriptInput = { kind: 'go' };
export const yes: ScriptInput = { kind: 'answer', value: { kind: 'yesNo', yes: true } };
export const no: ScriptInput = { kind: 'answer', value: { kind: 'yesNo', yes: false } };
export const choose = (id: string): ScriptInput => ({ kind: 'answer', value: { kind: 'one', option: id } });
export const write = (words: string): ScriptInput => ({
  kind: 'answer',
  value: { kind: 'text', text: words },
});
export const rate = (step: number): ScriptInput => ({ kind: 'answer', value: { kind: 'scale', step } });
export const day = (date: string): ScriptInput => ({ kind: 'answer', value: { kind: 'date', date } });
export const object = (nodeId: NodeId): ScriptInput => ({ kind: 'objection', nodeId });

/** Of a test case: a customer of whom little is known, on a Friday. */
export const facts = (contact: ScriptFacts['contact'] = {}): ScriptFacts => ({
  contact: { name: 'Anna Petrova', stage: 'new', ...contact },
  me: { name: 'Olena' },
  firm: { name: 'Volga Bearings' },
  today: '2026-11-27',
});
