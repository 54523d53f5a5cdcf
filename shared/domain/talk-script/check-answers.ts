import { type Fault, fault, isField, type ScriptWorld } from './fault.ts';
import {
  type AnswerType,
  type AskNode,
  type Condition,
  FILLABLE_FIELDS,
  READABLE_FIELDS,
  type TalkScript,
} from './script.ts';

/** As deep as the interpreter looks. */
const MAX_DEPTH = 50;

type Questions = ReadonlyMap<string, readonly AskNode[]>;

/** Whether each question can be answered, and each condition asks for something that there is. */
export function checkAnswers(script: TalkScript, world: ScriptWorld): Fault[] {
  const questions = new Map<string, AskNode[]>();
  for (const node of script.nodes) {
    if (node.kind !== 'ask') continue;
    const same = questions.get(node.key);
    if (same) same.push(node);
    else questions.set(node.key, [node]);
  }
  const faults: Fault[] = [];
  for (const node of script.nodes) {
    if (node.kind === 'ask') faults.push(...ofQuestion(node, questions.get(node.key)?.[0] ?? node, world));
    if (node.kind === 'branch') {
      node.cases.forEach(({ when }, index) => {
        const part = `case:${index}`;
        const tell = (code: Fault['code'], params: Record<string, string> = {}) =>
          faults.push(fault(code, node.id, { part, ...params }));
        ofCondition(when, questions, world, tell, 0);
      });
    }
  }
  return faults;
}

function ofQuestion(node: AskNode, first: AskNode, world: ScriptWorld): Fault[] {
  const { id, key, answer, fills } = node;
  const faults: Fault[] = [];
  if (fills !== undefined && !isField(fills, FILLABLE_FIELDS, world))
    faults.push(fault('unknownField', id, { value: fills }));
  if (node.required && !answerable(answer)) faults.push(fault('noAnswerPossible', id));
  const ids = optionsOf(answer);
  if (new Set(ids).size < ids.length) faults.push(fault('duplicateOption', id));
  if (first === node) return faults;
  const other = first.answer;
  const money = answer.kind === 'money' && other.kind === 'money' && answer.currency !== other.currency;
  if (other.kind !== answer.kind || money) faults.push(fault('keyOfTwoTypes', id, { key }));
  else if (ids.join('\n') !== optionsOf(other).join('\n')) faults.push(fault('otherOptions', id, { key }));
  return faults;
}

const optionsOf = (answer: AnswerType): string[] =>
  answer.kind === 'one' || answer.kind === 'several' ? answer.options.map(({ id }) => id) : [];

/** There is a value that it takes. */
function answerable(answer: AnswerType): boolean {
  switch (answer.kind) {
    case 'one':
      return answer.options.length > 0;
    case 'several': {
      const { min = 0, max = answer.options.length } = answer;
      return answer.options.length > 0 && min <= answer.options.length && min <= max;
    }
    case 'number':
    case 'money': {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = answer;
      const whole = answer.kind === 'money' || answer.whole;
      return whole ? Math.ceil(min) <= max : min <= max;
    }
    case 'scale':
      return answer.from <= answer.to;
    case 'text':
      return answer.maxLength > 0;
    case 'yesNo':
    case 'date':
      return true;
  }
}

type Tell = (code: Fault['code'], params?: Record<string, string>) => void;

function ofCondition(
  condition: Condition,
  questions: Questions,
  world: ScriptWorld,
  tell: Tell,
  depth: number,
): void {
  if (depth > MAX_DEPTH) {
    tell('conditionTooDeep');
    return;
  }
  switch (condition.kind) {
    case 'all':
    case 'any':
      for (const inner of condition.of) ofCondition(inner, questions, world, tell, depth + 1);
      return;
    case 'not':
      ofCondition(condition.of, questions, world, tell, depth + 1);
      return;
    case 'list':
      if (world.campaigns && !world.campaigns.has(condition.campaignId)) tell('unknownList');
      return;
    case 'segment':
      if (world.segments && !world.segments.has(condition.segmentId)) tell('unknownSegment');
      return;
    case 'field':
      if (!isField(condition.field, READABLE_FIELDS, world)) tell('unknownField', { value: condition.field });
      else if (lacksValue(condition)) tell('valueMissing');
      return;
    case 'answer': {
      const asked = questions.get(condition.key);
      if (!asked) tell('unknownKey', { key: condition.key });
      else if (lacksValue(condition)) tell('valueMissing');
      else if (condition.value !== undefined && comparesValue(condition))
        ofValue(condition.value, condition.comparison, asked, tell);
    }
  }
}

type Comparing = Extract<Condition, { kind: 'answer' | 'field' }>;

const comparesValue = ({ comparison }: Comparing): boolean =>
  comparison !== 'known' && comparison !== 'unknown';
const lacksValue = (condition: Comparing): boolean =>
  comparesValue(condition) && (condition.value ?? '').trim() === '';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether an answer could ever have this value; of several questions with one key one is enough. */
function ofValue(value: string, comparison: string, asked: readonly AskNode[], tell: Tell): void {
  const fits = ({ answer }: AskNode): boolean => {
    switch (answer.kind) {
      case 'one':
      case 'several':
        return answer.options.some(({ id }) => id === value);
      case 'yesNo':
        return value === 'yes' || value === 'no';
      case 'number':
      case 'money':
      case 'scale':
        return comparison === 'includes' || Number.isFinite(Number(value));
      case 'date':
        return comparison === 'includes' || DATE.test(value);
      case 'text':
        return comparison !== 'less' && comparison !== 'more' ? true : Number.isFinite(Number(value));
    }
  };
  if (asked.some(fits)) return;
  const choice = asked.some(({ answer }) => ['one', 'several', 'yesNo'].includes(answer.kind));
  tell(choice ? 'unknownOption' : 'valueMisfit', { key: asked[0]?.key ?? '', value });
}
