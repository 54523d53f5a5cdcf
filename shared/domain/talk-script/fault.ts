import { type NodeId, ownIdOf } from './script.ts';

/** Each has a sentence in the catalogue (`talkScripts:fault.<code>`). */
export const FAULT_CODES = [
  /** Ways. */
  'startMissing',
  'duplicateStep',
  'danglingLink',
  'deadEnd',
  'unreachable',
  'endlessLoop',
  'neverEnds',
  'backOutside',
  'objectionNeverReturns',
  /** Answers and conditions. */
  'noAnswerPossible',
  'duplicateOption',
  'keyOfTwoTypes',
  'otherOptions',
  'unknownKey',
  'unknownOption',
  'unknownField',
  'unknownList',
  'unknownSegment',
  'valueMissing',
  'valueMisfit',
  'conditionTooDeep',
  /** Words. */
  'noLanguage',
  'textMissing',
  'unknownPlace',
  'unclosedIf',
  'unopenedIf',
  'titleMissing',
  /** Deeds and ends. */
  'unknownStage',
  'unknownOutcome',
  'endWithoutOutcome',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

export interface Fault {
  readonly code: FaultCode;
  /** Absent when it is the template as a whole. */
  readonly nodeId?: NodeId | undefined;
  /** For the sentence: `port` (see `links.ts`), `part`, `language`, `key`, `value`, `place`. */
  readonly params: Readonly<Record<string, string>>;
}

export const fault = (
  code: FaultCode,
  nodeId: NodeId | undefined,
  params: Readonly<Record<string, string>> = {},
): Fault => ({ code, ...(nodeId === undefined ? {} : { nodeId }), params });

/** What a template may refer to. What is not given is not checked. */
export interface ScriptWorld {
  /** Keys of outcomes that can be chosen. */
  readonly outcomes?: ReadonlySet<string> | undefined;
  /** Ids of lists. */
  readonly campaigns?: ReadonlySet<string> | undefined;
  /** Ids of segments. */
  readonly segments?: ReadonlySet<string> | undefined;
  readonly stages?: ReadonlySet<string> | undefined;
  /** Ids of the firm's own fields that are not put away. */
  readonly ownFields?: ReadonlySet<string> | undefined;
}

/** Whether a field is one of these, or one of the firm's own. */
export function isField(field: string, known: readonly string[], { ownFields }: ScriptWorld): boolean {
  const own = ownIdOf(field);
  return own === undefined ? known.includes(field) : (ownFields?.has(own) ?? true);
}
