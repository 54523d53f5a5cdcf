import { checkAnswers } from './check-answers.ts';
import { checkDeeds } from './check-deeds.ts';
import { checkWays } from './check-ways.ts';
import { checkWords } from './check-words.ts';
import type { Fault, FaultCode, ScriptWorld } from './fault.ts';
import type { TalkScript } from './script.ts';

export type { Fault, FaultCode, ScriptWorld } from './fault.ts';

export interface Verdict {
  /** Would stop a talk, or put wrong words before the operator: no publication with these. */
  readonly faults: readonly Fault[];
  /** Worth a look. */
  readonly warnings: readonly Fault[];
}

const WARNINGS: ReadonlySet<FaultCode> = new Set(['endWithoutOutcome', 'titleMissing', 'otherOptions']);

/**
 * What is wrong with a template, step by step in its order. It takes time linear in the size of the template: its author
 * has it run at each keystroke.
 */
export function checkScript(script: TalkScript, world: ScriptWorld): Verdict {
  const found = [
    ...checkWays(script),
    ...checkAnswers(script, world),
    ...checkWords(script),
    ...checkDeeds(script, world),
  ];
  const place = new Map(script.nodes.map((node, index) => [node.id, index]));
  const at = ({ nodeId }: Fault) => (nodeId === undefined ? -1 : (place.get(nodeId) ?? -1));
  const ordered = found.sort((one, other) => at(one) - at(other));
  return {
    faults: ordered.filter(({ code }) => !WARNINGS.has(code)),
    warnings: ordered.filter(({ code }) => WARNINGS.has(code)),
  };
}
