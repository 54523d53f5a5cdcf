// How a talk went, for whoever reads it later and wants to hear a moment of it. Pure.
import type { Silence } from '../call/silences.ts';
import { answerUnder } from './answer.ts';
import { nodeOf } from './graph.ts';
import { replay } from './interpreter.ts';
import { isRefused } from './refusal.ts';
import type {
  AnswerKey,
  AnswerValue,
  ScriptFacts,
  ScriptMove,
  ScriptNode,
  TakenBack,
  TalkScript,
} from './script.ts';

/** A talk as it was kept. */
export interface AccountRun {
  readonly callId: string;
  /** UTC ms; moves made before it were made in an earlier call. */
  readonly startedAt: number;
  readonly facts: ScriptFacts;
  readonly moves: readonly ScriptMove[];
  readonly takenBack: readonly TakenBack[];
}

export interface AccountStep {
  readonly node: ScriptNode;
  /** `stands`: the talk came to here and no further, which is right for an end. */
  readonly kind: 'said' | 'answered' | 'skipped' | 'objected' | 'stands';
  /** Of a question that was passed with what had been answered before, that answer. */
  readonly answer?: AnswerValue | undefined;
  /** The operator went back over it. */
  readonly takenBack: boolean;
  readonly callId: string;
  /** When it came before the operator's eyes, and when it was left; UTC ms. */
  readonly from: number;
  readonly to?: number | undefined;
}

interface Event {
  readonly at: number;
  /** Absent: a step back. */
  readonly move?: ScriptMove;
  readonly takenBack: boolean;
}

/**
 * Every step that waited for the operator, in the order of time, also those that were taken back.
 *
 * @param earlier talks that this one went on from, the nearest first
 */
export function accountOf(
  script: TalkScript,
  run: AccountRun,
  earlier: readonly AccountRun[] = [],
): AccountStep[] {
  const talks = [run, ...earlier];
  const talkAt = (at: number) => talks.find(({ startedAt }) => startedAt <= at) ?? talks.at(-1) ?? run;
  const answers: Record<AnswerKey, AnswerValue> = {};
  const steps: AccountStep[] = [];
  let before: Event | undefined;
  for (const event of eventsOf(talks)) {
    const node = event.move && nodeOf(script, event.move.nodeId);
    if (event.move && node) {
      const { callId, startedAt } = talkAt(event.at);
      const shownAt = Math.max(startedAt, before?.at ?? startedAt);
      const done = doneAt(node, event.move, answers);
      steps.push({
        ...{ node, ...done, takenBack: event.takenBack, callId },
        ...{ from: Math.min(shownAt, event.at), to: event.at },
      });
    }
    before = event;
  }
  const state = replay(script, run.moves, run.facts);
  const node = isRefused(state) ? undefined : nodeOf(script, state.at);
  if (node) {
    const from = Math.max(run.startedAt, before?.at ?? run.startedAt);
    steps.push({ node, kind: 'stands', takenBack: false, callId: run.callId, from });
  }
  return steps;
}

function eventsOf([run, ...earlier]: readonly AccountRun[]): Event[] {
  const back = [...earlier.toReversed(), ...(run ? [run] : [])].flatMap(({ takenBack }) => takenBack);
  const events: Event[] = [
    ...back.map(({ move }) => ({ at: move.at, move, takenBack: true })),
    ...back.map(({ at }) => ({ at, takenBack: false })),
    ...(run?.moves ?? []).map((move) => ({ at: move.at, move, takenBack: false })),
  ];
  return events.toSorted((one, other) => one.at - other.at);
}

function doneAt(
  node: ScriptNode,
  { input }: ScriptMove,
  answers: Record<AnswerKey, AnswerValue>,
): Pick<AccountStep, 'kind' | 'answer'> {
  if (input.kind === 'objection') return { kind: 'objected' };
  if (node.kind !== 'ask') return { kind: 'said' };
  if (input.kind === 'answer') {
    answers[node.key] = input.value;
    return { kind: 'answered', answer: input.value };
  }
  const answer = answerUnder(answers, node.key);
  return answer ? { kind: 'answered', answer } : { kind: 'skipped' };
}

export interface HeardRecording {
  readonly id: string;
  readonly state: 'recording' | 'finished' | 'repaired' | 'failed';
  readonly startedAt: number;
  readonly durationMs?: number | undefined;
  readonly silences: readonly Silence[];
}

/** What is to be heard of a step. `atMs`: from the beginning of the recording. */
export type Moment =
  | { readonly kind: 'heard'; readonly recordingId: string; readonly atMs: number }
  /** The network had failed: a recording is there, and nothing is on it. */
  | { readonly kind: 'silent'; readonly atMs: number }
  /** `still`: recorded at this moment. */
  | { readonly kind: 'still' | 'broken' | 'none' };

/** Sound that was lost in the middle of a step: it is heard from where it came back. */
export function momentOf(
  { from, to = Number.POSITIVE_INFINITY }: Pick<AccountStep, 'from' | 'to'>,
  recordings: readonly HeardRecording[],
): Moment {
  const recording = recordings.findLast(
    ({ startedAt, durationMs = Number.POSITIVE_INFINITY }) =>
      startedAt <= to && from < startedAt + durationMs,
  );
  if (!recording) return { kind: 'none' };
  if (recording.state === 'recording') return { kind: 'still' };
  if (recording.state === 'failed') return { kind: 'broken' };
  const { id: recordingId, startedAt, silences } = recording;
  const atMs = Math.max(0, from - startedAt);
  const silence = silences.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  if (!silence) return { kind: 'heard', recordingId, atMs };
  const end = Math.min(to - startedAt, recording.durationMs ?? Number.POSITIVE_INFINITY);
  return silence.toMs < end ? { kind: 'heard', recordingId, atMs: silence.toMs } : { kind: 'silent', atMs };
}
