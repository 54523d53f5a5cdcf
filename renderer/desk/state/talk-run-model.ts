// A talk that a script leads, as the desk has it: what the core has on disk, and what is on its way there. Pure.
import type { TalkRun } from '../../../shared/contract/talk-scripts.ts';
import { writeAnswer } from '../../../shared/domain/talk-script/answer.ts';
import { nodeOf } from '../../../shared/domain/talk-script/graph.ts';
import {
  type MadeMove,
  madeMove,
  replay,
  step,
  type TalkState,
} from '../../../shared/domain/talk-script/interpreter.ts';
import { readAnswer } from '../../../shared/domain/talk-script/read-answer.ts';
import { isRefused, type Refused } from '../../../shared/domain/talk-script/refusal.ts';
import type {
  AnswerType,
  AnswerValue,
  AskNode,
  OptionId,
  ScriptInput,
  ScriptNode,
  TalkScript,
} from '../../../shared/domain/talk-script/script.ts';

export type Sent = { readonly kind: 'move'; readonly input: ScriptInput } | { readonly kind: 'back' };

export interface LedTalk {
  /** As the core last said. */
  readonly run: TalkRun;
  readonly name: string;
  readonly script: TalkScript;
  /** On the way to the core, oldest first; `moves` and `state` have them already. */
  readonly sent: readonly Sent[];
  readonly moves: readonly MadeMove[];
  readonly state: TalkState;
  /** Why the last key did nothing. */
  readonly problem: Refused | undefined;
  /** What is written in the field of this step, and what is chosen of several. */
  readonly typed: string;
  readonly picked: readonly OptionId[];
  /** What was answered here before the operator went back. */
  readonly before: AnswerValue | undefined;
  /** Another desk was faster; this is where it stands. */
  readonly overtaken: boolean;
}

type Fresh = Pick<LedTalk, 'problem' | 'typed' | 'picked' | 'before' | 'overtaken'>;
const FRESH: Fresh = { problem: undefined, typed: '', picked: [], before: undefined, overtaken: false };

/** Undefined when the script cannot be walked so: a version of another program. */
export function ledTalk(run: TalkRun, name: string, script: TalkScript): LedTalk | undefined {
  const state = replay(script, run.moves, run.facts);
  return isRefused(state) ? undefined : { run, name, script, sent: [], moves: run.moves, state, ...FRESH };
}

/** A move is made at once, and is on its way to the core; what the script refuses stays here. */
export function moved(talk: LedTalk, input: ScriptInput): LedTalk {
  const state = step(talk.script, talk.state, input, talk.run.facts);
  if (isRefused(state)) return { ...talk, problem: state };
  return {
    ...talk,
    ...FRESH,
    state,
    moves: [...talk.moves, madeMove(talk.state, input, state)],
    sent: [...talk.sent, { kind: 'move', input }],
  };
}

export function wentBack(talk: LedTalk): LedTalk {
  const last = talk.moves.at(-1);
  if (!last) return talk;
  const moves = talk.moves.slice(0, -1);
  const state = replay(talk.script, moves, talk.run.facts);
  if (isRefused(state)) return talk;
  const answered = last.input.kind === 'answer' ? last.input.value : undefined;
  return {
    ...talk,
    ...FRESH,
    ...restored(answered, talk),
    state,
    moves,
    sent: [...talk.sent, { kind: 'back' }],
  };
}

/** What was answered stands in its field again, to be changed. */
function restored(answer: AnswerValue | undefined, { run }: LedTalk): Partial<Fresh> {
  switch (answer?.kind) {
    case undefined:
      return {};
    case 'several':
      return { picked: answer.options, before: answer };
    case 'text':
    case 'number':
    case 'money':
    case 'date':
      return { typed: writeAnswer(answer, run.language), before: answer };
    default:
      return { before: answer };
  }
}

/** The core has the first of what was sent, and says how the talk is now; the rest is made upon it. */
export function confirmed(talk: LedTalk, run: TalkRun): LedTalk {
  const [, ...rest] = talk.sent;
  return rebased(talk, run, rest);
}

/** Something else than a move changed: facts, the end of the call. */
export const refreshed = (talk: LedTalk, run: TalkRun): LedTalk => rebased(talk, run, talk.sent);

/** Another desk went elsewhere: its word stands, since it is on disk. */
export function overtaken(talk: LedTalk, run: TalkRun): LedTalk {
  const there = ledTalk(run, talk.name, talk.script);
  return there ? { ...there, overtaken: true } : talk;
}

function rebased(talk: LedTalk, run: TalkRun, sent: readonly Sent[]): LedTalk {
  const base = ledTalk(run, talk.name, talk.script);
  if (!base) return talk;
  const after = sent.reduce((on, one) => (one.kind === 'back' ? wentBack(on) : moved(on, one.input)), base);
  const { problem, typed, picked, before, overtaken } = talk;
  // Stepping is what empties a field; hearing from the core must not.
  return { ...after, problem, typed, picked, before, overtaken };
}

const sameMoves = (one: readonly MadeMove[], other: readonly MadeMove[]): boolean =>
  one.length === other.length &&
  one.every(
    ({ nodeId, input }, at) =>
      nodeId === other[at]?.nodeId && JSON.stringify(input) === JSON.stringify(other[at]?.input),
  );

/** After an answer was lost or came late: what the core has, compared with what was sent. */
export function reconciled(talk: LedTalk, run: TalkRun): LedTalk {
  const [first] = talk.sent;
  if (!first || sameMoves(run.moves, talk.run.moves)) return refreshed(talk, run);
  const made =
    first.kind === 'back' ? talk.run.moves.slice(0, -1) : talk.moves.slice(0, talk.run.moves.length + 1);
  // The move came through and only its answer was lost.
  return sameMoves(run.moves, made) ? confirmed(talk, run) : overtaken(talk, run);
}

export const nodeAt = ({ script, state }: LedTalk): ScriptNode | undefined => nodeOf(script, state.at);

/** Choices that a digit makes at once, several that it marks. */
export interface Choice {
  readonly id: OptionId;
  /** The key that chooses it, as it is written on the keyboard. */
  readonly key: string | undefined;
  readonly value: AnswerValue;
}

export function choicesOf(answer: AnswerType): Choice[] {
  switch (answer.kind) {
    case 'one':
    case 'several':
      return answer.options.map(({ id }, at) => ({
        id,
        key: at < 9 ? String(at + 1) : at === 9 ? '0' : undefined,
        value: { kind: 'one', option: id },
      }));
    case 'yesNo':
      return [
        { id: 'yes', key: '1', value: { kind: 'yesNo', yes: true } },
        { id: 'no', key: '2', value: { kind: 'yesNo', yes: false } },
      ];
    case 'scale':
      return Array.from({ length: Math.max(0, Math.min(11, answer.to - answer.from + 1)) }, (_, at) => {
        const value = answer.from + at;
        return { id: String(value), key: keyOfStep(value), value: { kind: 'scale', step: value } };
      });
    default:
      return [];
  }
}

/** Ten has no digit of its own; the key behind the nine and the nought is free. */
const keyOfStep = (value: number): string | undefined => {
  if (value >= 0 && value <= 9) return String(value);
  return value === 10 ? '-' : undefined;
};

export const isTyped = ({ kind }: AnswerType): boolean =>
  kind === 'number' || kind === 'money' || kind === 'date' || kind === 'text';

/** A digit (or "-") was pressed at this step. */
export function chosen(talk: LedTalk, key: string): LedTalk {
  const node = nodeAt(talk);
  const choice = node?.kind === 'ask' ? choicesOf(node.answer).find((one) => one.key === key) : undefined;
  return node?.kind === 'ask' && choice ? picked(talk, node, choice) : talk;
}

export function picked(talk: LedTalk, { answer }: AskNode, { id, value }: Choice): LedTalk {
  if (answer.kind !== 'several') return moved(talk, { kind: 'answer', value });
  const without = talk.picked.filter((one) => one !== id);
  const more = without.length < talk.picked.length ? without : [...talk.picked, id];
  return { ...talk, picked: more, problem: undefined };
}

/** Enter: with what is typed or marked, or simply on. */
export function wentOn(talk: LedTalk): LedTalk {
  const node = nodeAt(talk);
  if (node?.kind !== 'ask') return moved(talk, { kind: 'go' });
  if (node.answer.kind === 'several' && talk.picked.length > 0)
    return moved(talk, { kind: 'answer', value: { kind: 'several', options: talk.picked } });
  if (isTyped(node.answer) && talk.typed.trim() !== '') {
    const value = readAnswer(node.answer, talk.typed, talk.run.language, talk.run.facts.today);
    return isRefused(value) ? { ...talk, problem: value } : moved(talk, { kind: 'answer', value });
  }
  // Back at a choice that was made before: Enter makes it again.
  if (talk.before && !isTyped(node.answer) && node.answer.kind !== 'several')
    return moved(talk, { kind: 'answer', value: talk.before });
  return moved(talk, { kind: 'go' });
}
