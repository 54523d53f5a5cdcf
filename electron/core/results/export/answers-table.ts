import type { ExportedRun } from '../../../../db/repositories/results/results.ts';
import { decimalsOf } from '../../../../shared/domain/goods/money.ts';
import type { ExportWords } from '../../../../shared/domain/results/export-words.ts';
import { stepsOf } from '../../../../shared/domain/results/script-results.ts';
import { walkOf } from '../../../../shared/domain/results/walk.ts';
import type {
  AnswerValue,
  AskNode,
  ScriptLanguage,
  TalkScript,
} from '../../../../shared/domain/talk-script/script.ts';
import { textIn } from '../../../../shared/domain/talk-script/text-in.ts';
import { type Names, outcomeOf, whom } from './calls-table.ts';
import type { Cell, Table } from './table.ts';

/** One row a talk, newest first; one column a question, of all versions. */
export function answersTable(
  runs: Iterable<ExportedRun>,
  versions: ReadonlyArray<{ readonly id: string; readonly script: TalkScript }>,
  language: ScriptLanguage,
  names: Names,
): Table {
  const { words } = names;
  const scripts = new Map(versions.map(({ id, script }) => [id, script]));
  const steps = stepsOf(versions.map(({ script }) => script));
  const questions = [...steps.values()].filter((node) => node.kind === 'ask');
  const titleOf = (id: string | undefined) => (id === undefined ? null : (steps.get(id)?.title ?? id));
  return {
    titles: [
      ...[words.when, words.agent, words.customer, words.organisation, words.number, words.outcome],
      ...[words.finished, words.lastStep],
      ...questions.map(questionTitle),
    ],
    rows: (function* rows() {
      for (const { run, talk } of runs) {
        const script = scripts.get(run.versionId);
        if (!script) continue;
        const { answers, finished, last } = walkOf(script, run);
        yield [
          { wallClock: names.clock(talk.at) },
          talk.agentName ?? null,
          ...whom(talk),
          outcomeOf(talk, names),
          finished ? words.yes : words.no,
          titleOf(last),
          ...questions.map((question) => answerCell(question, answers.get(question.id), language, words)),
        ];
      }
    })(),
  };
}

const questionTitle = ({ title, key, answer }: AskNode): string => {
  const name = title.trim() || key;
  return answer.kind === 'money' ? `${name}, ${answer.currency}` : name;
};

/** As a person reads it; numbers stay numbers, and money is in whole units of its currency. */
function answerCell(
  { answer }: AskNode,
  value: AnswerValue | undefined,
  language: ScriptLanguage,
  words: ExportWords,
): Cell {
  const label = (id: string): string => {
    const option = 'options' in answer ? answer.options.find((one) => one.id === id) : undefined;
    return (option && textIn(option.label, language)) || id;
  };
  switch (value?.kind) {
    case undefined:
      return null;
    case 'one':
      return label(value.option);
    case 'several':
      return value.options.map(label).join(', ');
    case 'yesNo':
      return value.yes ? words.yes : words.no;
    case 'number':
      return value.number;
    case 'money':
      return value.minor / 10 ** decimalsOf(value.currency);
    case 'date':
      return value.date;
    case 'text':
      return value.text;
    case 'scale':
      return value.step;
  }
}
