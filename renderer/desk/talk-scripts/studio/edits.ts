// What can be done to a template in the editor: pure, each answers a new one. A step that did not change stays the same
// object, by which the graph knows what to draw again.
import { linksOf, withLink } from '../../../../shared/domain/talk-script/links.ts';
import type {
  NodeId,
  NodeKind,
  ScriptNode,
  TalkScript,
} from '../../../../shared/domain/talk-script/script.ts';

export const NODE_KINDS: readonly NodeKind[] = ['say', 'ask', 'branch', 'act', 'objection', 'back', 'end'];

/** Kind and number: readable in a file, and free in this script. */
export function freeId(script: TalkScript, stem: string): NodeId {
  const taken = new Set(script.nodes.map(({ id }) => id));
  for (let number = 1; ; number++) if (!taken.has(`${stem}${number}`)) return `${stem}${number}`;
}

function freeKey(script: TalkScript): string {
  const taken = new Set(script.nodes.flatMap((node) => (node.kind === 'ask' ? [node.key] : [])));
  for (let number = 1; ; number++) if (!taken.has(`answer${number}`)) return `answer${number}`;
}

type Place = ScriptNode['position'];

export function newStep(script: TalkScript, kind: NodeKind, title: string, position: Place): ScriptNode {
  const base = { id: freeId(script, kind), title, position };
  switch (kind) {
    case 'say':
    case 'end':
      return { ...base, kind, text: {} };
    case 'ask':
      return { ...base, kind, text: {}, key: freeKey(script), answer: { kind: 'yesNo' }, required: true };
    case 'branch':
      return { ...base, kind, cases: [] };
    case 'act':
      return { ...base, kind, actions: [] };
    case 'objection':
      return { ...base, kind, label: {}, text: {} };
    case 'back':
      return { ...base, kind };
  }
}

export const withStep = (script: TalkScript, node: ScriptNode): TalkScript => ({
  ...script,
  nodes: [...script.nodes, node],
});

/** A new step that takes over the way that a step had, or hangs at its first open one. */
export function withStepAfter(script: TalkScript, after: NodeId, port: string, node: ScriptNode): TalkScript {
  const before = script.nodes.find(({ id }) => id === after);
  const led = before && linksOf(before).find((link) => link.port === port)?.to;
  const placed = linksOf(node).some((link) => link.port === 'next') ? withLink(node, 'next', led) : node;
  return connect(withStep(script, placed), after, port, node.id);
}

export const replaceStep = (script: TalkScript, node: ScriptNode): TalkScript => ({
  ...script,
  nodes: script.nodes.map((other) => (other.id === node.id ? node : other)),
});

export function connect(script: TalkScript, from: NodeId, port: string, to: NodeId | undefined): TalkScript {
  return {
    ...script,
    nodes: script.nodes.map((node) => (node.id === from ? withLink(node, port, to) : node)),
  };
}

/** Without the steps, and without the ways that led to them. The last step stays: a template has at least one. */
export function removeSteps(script: TalkScript, ids: readonly NodeId[]): TalkScript {
  const gone = new Set(ids);
  const left = script.nodes.filter(({ id }) => !gone.has(id));
  const [first] = left;
  if (!first || left.length === script.nodes.length) return script;
  const nodes = left.map((node) =>
    linksOf(node)
      .filter(({ to }) => to !== undefined && gone.has(to))
      .reduce((changed, { port }) => withLink(changed, port, undefined), node),
  );
  return { ...script, start: gone.has(script.start) ? first.id : script.start, nodes };
}

const BESIDE = { x: 40, y: 40 };

/** A copy beside the step, with the same ways; nothing leads to it yet. */
export function duplicateStep(
  script: TalkScript,
  id: NodeId,
): { script: TalkScript; id: NodeId } | undefined {
  const node = script.nodes.find((one) => one.id === id);
  if (!node) return undefined;
  const position = { x: node.position.x + BESIDE.x, y: node.position.y + BESIDE.y };
  const copy = { ...node, id: freeId(script, node.kind), position };
  return { script: withStep(script, copy), id: copy.id };
}

export function moveSteps(script: TalkScript, places: ReadonlyMap<NodeId, Place>): TalkScript {
  return {
    ...script,
    nodes: script.nodes.map((node) => {
      const position = places.get(node.id);
      const same = position && position.x === node.position.x && position.y === node.position.y;
      return position && !same ? { ...node, position } : node;
    }),
  };
}
