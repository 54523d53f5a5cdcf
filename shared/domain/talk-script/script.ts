/**
 * A conversation template: a graph of steps that leads a talk. Plain data, kept as JSON; `check.ts` says what is wrong with
 * one, `interpreter.ts` walks it.
 */
export const SCRIPT_LANGUAGES = ['en', 'ru', 'uk'] as const;
export type ScriptLanguage = (typeof SCRIPT_LANGUAGES)[number];

/** A text in the languages of its script. See `text.ts` for the places that are filled in and the conditional parts. */
export type ScriptText = Readonly<Partial<Record<ScriptLanguage, string | undefined>>>;

/** Unique in its script; stays the same over versions, so that figures of two versions can be compared. */
export type NodeId = string;
/** Name under which an answer is kept and used in conditions and texts: `/^[a-z][a-zA-Z0-9_]{0,39}$/`. */
export type AnswerKey = string;
export type OptionId = string;

export interface TalkScript {
  readonly languages: readonly ScriptLanguage[];
  readonly start: NodeId;
  readonly nodes: readonly ScriptNode[];
}

export type ScriptNode = SayNode | AskNode | BranchNode | ActNode | ObjectionNode | BackNode | EndNode;
export type NodeKind = ScriptNode['kind'];

interface NodeBase {
  readonly id: NodeId;
  /** For the editor and the reports; a short name that the customer never hears. */
  readonly title: string;
  /** Where the editor draws it. */
  readonly position: { readonly x: number; readonly y: number };
}

/** Something to say; Enter goes on. */
export interface SayNode extends NodeBase {
  readonly kind: 'say';
  readonly text: ScriptText;
  /** Parts of the card that the step needs before the operator's eyes (row B3). */
  readonly show?: readonly CardPart[] | undefined;
  readonly next?: NodeId | undefined;
}

export const CARD_PARTS = ['standing', 'promises', 'lastTalk', 'people', 'facts', 'notes'] as const;
export type CardPart = (typeof CARD_PARTS)[number];

/** A question; the answer is kept under `key` and may fill a field of the card. */
export interface AskNode extends NodeBase {
  readonly kind: 'ask';
  readonly text: ScriptText;
  readonly key: AnswerKey;
  readonly answer: AnswerType;
  /** Without an answer it does not go on (an objection and the end of the call always go). */
  readonly required: boolean;
  /** A card number, a passport: while it is being answered the recording is paused. */
  readonly sensitive?: boolean | undefined;
  readonly fills?: FillTarget | undefined;
  readonly show?: readonly CardPart[] | undefined;
  /** Where to go when the chosen option names no way of its own. */
  readonly next?: NodeId | undefined;
}

export interface AnswerOption {
  readonly id: OptionId;
  readonly label: ScriptText;
  /** Of `one` and `yesNo` only. */
  readonly next?: NodeId | undefined;
}

export type AnswerType =
  | { readonly kind: 'one'; readonly options: readonly AnswerOption[] }
  | {
      readonly kind: 'several';
      readonly options: readonly AnswerOption[];
      readonly min?: number | undefined;
      readonly max?: number | undefined;
    }
  /** Its options have the ids `yes` and `no`. */
  | { readonly kind: 'yesNo'; readonly yes?: NodeId | undefined; readonly no?: NodeId | undefined }
  | {
      readonly kind: 'number';
      readonly min?: number | undefined;
      readonly max?: number | undefined;
      readonly whole: boolean;
    }
  /** `currency`: ISO 4217. Kept in minor units. */
  | {
      readonly kind: 'money';
      readonly currency: string;
      readonly min?: number | undefined;
      readonly max?: number | undefined;
    }
  | {
      readonly kind: 'date';
      readonly notBefore?: 'today' | undefined;
      readonly notAfter?: 'today' | undefined;
    }
  | { readonly kind: 'text'; readonly maxLength: number; readonly lines: 'one' | 'many' }
  /** Whole steps, both ends included, at most eleven. */
  | {
      readonly kind: 'scale';
      readonly from: number;
      readonly to: number;
      readonly low?: ScriptText | undefined;
      readonly high?: ScriptText | undefined;
    };
export type AnswerKind = AnswerType['kind'];

/** An answer as it is kept. Options by id; money in minor units; a date as `yyyy-mm-dd`. */
export type AnswerValue =
  | { readonly kind: 'one'; readonly option: OptionId }
  | { readonly kind: 'several'; readonly options: readonly OptionId[] }
  | { readonly kind: 'yesNo'; readonly yes: boolean }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'money'; readonly minor: number; readonly currency: string }
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'scale'; readonly step: number };

/** Goes on by itself, by the first case that holds. */
export interface BranchNode extends NodeBase {
  readonly kind: 'branch';
  readonly cases: ReadonlyArray<{ readonly when: Condition; readonly next?: NodeId | undefined }>;
  readonly otherwise?: NodeId | undefined;
}

export type Comparison = 'is' | 'isNot' | 'includes' | 'less' | 'more' | 'known' | 'unknown';

/** `value` is compared as a number for `less` and `more`, as text (an option's id for choices) otherwise. */
export type Condition =
  | {
      readonly kind: 'answer';
      readonly key: AnswerKey;
      readonly comparison: Comparison;
      readonly value?: string | undefined;
    }
  | {
      readonly kind: 'field';
      readonly field: ReadTarget;
      readonly comparison: Comparison;
      readonly value?: string | undefined;
    }
  | { readonly kind: 'list'; readonly campaignId: string }
  | { readonly kind: 'segment'; readonly segmentId: string }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition };

/** Does something and goes on by itself. Each is done once a talk, however often the operator goes back and on again. */
export interface ActNode extends NodeBase {
  readonly kind: 'act';
  readonly actions: readonly ScriptAction[];
  readonly next?: NodeId | undefined;
}

export type ScriptAction =
  /** `value` is a text with places, e.g. `{{answer.budget}}`. */
  | { readonly kind: 'fillField'; readonly field: FillTarget; readonly value: string }
  | { readonly kind: 'setStage'; readonly stage: string }
  | {
      readonly kind: 'createTask';
      readonly title: ScriptText;
      readonly inDays: number;
      readonly time: string;
    }
  | { readonly kind: 'addTag'; readonly tag: string }
  | { readonly kind: 'toList'; readonly campaignId: string }
  | { readonly kind: 'doNotCall' };

/**
 * What a customer may throw in at any moment; `/` lists them by `label`. Its steps end in a `back` node, which returns to
 * the step from which it was opened, or go on elsewhere.
 */
export interface ObjectionNode extends NodeBase {
  readonly kind: 'objection';
  readonly label: ScriptText;
  readonly text: ScriptText;
  readonly next?: NodeId | undefined;
}

export interface BackNode extends NodeBase {
  readonly kind: 'back';
}

/** The end of the talk; the outcome is offered in the wrap-up, chosen already. */
export interface EndNode extends NodeBase {
  readonly kind: 'end';
  readonly text: ScriptText;
  /** Key of an outcome, see `shared/domain/outcome`. */
  readonly outcome?: string | undefined;
}

/** Fields of a customer that a script may write. */
export const FILLABLE_FIELDS = [
  'name',
  'role',
  'channel',
  'region',
  'field',
  'headCount',
  'needs',
  'language',
  'zone',
  'email',
  'about',
] as const;
export type FillableField = (typeof FILLABLE_FIELDS)[number];

/** Fields of a customer that conditions and texts may read. */
export const READABLE_FIELDS = [
  ...FILLABLE_FIELDS,
  'organisation',
  'stage',
  'relation',
  'responsible',
  'tags',
  'lastOutcome',
] as const;
export type ReadableField = (typeof READABLE_FIELDS)[number];

/** A field of the firm's own, by its id: a new name of it changes no script. */
export type OwnFieldRef = `own.${string}`;
export const OWN_REF = /^own\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** The field's id; undefined for what is none of the firm's own. */
export const ownIdOf = (field: string): string | undefined => OWN_REF.exec(field)?.[1];

export type FillTarget = FillableField | OwnFieldRef;
export type ReadTarget = ReadableField | OwnFieldRef;

/** What is known in a field of the firm's own. */
export interface OwnFact {
  /** Of the field: texts have it by its name, `{{contact.own.Level}}`. */
  readonly name: string;
  /** As a person reads it. */
  readonly text: string;
  /** For comparisons: options by id, numbers and days plain, money in whole units, `yes` and `no`. */
  readonly values: readonly string[];
}

/**
 * What a script may know of the world, absent when unknown. Texts as a person reads them; what the program has words of its
 * own for (stage, channel, relation, last outcome) by its key, so that a condition means the same in each language.
 */
export interface ScriptFacts {
  readonly contact: Readonly<Partial<Record<ReadableField, string | undefined>>>;
  /** Of the firm's own fields those that are filled, by their id. */
  readonly own?: Readonly<Record<string, OwnFact>> | undefined;
  readonly me: { readonly name: string };
  readonly firm?: { readonly name: string } | undefined;
  /** The list from which the customer is called. */
  readonly campaign?: { readonly id: string; readonly name: string } | undefined;
  /** Of the segments that the script's conditions name, those in which the customer is. */
  readonly segments?: readonly string[] | undefined;
  /** Today at the customer's, `yyyy-mm-dd`. */
  readonly today: string;
}

/** What the operator did. A talk is the fold of its moves: nothing else is kept. */
export type ScriptInput =
  /** Goes on; from a question only when it is not required, or was answered before. */
  | { readonly kind: 'go' }
  | { readonly kind: 'answer'; readonly value: AnswerValue }
  | { readonly kind: 'objection'; readonly nodeId: NodeId };

export interface ScriptMove {
  /** Where it was made. */
  readonly nodeId: NodeId;
  readonly input: ScriptInput;
  /**
   * Where it led: the steps that were passed and, last, the one that waits. Kept, since a branch asks facts, and these may
   * be others by the time that the talk is replayed: an answer that fills a field must not move what came before it.
   */
  readonly way?: readonly NodeId[] | undefined;
  /** UTC ms. */
  readonly at: number;
  /** Of the call's recording, ms; absent when nothing was recorded then. */
  readonly offsetMs?: number | undefined;
}

/** A move that the operator went back over: no part of the talk's state any more, but it was said and is on the recording. */
export interface TakenBack {
  readonly move: ScriptMove;
  /** UTC ms. */
  readonly at: number;
}
