// A talk that a script leads, for tests and for the preview page.

import { Failure } from '../../../shared/contract/failure.ts';
import type { ScriptVersion, TalkRun } from '../../../shared/contract/talk-scripts.ts';
import { begin, madeMove, replay, step } from '../../../shared/domain/talk-script/interpreter.ts';
import { isRefused } from '../../../shared/domain/talk-script/refusal.ts';
import type {
  ScriptInput,
  ScriptMove,
  ScriptNode,
  ScriptText,
  TalkScript,
} from '../../../shared/domain/talk-script/script.ts';
import type { FakeHandlers } from './fake-handlers.ts';
import { ANNA, id } from './sample.ts';

const base = (of: string) => ({ id: of, title: of, position: { x: 0, y: 0 } });
const both = (en: string, ru: string): ScriptText => ({ en, ru });

export const SCRIPT: TalkScript = {
  languages: ['en', 'ru'],
  start: 'hello',
  nodes: [
    {
      ...base('hello'),
      kind: 'say',
      text: both(
        'Good morning, {{contact.name|}}! This is {{me.name}} of {{firm.name}}. Do you have two minutes?',
        'Доброе утро, {{contact.name|}}! Это {{me.name}}, {{firm.name}}. Есть две минуты?',
      ),
      next: 'who',
    },
    {
      ...base('who'),
      kind: 'ask',
      key: 'who',
      required: true,
      show: ['people', 'facts'],
      text: both('Who decides on bearings in your firm?', 'Кто у вас решает по подшипникам?'),
      answer: {
        kind: 'one',
        options: [
          { id: 'me', label: both('I do', 'Я сам') },
          { id: 'boss', label: both('My superior', 'Руководитель') },
          { id: 'buyer', label: both('The purchasing department', 'Отдел снабжения') },
        ],
      },
      next: 'what',
    },
    {
      ...base('what'),
      kind: 'ask',
      key: 'what',
      required: false,
      text: both('What do you use most?', 'Что вы берёте чаще?'),
      answer: {
        kind: 'several',
        options: [
          { id: 'ball', label: both('Ball bearings', 'Шариковые') },
          { id: 'roller', label: both('Roller bearings', 'Роликовые') },
        ],
      },
      next: 'size',
    },
    {
      ...base('size'),
      kind: 'ask',
      key: 'size',
      required: true,
      text: both('How many do you need a month?', 'Сколько вам нужно в месяц?'),
      answer: { kind: 'number', min: 1, whole: true },
      next: 'likely',
    },
    {
      ...base('likely'),
      kind: 'ask',
      key: 'likely',
      required: false,
      text: both('How likely is it that you order this year?', 'Насколько вероятен заказ в этом году?'),
      answer: {
        kind: 'scale',
        from: 0,
        to: 10,
        low: both('not at all', 'нисколько'),
        high: both('sure', 'точно'),
      },
      next: 'bye',
    },
    {
      ...base('bye'),
      kind: 'end',
      outcome: 'agreed',
      text: both('Thank you, goodbye!', 'Спасибо, до свидания!'),
    },
    objection('price', both('Too expensive', 'Слишком дорого')),
    objection('time', both('No time now', 'Нет времени')),
    objection('have', both('We have a supplier', 'У нас есть поставщик')),
    { ...base('back'), kind: 'back' },
  ],
};

function objection(of: string, label: ScriptText): ScriptNode {
  const text = both('I understand. May I ask what you compare it with?', 'Понимаю. С чем вы сравниваете?');
  return { ...base(of), kind: 'objection', label, text, next: 'back' };
}

export const VERSION: ScriptVersion = {
  id: id(701),
  scriptId: id(700),
  number: 1,
  name: 'First contact',
  at: 0,
  remark: '',
  script: SCRIPT,
};

export const RUN: TalkRun = {
  id: id(702),
  revision: 1,
  callId: id(1),
  scriptId: VERSION.scriptId,
  versionId: VERSION.id,
  contactId: ANNA.id,
  language: 'en',
  facts: {
    contact: { name: ANNA.name, organisation: ANNA.organisationName, stage: ANNA.stage },
    me: { name: 'Olena' },
    firm: { name: 'Ringdesk' },
    today: '2026-11-27',
  },
  moves: [],
  takenBack: [],
  state: 'running',
  startedAt: 0,
};

/** The same talk after these inputs, three seconds each. */
export function runAfter(inputs: readonly ScriptInput[], run: TalkRun = RUN): TalkRun {
  const moves: ScriptMove[] = [...run.moves];
  let state = replay(SCRIPT, moves, run.facts);
  for (const input of inputs) {
    const before = isRefused(state) ? begin(SCRIPT, run.facts) : state;
    const after = isRefused(before) ? before : step(SCRIPT, before, input, run.facts);
    if (isRefused(before) || isRefused(after))
      throw new Failure('scriptInputRefused', { because: isRefused(after) ? after.refused : 'missingStep' });
    const at = (moves.length + 1) * 3_000;
    moves.push({ ...madeMove(before, input, after), at, offsetMs: at });
    state = after;
  }
  return { ...run, moves, revision: run.revision + inputs.length };
}

/** A core in which this script leads the talk; `held` says what it has on disk. */
export function scriptHandlers(first: TalkRun = RUN): FakeHandlers & { held(): TalkRun } {
  let run = first;
  const unchanged = (revision: number) => {
    if (revision !== run.revision) throw new Failure('changedMeanwhile');
  };
  const handlers: FakeHandlers = {
    'talkScripts.version': () => VERSION,
    'talkScripts.list': () => [
      {
        id: VERSION.scriptId,
        version: 1,
        name: VERSION.name,
        use: { inboundAccountIds: [] },
        published: { versionId: VERSION.id, number: 1, at: 0 },
        draftChanged: false,
        steps: SCRIPT.nodes.length,
        archived: false,
        updatedAt: 0,
      },
    ],
    'talkRuns.begin': ({ known = [] }) => (known.includes(VERSION.id) ? { run } : { run, version: VERSION }),
    'talkRuns.ofCall': () => run,
    'talkRuns.move': ({ revision, input }) => {
      unchanged(revision);
      run = runAfter([input as ScriptInput], run);
      return run;
    },
    'talkRuns.back': ({ revision }) => {
      unchanged(revision);
      const takenBack = run.moves.slice(-1).map((move) => ({ move, at: move.at + 1_000 }));
      run = {
        ...run,
        moves: run.moves.slice(0, -1),
        takenBack: [...run.takenBack, ...takenBack],
        revision: run.revision + 1,
      };
      return run;
    },
  };
  return Object.assign(handlers, { held: () => run });
}
