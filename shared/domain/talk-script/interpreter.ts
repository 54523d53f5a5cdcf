import { answerProblem, answerUnder } from './answer.ts';
import { holds } from './condition.ts';
import { nodeOf, waits } from './graph.ts';
import { type Refused, refused } from './refusal.ts';
import type {
  AnswerKey,
  AnswerValue,
  AskNode,
  NodeId,
  ScriptFacts,
  ScriptInput,
  ScriptMove,
  ScriptNode,
  TalkScript,
} from './script.ts';

/** Where a talk stands. Never changed in place; going back is dropping the last move and replaying the others. */
export interface TalkState {
  /** A step that waits for the operator. */
  readonly at: NodeId;
  /** It is an end. */
  readonly ended: boolean;
  readonly answers: Readonly<Record<AnswerKey, AnswerValue>>;
  /** Every step in order, passed ones included. */
  readonly path: readonly NodeId[];
  /** Where `back` goes, innermost objection last. */
  readonly returnTo: readonly NodeId[];
  /** Steps that do something, in the order in which they were first passed. */
  readonly acts: readonly NodeId[];
  /** Of the end that it stands at. */
  readonly outcome?: string | undefined;
}

/** What a replay needs of a move. */
export type MadeMove = Pick<ScriptMove, 'nodeId' | 'input' | 'way'>;

/** The first step of a talk that waits. */
export function begin(script: TalkScript, facts: ScriptFacts): TalkState | Refused {
  const walk = new Walk(script, facts);
  return walk.goTo(script.start) ?? walk.state();
}

/** One input of the operator. What is refused changed nothing. */
export function step(
  script: TalkScript,
  state: TalkState,
  input: ScriptInput,
  facts: ScriptFacts,
): TalkState | Refused {
  const walk = new Walk(script, facts, state);
  return walk.take(input) ?? walk.state();
}

/** The state after these moves; moves that know where they led go there again, whatever the facts are now. */
export function replay(
  script: TalkScript,
  moves: readonly MadeMove[],
  facts: ScriptFacts,
): TalkState | Refused {
  const walk = new Walk(script, facts);
  const [first] = moves;
  let problem = walk.goTo(script.start);
  // The beginning has no move that keeps where it led, but the first move tells where it was made.
  if (first?.way && nodeOf(script, first.nodeId)) problem = walk.standAt(first.nodeId);
  for (const move of moves) {
    if (problem) return problem;
    problem = move.way ? walk.follow(move, move.way) : walk.take(move.input);
  }
  return problem ?? walk.state();
}

/** The move that led from one state to the next, as it is kept. */
export const madeMove = (
  before: TalkState,
  input: ScriptInput,
  after: TalkState,
): Required<Pick<ScriptMove, 'nodeId' | 'input'>> & { readonly way: readonly NodeId[] } => ({
  nodeId: before.at,
  input,
  way: after.path.slice(before.path.length),
});

/** A talk being led: one copy for a step or a whole replay. Methods answer why they did not go on. */
class Walk {
  readonly #script: TalkScript;
  readonly #facts: ScriptFacts;
  readonly #answers: Record<AnswerKey, AnswerValue>;
  readonly #path: NodeId[];
  readonly #returnTo: NodeId[];
  readonly #acts: Set<NodeId>;
  #at: NodeId;

  constructor(script: TalkScript, facts: ScriptFacts, from?: TalkState) {
    this.#script = script;
    this.#facts = facts;
    this.#answers = { ...from?.answers };
    this.#path = [...(from?.path ?? [])];
    this.#returnTo = [...(from?.returnTo ?? [])];
    this.#acts = new Set(from?.acts);
    this.#at = from?.at ?? script.start;
  }

  state(): TalkState {
    const node = nodeOf(this.#script, this.#at);
    const end = node?.kind === 'end' ? node : undefined;
    return {
      at: this.#at,
      ended: end !== undefined,
      answers: this.#answers,
      path: this.#path,
      returnTo: this.#returnTo,
      acts: [...this.#acts],
      ...(end?.outcome === undefined ? {} : { outcome: end.outcome }),
    };
  }

  take(input: ScriptInput): Refused | undefined {
    const node = nodeOf(this.#script, this.#at);
    if (!node) return refused('missingStep');
    switch (input.kind) {
      case 'go':
        return this.#goOn(node);
      case 'answer': {
        if (node.kind !== 'ask') return refused('notAQuestion');
        const problem = answerProblem(node.answer, input.value, this.#facts.today);
        if (problem) return problem;
        this.#answers[node.key] = input.value;
        return this.goTo(nextOf(node, input.value));
      }
      case 'objection': {
        if (nodeOf(this.#script, input.nodeId)?.kind !== 'objection') return refused('noSuchObjection');
        if (input.nodeId === this.#at) return refused('objectionOpen');
        this.#returnTo.push(this.#at);
        return this.goTo(input.nodeId);
      }
    }
  }

  #goOn(node: ScriptNode): Refused | undefined {
    if (node.kind === 'end') return refused('ended');
    if (node.kind !== 'ask') return this.goTo('next' in node ? node.next : undefined);
    const given = answerUnder(this.#answers, node.key);
    if (given && !answerProblem(node.answer, given, this.#facts.today)) return this.goTo(nextOf(node, given));
    return node.required ? refused('answerRequired') : this.goTo(node.next);
  }

  /** Goes to a step and on until one waits. Nothing that is passed can be passed twice on the way: it would go on for ever. */
  goTo(target: NodeId | undefined): Refused | undefined {
    const passed = new Set<NodeId>();
    let next = target;
    for (;;) {
      if (next === undefined) return refused('leadsNowhere');
      const node = nodeOf(this.#script, next);
      if (!node) return refused('missingStep');
      if (passed.has(next)) return refused('goesInCircles');
      passed.add(next);
      const after = this.#enter(node);
      if (after === 'stays') return undefined;
      if (after === 'nowhere') return refused('nothingToReturnTo');
      next = after?.next;
    }
  }

  #enter(node: ScriptNode): 'stays' | 'nowhere' | { readonly next: NodeId | undefined } {
    this.#path.push(node.id);
    this.#at = node.id;
    if (waits(node)) return 'stays';
    switch (node.kind) {
      case 'branch': {
        const chosen = node.cases.find(({ when }) => holds(when, this.#answers, this.#facts));
        return { next: chosen ? chosen.next : node.otherwise };
      }
      case 'act':
        this.#acts.add(node.id);
        return { next: node.next };
      case 'back': {
        const next = this.#returnTo.pop();
        return next === undefined ? 'nowhere' : { next };
      }
    }
  }

  standAt(id: NodeId): undefined {
    if (this.#at !== id) this.#path.push(id);
    this.#at = id;
    return undefined;
  }

  /** History: what it did then is done again without asking whether it would be allowed today. */
  follow({ nodeId, input }: MadeMove, way: readonly NodeId[]): Refused | undefined {
    const node = nodeOf(this.#script, nodeId);
    if (!node) return refused('missingStep');
    if (input.kind === 'answer' && node.kind === 'ask') this.#answers[node.key] = input.value;
    if (input.kind === 'objection') this.#returnTo.push(nodeId);
    for (const id of way) {
      const next = nodeOf(this.#script, id);
      if (!next) return refused('missingStep');
      this.#enter(next);
    }
    const last = nodeOf(this.#script, this.#at);
    return last && waits(last) ? undefined : refused('leadsNowhere');
  }
}

/** The way of the chosen answer, or the question's own. */
function nextOf({ answer, next }: AskNode, value: AnswerValue): NodeId | undefined {
  if (answer.kind === 'yesNo' && value.kind === 'yesNo') return (value.yes ? answer.yes : answer.no) ?? next;
  if (answer.kind === 'one' && value.kind === 'one')
    return answer.options.find(({ id }) => id === value.option)?.next ?? next;
  return next;
}
