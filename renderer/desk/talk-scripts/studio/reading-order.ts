import { linksOf } from '../../../../shared/domain/talk-script/links.ts';
import type { NodeId, ScriptNode, TalkScript } from '../../../../shared/domain/talk-script/script.ts';

/** The steps as a talk comes to them: from the start, then from each objection, then what nothing leads to. */
export function inOrder(script: TalkScript): ScriptNode[] {
  const byId = new Map(script.nodes.map((node) => [node.id, node]));
  const found = new Map<NodeId, ScriptNode>();
  const roots = [
    script.start,
    ...script.nodes.filter(({ kind }) => kind === 'objection').map(({ id }) => id),
  ];
  for (const root of roots) {
    const open: NodeId[] = [root];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const node = byId.get(id);
      if (!node || found.has(id) || (node.kind === 'objection' && id !== root)) continue;
      found.set(id, node);
      for (const { to } of linksOf(node).reverse()) if (to !== undefined) open.push(to);
    }
  }
  for (const node of script.nodes) if (!found.has(node.id)) found.set(node.id, node);
  return [...found.values()];
}
