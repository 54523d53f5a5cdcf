import { begin, step, type TalkState } from './interpreter.ts';
import { isRefused, type Refused } from './refusal.ts';
import type { NodeId, ScriptFacts, ScriptInput, TalkScript } from './script.ts';

/** A walk through a template with what it must lead to. */
export interface TestCase {
  readonly facts: ScriptFacts;
  readonly inputs: readonly ScriptInput[];
  readonly endsAt: NodeId;
  readonly outcome?: string | undefined;
}

export type Difference =
  /** It did not go on: the index of the input, or -1 for the beginning. */
  | { readonly kind: 'stopped'; readonly input: number; readonly at: NodeId; readonly refused: Refused }
  | { readonly kind: 'elsewhere'; readonly expected: NodeId; readonly at: NodeId }
  | {
      readonly kind: 'otherOutcome';
      readonly expected: string | undefined;
      readonly outcome: string | undefined;
    };

export interface TestResult {
  /** Absent: it passed. */
  readonly difference?: Difference;
  /** Every step that it came to, in order. */
  readonly path: readonly NodeId[];
}

/** Walks a case through the template as it is now, and says where it first differs. */
export function runTestCase(script: TalkScript, test: TestCase): TestResult {
  const first = begin(script, test.facts);
  if (isRefused(first))
    return { path: [], difference: { kind: 'stopped', input: -1, at: script.start, refused: first } };
  let state: TalkState = first;
  for (const [input, given] of test.inputs.entries()) {
    const next = step(script, state, given, test.facts);
    if (isRefused(next))
      return { path: state.path, difference: { kind: 'stopped', input, at: state.at, refused: next } };
    state = next;
  }
  const { at, outcome, path } = state;
  if (at !== test.endsAt) return { path, difference: { kind: 'elsewhere', expected: test.endsAt, at } };
  if (outcome !== test.outcome)
    return { path, difference: { kind: 'otherOutcome', expected: test.outcome, outcome } };
  return { path };
}

/** Steps that no case comes to, in the order of the template. */
export function untested(script: TalkScript, results: readonly TestResult[]): NodeId[] {
  const seen = new Set(results.flatMap(({ path }) => path));
  return script.nodes.filter(({ id }) => !seen.has(id)).map(({ id }) => id);
}
