import dagre from '@dagrejs/dagre';
import { linksOf } from '../../../../shared/domain/talk-script/links.ts';
import type { NodeId, ScriptNode, TalkScript } from '../../../../shared/domain/talk-script/script.ts';
import { heightOf, STEP_WIDTH } from './graph-model.ts';

const GAP = { ranksep: 70, nodesep: 40 };
const GRID = 10;

/** From top to bottom, as a talk goes. Positions are the upper left corners. */
export function layOut(script: TalkScript): ReadonlyMap<NodeId, ScriptNode['position']> {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', ...GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of script.nodes) graph.setNode(node.id, { width: STEP_WIDTH, height: heightOf(node) });
  for (const node of script.nodes) {
    for (const { to } of linksOf(node)) if (to !== undefined && graph.hasNode(to)) graph.setEdge(node.id, to);
  }
  dagre.layout(graph);
  const round = (value: number) => Math.round(value / GRID) * GRID;
  return new Map(
    script.nodes.map((node) => {
      const { x, y } = graph.node(node.id);
      return [node.id, { x: round(x - STEP_WIDTH / 2), y: round(y - heightOf(node) / 2) }];
    }),
  );
}
