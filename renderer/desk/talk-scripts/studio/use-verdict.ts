import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { STAGES } from '../../../../shared/contract/contacts.ts';
import { checkScript, type ScriptWorld, type Verdict } from '../../../../shared/domain/talk-script/check.ts';
import type { TalkScript } from '../../../../shared/domain/talk-script/script.ts';
import { useOwnFields } from '../../state/own-fields.tsx';
import type { NamedChoice, ScriptChoices } from './choices.ts';
import type { StepMark } from './graph-model.ts';

const CLEAN: Verdict = { faults: [], warnings: [] };

export const VerdictContext = createContext<Verdict>(CLEAN);
export const useVerdict = (): Verdict => useContext(VerdictContext);

const idsOf = (choices: readonly NamedChoice[] | undefined) =>
  choices && new Set(choices.map(({ value }) => value));

/** The checks of a script, a moment after it changed: the letter that was typed is on the screen first. */
export function useChecked(
  script: TalkScript,
  outcomes: ReadonlySet<string>,
  { lists, segments }: ScriptChoices,
): Verdict {
  const [verdict, setVerdict] = useState(CLEAN);
  const fields = useOwnFields();
  useEffect(() => {
    const world: ScriptWorld = {
      outcomes,
      campaigns: idsOf(lists),
      segments: idsOf(segments),
      stages: new Set(STAGES),
      ownFields: new Set(fields.flatMap(({ id, archived }) => (archived ? [] : [id]))),
    };
    const timer = setTimeout(() => setVerdict(checkScript(script, world)), 60);
    return () => clearTimeout(timer);
  }, [script, outcomes, lists, segments, fields]);
  return verdict;
}

/** By step. The same map as before when no mark has changed: with another one every step would be looked at. */
export function useMarks(): ReadonlyMap<string, StepMark> {
  const { faults, warnings } = useVerdict();
  const before = useRef<ReadonlyMap<string, StepMark>>(new Map());
  return useMemo(() => {
    const marks = new Map<string, StepMark>();
    for (const { nodeId } of warnings) if (nodeId !== undefined) marks.set(nodeId, 'warning');
    for (const { nodeId } of faults) if (nodeId !== undefined) marks.set(nodeId, 'fault');
    const same =
      marks.size === before.current.size && [...marks].every(([id, mark]) => before.current.get(id) === mark);
    if (!same) before.current = marks;
    return before.current;
  }, [faults, warnings]);
}
