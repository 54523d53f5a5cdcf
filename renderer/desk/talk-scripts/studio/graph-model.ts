import type { Edge, Node } from '@xyflow/react';
import type { StepChange } from '../../../../shared/domain/talk-script/diff.ts';
import { linksOf } from '../../../../shared/domain/talk-script/links.ts';
import type { NodeId, ScriptNode, TalkScript } from '../../../../shared/domain/talk-script/script.ts';

/** Of the drawing, px; `graph.module.css` has the same. */
export const STEP_WIDTH = 230;
const HEAD = 44;
const WAY = 22;
const FOOT = 6;

export type StepMark = 'fault' | 'warning' | undefined;

type Look = {
  readonly start: boolean;
  readonly mark: StepMark;
  /** What became of it in the newer of two templates. */
  readonly change: StepChange['change'] | undefined;
};
export type StepData = Look & { readonly step: ScriptNode };
export type StepNode = Node<StepData, 'step'>;

export const heightOf = (node: ScriptNode): number => {
  const ways = linksOf(node).length;
  return HEAD + ways * WAY + (ways > 0 ? FOOT : 0);
};

const known = new WeakMap<ScriptNode, StepNode>();

/**
 * A step as the graph draws it. The same object as long as nothing of it has changed: a change of one step draws one. Size
 * and handles are known beforehand, so that nothing has to be measured and edges reach steps out of sight.
 */
export function stepNode(step: ScriptNode, look: Look & { readonly selected: boolean }): StepNode {
  const before = known.get(step);
  const { selected, start, mark, change } = look;
  if (
    before &&
    before.selected === selected &&
    before.data.start === start &&
    before.data.mark === mark &&
    before.data.change === change
  )
    return before;
  const height = heightOf(step);
  const node: StepNode = {
    id: step.id,
    type: 'step',
    position: step.position,
    data: { step, start, mark, change },
    selected,
    width: STEP_WIDTH,
    height,
    measured: { width: STEP_WIDTH, height },
    ariaLabel: step.title,
    handles: [
      { id: 'in', type: 'target', position: 'top' as never, x: STEP_WIDTH / 2, y: 0, width: 8, height: 8 },
      ...linksOf(step).map(({ port }, index) => ({
        id: port,
        type: 'source' as const,
        position: 'right' as never,
        x: STEP_WIDTH,
        y: HEAD + index * WAY + WAY / 2,
        width: 8,
        height: 8,
      })),
    ],
  };
  known.set(step, node);
  return node;
}

const ways = new WeakMap<ScriptNode, readonly Edge[]>();

/** The ways of a script that lead to a step that is there. */
export function edgesOf(script: TalkScript): Edge[] {
  const there = new Set<NodeId>(script.nodes.map(({ id }) => id));
  return script.nodes.flatMap((node) => {
    const drawn = ways.get(node) ?? edgesFrom(node);
    ways.set(node, drawn);
    return drawn.filter(({ target }) => there.has(target));
  });
}

const edgesFrom = (node: ScriptNode): Edge[] =>
  linksOf(node).flatMap(({ port, to }) =>
    to === undefined
      ? []
      : [{ id: `${node.id}|${port}`, source: node.id, sourceHandle: port, target: to, targetHandle: 'in' }],
  );
