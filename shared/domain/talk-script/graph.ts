import type {
  AnswerKey,
  AskNode,
  EndNode,
  NodeId,
  ObjectionNode,
  SayNode,
  ScriptNode,
  TalkScript,
} from './script.ts';

/** A step that waits for the operator; the others are passed by themselves. */
export type WaitingNode = SayNode | AskNode | ObjectionNode | EndNode;

export const waits = (node: ScriptNode): node is WaitingNode =>
  node.kind === 'say' || node.kind === 'ask' || node.kind === 'objection' || node.kind === 'end';

interface Graph {
  readonly nodes: ReadonlyMap<NodeId, ScriptNode>;
  readonly objections: readonly ObjectionNode[];
  /** Several questions may share a key: another wording of the same. */
  readonly questions: ReadonlyMap<AnswerKey, readonly AskNode[]>;
}

/** A script is never changed in place, so that its graph is read once and goes with it. */
const graphs = new WeakMap<TalkScript, Graph>();

function graphOf(script: TalkScript): Graph {
  const known = graphs.get(script);
  if (known) return known;
  const nodes = new Map<NodeId, ScriptNode>();
  const objections: ObjectionNode[] = [];
  const questions = new Map<AnswerKey, AskNode[]>();
  for (const node of script.nodes) {
    // Two of one id are a fault that the checks tell; a talk takes the first, always the same.
    if (nodes.has(node.id)) continue;
    nodes.set(node.id, node);
    if (node.kind === 'objection') objections.push(node);
    if (node.kind === 'ask') questions.set(node.key, [...(questions.get(node.key) ?? []), node]);
  }
  const graph = { nodes, objections, questions };
  graphs.set(script, graph);
  return graph;
}

export const nodeOf = (script: TalkScript, id: NodeId): ScriptNode | undefined =>
  graphOf(script).nodes.get(id);

/** In the order of the script: what `/` offers. */
export const objectionsOf = (script: TalkScript): readonly ObjectionNode[] => graphOf(script).objections;

/** The questions whose answers are kept under this key, in the order of the script. */
export const questionsOf = (script: TalkScript, key: AnswerKey): readonly AskNode[] =>
  graphOf(script).questions.get(key) ?? [];
