import { decimalsOf } from '../goods/money.ts';
import { fold } from '../text/fold.ts';
import { answerUnder } from './answer.ts';
import {
  type AnswerKey,
  type AnswerValue,
  type Condition,
  ownIdOf,
  type ReadableField,
  type ReadTarget,
  type ScriptFacts,
  type TalkScript,
} from './script.ts';

export type Answers = Readonly<Record<AnswerKey, AnswerValue>>;

/** A condition of people is two or three deep; a file may hold anything, and the stack is finite. */
const MAX_DEPTH = 50;

/** Whether it holds now. What is unknown is neither less nor more, and is not any value. */
export function holds(condition: Condition, answers: Answers, facts: ScriptFacts, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const inner = (of: Condition) => holds(of, answers, facts, depth + 1);
  switch (condition.kind) {
    case 'answer': {
      const answer = answerUnder(answers, condition.key);
      return compare(answer && comparable(answer), condition);
    }
    case 'field':
      return compare(fieldValue(condition.field, facts), condition);
    case 'list':
      return facts.campaign?.id === condition.campaignId;
    case 'segment':
      return facts.segments?.includes(condition.segmentId) ?? false;
    case 'all':
      return condition.of.every(inner);
    case 'any':
      return condition.of.some(inner);
    case 'not':
      return !inner(condition.of);
  }
}

const named = new WeakMap<TalkScript, readonly string[]>();

/** Ids of the segments that its conditions name: what a talk has to know of its customer before a branch asks. */
export function segmentsIn(script: TalkScript): readonly string[] {
  const known = named.get(script);
  if (known) return known;
  const found = new Set<string>();
  const look = (condition: Condition, depth: number): void => {
    if (depth > MAX_DEPTH) return;
    if (condition.kind === 'segment') found.add(condition.segmentId);
    else if (condition.kind === 'not') look(condition.of, depth + 1);
    else if (condition.kind === 'all' || condition.kind === 'any')
      for (const inner of condition.of) look(inner, depth + 1);
  };
  for (const node of script.nodes)
    if (node.kind === 'branch') for (const { when } of node.cases) look(when, 0);
  const ids = [...found];
  named.set(script, ids);
  return ids;
}

/** Several for what has several values: chosen options, tags. */
type Values = readonly string[];

/** Money in whole units, since that is what an author writes: `more` than 5000. */
function comparable(answer: AnswerValue): Values {
  switch (answer.kind) {
    case 'one':
      return [answer.option];
    case 'several':
      return answer.options;
    case 'yesNo':
      return [answer.yes ? 'yes' : 'no'];
    case 'number':
      return [String(answer.number)];
    case 'money':
      return [String(answer.minor / 10 ** decimalsOf(answer.currency))];
    case 'date':
      return [answer.date];
    case 'text':
      return [answer.text];
    case 'scale':
      return [String(answer.step)];
  }
}

export function fieldValue(field: ReadTarget, { contact, own = {} }: ScriptFacts): Values | undefined {
  const id = ownIdOf(field);
  if (id !== undefined) return Object.hasOwn(own, id) ? own[id]?.values : undefined;
  const value = Object.hasOwn(contact, field) ? contact[field as ReadableField]?.trim() : undefined;
  if (value === undefined || value === '') return undefined;
  return field === 'tags' ? value.split(',').map((tag) => tag.trim()) : [value];
}

type Compared = Extract<Condition, { kind: 'answer' | 'field' }>;

function compare(values: Values | undefined, { comparison, value = '' }: Compared): boolean {
  switch (comparison) {
    case 'known':
      return values !== undefined && values.length > 0;
    case 'unknown':
      return values === undefined || values.length === 0;
    case 'is':
      return values?.length === 1 && same(values[0] ?? '', value);
    case 'isNot':
      return !(values?.length === 1 && same(values[0] ?? '', value));
    case 'includes':
      return (values ?? []).some((one) => fold(one).includes(fold(value)));
    case 'less':
      return values?.length === 1 && order(values[0] ?? '', value) < 0;
    case 'more':
      return values?.length === 1 && order(values[0] ?? '', value) > 0;
  }
}

const same = (one: string, other: string): boolean => order(one, other) === 0 || fold(one) === fold(other);

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Not a number when the two cannot be ordered. */
function order(one: string, other: string): number {
  if (DATE.test(one) && DATE.test(other)) return one < other ? -1 : Number(one > other);
  return one.trim() === '' || other.trim() === '' ? Number.NaN : Number(one) - Number(other);
}
