import { type WaitingNode, waits } from '../talk-script/graph.ts';
import type {
  AnswerKind,
  AnswerValue,
  AskNode,
  NodeId,
  ScriptLanguage,
  ScriptText,
  TalkScript,
} from '../talk-script/script.ts';
import { orderOfSteps } from './order.ts';
import { type Quartiles, quartiles } from './quartiles.ts';
import { valuesOf, type Walk } from './walk.ts';

export interface StepCount {
  readonly nodeId: NodeId;
  readonly title: string;
  readonly kind: WaitingNode['kind'];
  /** Talks that came to it. */
  readonly reached: number;
  /** Of them: talks that were not finished, and stood here last. */
  readonly leftHere: number;
}

export interface QuestionCount {
  readonly nodeId: NodeId;
  readonly key: string;
  readonly title: string;
  readonly kind: AnswerKind;
  readonly currency?: string | undefined;
  readonly answered: number;
  readonly values: ReadonlyArray<{ readonly value: string; readonly label: string; readonly count: number }>;
  readonly numbers?: Quartiles | undefined;
  readonly texts: ReadonlyArray<{ readonly callId: string; readonly text: string }>;
  readonly perAgent: ReadonlyArray<{
    readonly agentId: string | null;
    readonly answered: number;
    readonly values: ReadonlyArray<{ readonly value: string; readonly count: number }>;
    readonly median?: number | undefined;
  }>;
}

/** The newest of them are enough to read; all of them are in the export. */
const TEXTS = 100;

/**
 * Counts talks of a template, whatever their versions: a step is the same one by its id, and is called as the newest
 * version that has it calls it. Talks are added newest first.
 */
export class ScriptTally {
  readonly #steps: ReadonlyMap<NodeId, WaitingNode>;
  readonly #languages: readonly ScriptLanguage[];
  readonly #reached = new Map<NodeId, number>();
  readonly #left = new Map<NodeId, number>();
  readonly #questions = new Map<NodeId, QuestionTally>();
  runs = 0;
  finished = 0;

  /**
   * @param versions newest first
   * @param language of the titles, where the template has it
   */
  constructor(versions: readonly TalkScript[], language: ScriptLanguage) {
    this.#steps = stepsOf(versions);
    this.#languages = [language, ...(versions[0]?.languages ?? [])];
  }

  add(callId: string, agentId: string | null, walk: Walk): void {
    this.runs += 1;
    if (walk.finished) this.finished += 1;
    else if (walk.last !== undefined) count(this.#left, walk.last);
    for (const id of walk.steps) count(this.#reached, id);
    for (const [id, answer] of walk.answers) {
      const question = this.#questions.get(id) ?? new QuestionTally();
      this.#questions.set(id, question);
      question.add(callId, agentId, answer);
    }
  }

  funnel(): StepCount[] {
    return [...this.#steps.values()].map((node) => ({
      nodeId: node.id,
      title: this.#titleOf(node),
      kind: node.kind,
      reached: this.#reached.get(node.id) ?? 0,
      leftHere: this.#left.get(node.id) ?? 0,
    }));
  }

  /** Of every question, in the order of the funnel. */
  answers(): QuestionCount[] {
    return [...this.#steps.values()]
      .filter((node) => node.kind === 'ask')
      .map((node) => {
        const { answer } = node;
        const tally = this.#questions.get(node.id) ?? new QuestionTally();
        const options = this.#optionsOf(node);
        return {
          nodeId: node.id,
          key: node.key,
          title: this.#titleOf(node),
          kind: answer.kind,
          ...(answer.kind === 'money' ? { currency: answer.currency } : {}),
          answered: tally.all.answered,
          values: inOrder(tally.all.values, options),
          numbers: quartiles(tally.all.numbers),
          texts: tally.texts,
          perAgent: [...tally.agents]
            .map(([agentId, { answered, values, numbers }]) => ({
              agentId,
              answered,
              values: [...values].map(([value, times]) => ({ value, count: times })),
              median: quartiles(numbers)?.median,
            }))
            .sort((a, b) => b.answered - a.answered),
        };
      });
  }

  /** Values that can be chosen, with their labels; of a free answer none. */
  #optionsOf({ answer }: AskNode): ReadonlyMap<string, string> {
    switch (answer.kind) {
      case 'one':
      case 'several':
        return new Map(answer.options.map(({ id, label }) => [id, this.#words(label)]));
      case 'yesNo':
        return new Map([
          ['yes', ''],
          ['no', ''],
        ]);
      case 'scale': {
        const length = Math.max(0, answer.to - answer.from + 1);
        return new Map(Array.from({ length }, (_, n) => [String(answer.from + n), String(answer.from + n)]));
      }
      default:
        return new Map();
    }
  }

  #titleOf(node: WaitingNode): string {
    return node.title.trim() || this.#words(node.text).slice(0, 80) || node.id;
  }

  #words(text: ScriptText): string {
    return this.#languages.map((language) => text[language]).find((words) => words) ?? '';
  }
}

/** The newest version's steps as a talk goes through them, then those of older versions that it no longer has. */
export function stepsOf(versions: readonly TalkScript[]): ReadonlyMap<NodeId, WaitingNode> {
  const steps = new Map<NodeId, WaitingNode>();
  for (const version of versions) {
    const nodes = new Map(version.nodes.map((node) => [node.id, node]));
    for (const id of orderOfSteps(version)) {
      const node = nodes.get(id);
      if (node && waits(node) && !steps.has(id)) steps.set(id, node);
    }
  }
  return steps;
}

/** Every option in its order; then what was answered and can no longer be chosen, and dates by the calendar. */
function inOrder(
  counts: ReadonlyMap<string, number>,
  options: ReadonlyMap<string, string>,
): QuestionCount['values'] {
  const others = [...counts.keys()].filter((value) => !options.has(value)).sort();
  return [...options.keys(), ...others].map((value) => ({
    value,
    label: options.get(value) ?? value,
    count: counts.get(value) ?? 0,
  }));
}

interface Part {
  answered: number;
  readonly values: Map<string, number>;
  readonly numbers: number[];
}

const part = (): Part => ({ answered: 0, values: new Map(), numbers: [] });

class QuestionTally {
  readonly all = part();
  readonly agents = new Map<string | null, Part>();
  readonly texts: Array<{ readonly callId: string; readonly text: string }> = [];

  add(callId: string, agentId: string | null, answer: AnswerValue): void {
    const ofAgent = this.agents.get(agentId) ?? part();
    this.agents.set(agentId, ofAgent);
    for (const counted of [this.all, ofAgent]) {
      counted.answered += 1;
      for (const value of valuesOf(answer)) count(counted.values, value);
      if (answer.kind === 'number') counted.numbers.push(answer.number);
      if (answer.kind === 'money') counted.numbers.push(answer.minor);
    }
    if (answer.kind === 'text' && this.texts.length < TEXTS) this.texts.push({ callId, text: answer.text });
  }
}

const count = <K>(counts: Map<K, number>, key: K): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};
