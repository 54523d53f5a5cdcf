import { nodeOf, waits } from '../talk-script/graph.ts';
import { replay } from '../talk-script/interpreter.ts';
import { isRefused } from '../talk-script/refusal.ts';
import type { AnswerValue, NodeId, ScriptFacts, ScriptMove, TalkScript } from '../talk-script/script.ts';

/** A talk as it was kept. */
export interface CountedRun {
  readonly callId: string;
  readonly agentId: string | null;
  /** It came to an end of the template. */
  readonly finished: boolean;
  /** UTC ms; moves made before it belong to an earlier call, and their seconds to its recording. */
  readonly startedAt: number;
  readonly facts: ScriptFacts;
  readonly moves: readonly ScriptMove[];
}

/** What a report asks of one talk. */
export interface Walk {
  /** Steps that waited for the operator, each once. */
  readonly steps: ReadonlySet<NodeId>;
  /** Where it stood in the end; absent when its version makes no sense of the moves. */
  readonly last?: NodeId | undefined;
  readonly finished: boolean;
  /** The last answer that was given at each question. */
  readonly answers: ReadonlyMap<NodeId, AnswerValue>;
}

export function walkOf(script: TalkScript, run: CountedRun): Walk {
  const steps = new Set<NodeId>();
  let last: NodeId | undefined;
  let ended = false;
  for (const id of pathOf(script, run)) {
    const node = nodeOf(script, id);
    if (!node || !waits(node)) continue;
    steps.add(id);
    last = id;
    ended = node.kind === 'end';
  }
  const answers = new Map<NodeId, AnswerValue>();
  for (const { nodeId, input } of run.moves) {
    if (input.kind === 'answer') answers.set(nodeId, input.value);
  }
  return { steps, last, finished: run.finished || ended, answers };
}

/** Moves tell where they led; only a talk that had none yet, or an old one, is walked again. */
function pathOf(script: TalkScript, { moves, facts }: CountedRun): readonly NodeId[] {
  const [first] = moves;
  if (first && moves.every(({ way }) => way !== undefined))
    return [first.nodeId, ...moves.flatMap(({ way = [] }) => way)];
  const state = replay(script, moves, facts);
  return isRefused(state) ? moves.map(({ nodeId }) => nodeId) : state.path;
}

/** An answer as reports count it: a choice by its id, several by each of them; free answers have none. */
export function valuesOf(answer: AnswerValue): readonly string[] {
  switch (answer.kind) {
    case 'one':
      return [answer.option];
    case 'several':
      return [...new Set(answer.options)];
    case 'yesNo':
      return [answer.yes ? 'yes' : 'no'];
    case 'scale':
      return [String(answer.step)];
    case 'date':
      return [answer.date];
    default:
      return [];
  }
}

/** When the step came before the operator's eyes, in the call's recording: from there question and answer are heard. */
export function offsetOf({ moves, startedAt }: CountedRun, nodeId: NodeId): number | undefined {
  const here = moves.filter(({ at }) => at >= startedAt);
  const left = here.findLastIndex((move) => move.nodeId === nodeId);
  const brought = left === -1 ? here.findLast(({ way }) => way?.includes(nodeId)) : here[left - 1];
  return (brought ?? here[left])?.offsetMs;
}

/** A part of the talks; everything given must hold. */
export interface WalkSelection {
  readonly nodeId?: NodeId | undefined;
  readonly value?: string | undefined;
  readonly answered?: boolean | undefined;
  readonly leftHere?: boolean | undefined;
  readonly finished?: boolean | undefined;
}

export function isSelected(walk: Walk, { nodeId, value, answered, leftHere, finished }: WalkSelection) {
  if (finished !== undefined && walk.finished !== finished) return false;
  if (nodeId === undefined) return true;
  const answer = walk.answers.get(nodeId);
  if (value !== undefined && (!answer || !valuesOf(answer).includes(value))) return false;
  if (answered !== undefined && answered !== (answer !== undefined)) return false;
  if (leftHere !== undefined && leftHere !== (!walk.finished && walk.last === nodeId)) return false;
  return value !== undefined || answered === true || walk.steps.has(nodeId);
}
