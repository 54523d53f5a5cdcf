import { type Fault, fault } from './fault.ts';
import { linksOf, openPorts } from './links.ts';
import type { NodeId, ScriptNode, TalkScript } from './script.ts';

type Nodes = ReadonlyMap<NodeId, ScriptNode>;
type Ways = ReadonlyMap<NodeId, readonly NodeId[]>;

/** Whether the graph leads a talk from its start to an end, whatever is answered on the way. */
export function checkWays(script: TalkScript): Fault[] {
  const faults: Fault[] = [];
  const nodes = new Map<NodeId, ScriptNode>();
  for (const node of script.nodes) {
    if (nodes.has(node.id)) faults.push(fault('duplicateStep', node.id));
    else nodes.set(node.id, node);
  }
  if (!nodes.has(script.start)) faults.push(fault('startMissing', undefined));

  const ways = new Map<NodeId, NodeId[]>();
  /** Steps that have a fault already, by which a talk stops there. */
  const broken = new Set<NodeId>();
  for (const node of nodes.values()) {
    const to: NodeId[] = [];
    for (const link of linksOf(node)) {
      if (link.to === undefined) continue;
      if (nodes.has(link.to)) to.push(link.to);
      else {
        broken.add(node.id);
        faults.push(fault('danglingLink', node.id, { port: link.port }));
      }
    }
    ways.set(node.id, to);
    for (const port of openPorts(node)) {
      broken.add(node.id);
      faults.push(fault('deadEnd', node.id, { port }));
    }
  }

  const objections = [...nodes.values()].filter(({ kind }) => kind === 'objection').map(({ id }) => id);
  const fromStart = reached(nodes.has(script.start) ? [script.start] : [], ways);
  const fromAnywhere = reached([...fromStart, ...objections], ways);
  for (const node of nodes.values()) {
    if (!fromAnywhere.has(node.id)) faults.push(fault('unreachable', node.id));
    // An objection that a plain link leads to was not opened by anybody: there is nothing to go back to either.
    if (node.kind === 'back' && fromStart.has(node.id)) faults.push(fault('backOutside', node.id));
  }
  return [...faults, ...loops(nodes, ways), ...withoutEnd(script, nodes, ways, broken)];
}

function reached(from: readonly NodeId[], ways: Ways): Set<NodeId> {
  const found = new Set(from);
  // A set hands out also what is added while it is walked.
  for (const id of found) for (const to of ways.get(id) ?? []) found.add(to);
  return found;
}

/** Circles of steps that go on by themselves: what a branch asks does not change on the way round. */
function loops(nodes: Nodes, ways: Ways): Fault[] {
  const passes = (id: NodeId) => ['branch', 'act'].includes(nodes.get(id)?.kind ?? '');
  const faults: Fault[] = [];
  const seen = new Map<NodeId, 'open' | 'done'>();
  for (const root of nodes.keys()) {
    if (!passes(root) || seen.has(root)) continue;
    // Not recursive: ten thousand steps in a row are deeper than the stack.
    const stack: Array<{ readonly id: NodeId; at: number }> = [{ id: root, at: 0 }];
    seen.set(root, 'open');
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const to = ways.get(top.id)?.[top.at++];
      if (to === undefined) {
        seen.set(top.id, 'done');
        stack.pop();
      } else if (passes(to)) {
        const state = seen.get(to);
        if (state === 'open') faults.push(fault('endlessLoop', to));
        if (state !== undefined) continue;
        seen.set(to, 'open');
        stack.push({ id: to, at: 0 });
      }
    }
  }
  return faults;
}

/** Parts of the graph that lead neither to an end nor back; told where they are entered. */
function withoutEnd(script: TalkScript, nodes: Nodes, ways: Ways, broken: ReadonlySet<NodeId>): Fault[] {
  const backwards = new Map<NodeId, NodeId[]>();
  for (const [from, targets] of ways) {
    for (const to of targets) {
      const sources = backwards.get(to);
      if (sources) sources.push(from);
      else backwards.set(to, [from]);
    }
  }
  const ends = [...nodes.values()]
    .filter(({ id, kind }) => kind === 'end' || kind === 'back' || broken.has(id))
    .map(({ id }) => id);
  const ending = reached(ends, backwards);
  const faults: Fault[] = [];
  for (const node of nodes.values()) {
    if (ending.has(node.id)) continue;
    if (node.kind === 'objection') faults.push(fault('objectionNeverReturns', node.id));
    else if (node.id === script.start || backwards.get(node.id)?.some((from) => ending.has(from)))
      faults.push(fault('neverEnds', node.id));
  }
  return faults;
}
