import type { Edge } from '@xyflow/react';
import { diffScripts, type StepChange } from '../../../../shared/domain/talk-script/diff.ts';
import { linksOf } from '../../../../shared/domain/talk-script/links.ts';
import type { NodeId, ScriptNode, TalkScript } from '../../../../shared/domain/talk-script/script.ts';
import { edgesOf, heightOf, STEP_WIDTH } from './graph-model.ts';

export type Change = StepChange['change'];

export interface DrawnDiff {
  /** The newer template, and the steps that it has lost. */
  readonly nodes: readonly ScriptNode[];
  readonly changes: ReadonlyMap<NodeId, Change>;
  readonly edges: Edge[];
}

/** Between a lost step and what stands in its place now, px of the drawing. */
const ASIDE = 40;

/** Two templates in one drawing; `words` are written at ways that came and went. */
export function drawnDiff(
  before: TalkScript,
  after: TalkScript,
  words: { readonly added: string; readonly removed: string },
): DrawnDiff {
  const { steps, links } = diffScripts(before, after);
  const changes = new Map(steps.map(({ nodeId, change }) => [nodeId, change]));
  const lost = before.nodes
    .filter(({ id }) => changes.get(id) === 'removed')
    .map((node) => besideOthers(node, after.nodes));
  const nodes = [...after.nodes, ...lost];
  const drawn = new Map(nodes.map((node) => [node.id, node]));
  const came = new Set(
    links.flatMap(({ from, port, now }) => (now === undefined ? [] : [`${from}|${port}`])),
  );
  const edges = edgesOf(after).map(
    (edge): Edge => (came.has(edge.id) ? { ...edge, className: 'rd-came', label: `+ ${words.added}` } : edge),
  );
  for (const { from, port, was } of links) {
    const source = drawn.get(from);
    // A way whose port is gone as well has nowhere to begin; its step is marked as changed.
    if (was === undefined || !drawn.has(was) || !source) continue;
    if (!linksOf(source).some((link) => link.port === port)) continue;
    edges.push({
      id: `${from}|${port}|was`,
      source: from,
      sourceHandle: port,
      target: was,
      targetHandle: 'in',
      className: 'rd-went',
      label: `− ${words.removed}`,
    });
  }
  return { nodes, changes, edges };
}

/** Another step may have taken its place. */
function besideOthers(node: ScriptNode, others: readonly ScriptNode[]): ScriptNode {
  const { x, y } = node.position;
  const covered = others.some(
    (other) =>
      Math.abs(other.position.x - x) < STEP_WIDTH &&
      y < other.position.y + heightOf(other) &&
      other.position.y < y + heightOf(node),
  );
  return covered ? { ...node, position: { x: x - STEP_WIDTH - ASIDE, y } } : node;
}
