import { nodeOf, objectionsOf } from '../talk-script/graph.ts';
import type { NodeId, ScriptNode, TalkScript } from '../talk-script/script.ts';

/** Where a step may lead, in the order of its options. */
function exitsOf(node: ScriptNode): ReadonlyArray<NodeId | undefined> {
  switch (node.kind) {
    case 'ask': {
      const { answer, next } = node;
      if (answer.kind === 'one') return [...answer.options.map((option) => option.next), next];
      return answer.kind === 'yesNo' ? [answer.yes, answer.no, next] : [next];
    }
    case 'branch':
      return [...node.cases.map(({ next }) => next), node.otherwise];
    case 'back':
    case 'end':
      return [];
    default:
      return [node.next];
  }
}

/**
 * Steps as a talk goes through them: each after all that lead to it, as far as there are no loops (the reverse postorder of
 * a depth-first walk); then objections with what follows them, then what nothing leads to.
 */
export function orderOfSteps(script: TalkScript): NodeId[] {
  const seen = new Set<NodeId>();
  const from = (start: NodeId): NodeId[] => {
    const done: NodeId[] = [];
    // With a stack of its own: a chain may be as long as a template.
    const stack: Array<{ readonly id: NodeId; readonly leave: boolean }> = [{ id: start, leave: false }];
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      if (top.leave) {
        done.push(top.id);
        continue;
      }
      const node = nodeOf(script, top.id);
      if (!node || seen.has(top.id)) continue;
      seen.add(top.id);
      stack.push({ id: top.id, leave: true });
      // The last of the stack is walked first, and comes last when reversed: so options stay in their order.
      for (const exit of exitsOf(node)) if (exit !== undefined) stack.push({ id: exit, leave: false });
    }
    return done.reverse();
  };
  return [
    ...from(script.start),
    ...objectionsOf(script).flatMap(({ id }) => from(id)),
    ...script.nodes.flatMap(({ id }) => from(id)),
  ];
}
