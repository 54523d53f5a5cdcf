// A month small enough to be counted by hand: the calls of two lists, and talks that one template led.
import { v7 } from 'uuid';
import type { CallRecord } from '../../../../db/repositories/index.ts';
import { createRepositories } from '../../../../db/repositories/index.ts';
import { campaigns, talkRuns, talkScripts, talkScriptVersions } from '../../../../db/schema/selling.ts';
import { callRecord, draft, HOME, ME, type TestBase } from '../../../../db/testing.ts';
import type { CallEnd } from '../../../../shared/domain/call/call.ts';
import { DEFAULT_RULES } from '../../../../shared/domain/pacing/campaign.ts';
import type { AnswerValue, ScriptMove, TalkScript } from '../../../../shared/domain/talk-script/script.ts';

export const id = (n: number): string => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const OLENA = ME;
export const PETRO = id(2);
export const LIST_A = id(11);
export const LIST_B = id(12);
export const SCRIPT = id(20);
const VERSION_1 = id(21);
const VERSION_2 = id(22);
export const ZONE = 'Europe/Kyiv';

/** Winter in Kyiv: two hours before UTC. */
const kyiv = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+02:00`);

interface Line {
  readonly at: string;
  readonly who: string;
  /** Seconds; 0: nobody answered. */
  readonly talked: number;
  readonly outcome?: string;
  readonly list?: string;
  readonly inbound?: true;
  readonly rest?: Partial<CallRecord>;
}

/** By number of the call, which is its id. */
const CALLS: Readonly<Record<number, Line>> = {
  1: { at: '2026-11-02 09:00', who: OLENA, talked: 120, outcome: 'agreed', list: LIST_A },
  2: { at: '2026-11-02 09:10', who: OLENA, talked: 0, list: LIST_A },
  // Late in the evening of the 2nd, and after midnight: in UTC it is the 2nd both times.
  3: { at: '2026-11-02 23:30', who: PETRO, talked: 60, outcome: 'refused', list: LIST_A },
  4: { at: '2026-11-03 00:30', who: PETRO, talked: 30, outcome: 'doNotCall', list: LIST_A },
  5: { at: '2026-11-03 10:00', who: OLENA, talked: 15, outcome: 'voicemail', list: LIST_A },
  6: { at: '2026-11-03 11:00', who: OLENA, talked: 90, outcome: 'callback', list: LIST_A },
  // Nothing on the 4th.
  7: { at: '2026-11-05 12:00', who: PETRO, talked: 200, outcome: 'order', list: LIST_A },
  8: { at: '2026-11-05 12:30', who: PETRO, talked: 10, outcome: 'wrongNumber', list: LIST_A },
  9: { at: '2026-11-05 13:00', who: PETRO, talked: 0, list: LIST_A },
  10: { at: '2026-11-05 14:00', who: OLENA, talked: 40, list: LIST_A },
  // Of no list, and of the other one.
  11: { at: '2026-11-05 15:00', who: OLENA, talked: 300, outcome: 'question', inbound: true },
  12: { at: '2026-11-06 16:00', who: PETRO, talked: 20, outcome: 'refused', list: LIST_B },
  // Nobody's result.
  13: { at: '2026-11-05 17:00', who: OLENA, talked: 50, list: LIST_A, rest: { purpose: 'consult' } },
  14: { at: '2026-11-05 17:10', who: OLENA, talked: 50, list: LIST_A, rest: { purpose: 'service' } },
};

const text = (en: string) => ({ en });
const at = { position: { x: 0, y: 0 } };

const FIRST: TalkScript = {
  languages: ['en'],
  start: 'hello',
  nodes: [
    { ...at, id: 'hello', kind: 'say', title: 'Greeting', text: text('Hello'), next: 'price' },
    {
      ...at,
      id: 'price',
      kind: 'ask',
      title: 'The price',
      text: text('Is it a fair price?'),
      key: 'fair',
      answer: { kind: 'yesNo', yes: 'budget', no: 'bye' },
      required: true,
    },
    {
      ...at,
      id: 'budget',
      kind: 'ask',
      title: 'Budget',
      text: text('How much?'),
      key: 'budget',
      answer: { kind: 'money', currency: 'UAH' },
      required: true,
      next: 'bye',
    },
    { ...at, id: 'bye', kind: 'end', title: 'Goodbye', text: text('Goodbye') },
    {
      ...at,
      id: 'dear',
      kind: 'objection',
      title: 'Too dear',
      label: text('Dear'),
      text: text('But'),
      next: 'back',
    },
    { ...at, id: 'back', kind: 'back', title: '' },
  ],
};

/** Renames a step, and asks two things more. */
const SECOND: TalkScript = {
  ...FIRST,
  nodes: FIRST.nodes.flatMap((node) =>
    node.id === 'price'
      ? [{ ...node, title: 'Price' }]
      : node.kind === 'ask'
        ? [
            { ...node, next: 'from' },
            {
              ...at,
              id: 'from',
              kind: 'ask',
              title: 'Heard from',
              text: text('From where?'),
              key: 'from',
              answer: {
                kind: 'several',
                options: [
                  { id: 'ad', label: text('=Advertising') },
                  { id: 'friend', label: text('A friend') },
                ],
              },
              required: false,
              next: 'why',
            } as const,
            {
              ...at,
              id: 'why',
              kind: 'ask',
              title: 'Why',
              text: text('Why?'),
              key: 'why',
              answer: { kind: 'text', maxLength: 200, lines: 'one' },
              required: false,
              next: 'bye',
            } as const,
          ]
        : [node],
  ),
};

const SECOND_MS = 1000;

/** Moves in seconds after the beginning of their talk. */
const go = (seconds: number, nodeId: string, ...way: string[]) =>
  ({ seconds, nodeId, input: { kind: 'go' }, way }) as const;
const answer = (seconds: number, nodeId: string, value: AnswerValue, ...way: string[]) =>
  ({ seconds, nodeId, input: { kind: 'answer', value }, way }) as const;
const objection = (seconds: number, nodeId: string) =>
  ({ seconds, nodeId, input: { kind: 'objection', nodeId: 'dear' }, way: ['dear'] }) as const;
type Step = ReturnType<typeof go> | ReturnType<typeof answer> | ReturnType<typeof objection>;

interface Talk {
  readonly call: number;
  readonly version: string;
  readonly state: 'finished' | 'left';
  readonly steps: readonly Step[];
  /** Goes on where this call's talk broke off. */
  readonly after?: number;
}

const yes: AnswerValue = { kind: 'yesNo', yes: true };
const no: AnswerValue = { kind: 'yesNo', yes: false };
const money = (minor: number): AnswerValue => ({ kind: 'money', minor, currency: 'UAH' });

const TALKS: readonly Talk[] = [
  {
    call: 1,
    version: VERSION_1,
    state: 'finished',
    steps: [
      go(10, 'hello', 'price'),
      answer(25, 'price', yes, 'budget'),
      answer(40, 'budget', money(50_000), 'bye'),
    ],
  },
  { call: 3, version: VERSION_1, state: 'left', steps: [go(8, 'hello', 'price')] },
  {
    call: 4,
    version: VERSION_1,
    state: 'left',
    // The objection was answered and came again: it still is one step.
    steps: [
      go(5, 'hello', 'price'),
      objection(7, 'price'),
      go(12, 'dear', 'back', 'price'),
      objection(15, 'price'),
    ],
  },
  // Broke off at the budget; the 7th call went on from there.
  {
    call: 6,
    version: VERSION_2,
    state: 'left',
    steps: [go(6, 'hello', 'price'), answer(20, 'price', yes, 'budget')],
  },
  {
    call: 7,
    version: VERSION_2,
    state: 'finished',
    after: 6,
    steps: [
      answer(9, 'budget', money(70_000), 'from'),
      answer(20, 'from', { kind: 'several', options: ['ad', 'friend'] }, 'why'),
      answer(50, 'why', { kind: 'text', text: '=It was the ad' }, 'bye'),
    ],
  },
  // Not one move was made.
  { call: 10, version: VERSION_2, state: 'left', steps: [] },
  {
    call: 11,
    version: VERSION_2,
    state: 'finished',
    steps: [go(5, 'hello', 'price'), answer(9, 'price', no, 'bye')],
  },
];

export function fillMonth({ db, repos }: Pick<TestBase, 'db' | 'repos'>): void {
  const ofPetro = createRepositories(db, {
    now: Date.now,
    newId: v7,
    actorId: () => PETRO,
    home: () => HOME,
  });
  ofPetro.users.save({ id: PETRO, name: 'Petro' });
  const contact = repos.contacts.create(
    draft({ name: 'Anna Petrova', phones: [{ number: '+79161234567' }] }),
  ).id;
  for (const [n, line] of Object.entries(CALLS)) {
    const record = callOf(Number(n), line, contact);
    (line.who === PETRO ? ofPetro : repos).calls.save(record);
    if (line.talked > 60) addRecording(repos, record);
  }
  // Under way: it is not counted before it is over.
  repos.calls.save(
    callRecord(
      { id: id(115), direction: 'outbound', state: 'talking', startedAt: kyiv('2026-11-05 18:00') },
      { campaignId: LIST_A },
    ),
  );
  addLists(db);
  addTemplate(db);
  for (const talk of TALKS) addTalk(db, talk);
}

export const callId = (n: number): string => id(100 + n);

function callOf(
  n: number,
  { at: when, talked, outcome, list, inbound, rest }: Line,
  contactId: string,
): CallRecord {
  const startedAt = kyiv(when);
  const answered = talked > 0;
  const end: CallEnd = answered
    ? { result: 'answered', cause: 'hangup', by: 'customer' }
    : { result: 'noAnswer', cause: 'noAnswer', by: 'customer' };
  const base = callRecord(
    {
      id: callId(n),
      direction: inbound ? 'inbound' : 'outbound',
      startedAt,
      endedAt: startedAt + 5000 + talked * SECOND_MS,
      end,
    },
    {
      contactId,
      ...(outcome ? { outcome: outcome as CallRecord['outcome'] } : {}),
      ...(list ? { campaignId: list } : {}),
      ...rest,
    },
  );
  const { answeredAt: _never, ...unanswered } = base.call;
  return { ...base, call: answered ? { ...base.call, answeredAt: startedAt + 5000 } : unanswered };
}

function addRecording(repos: TestBase['repos'], { call }: CallRecord): void {
  repos.recordings.create({
    id: id(300 + Number(call.id.slice(-3))),
    callId: call.id,
    mime: 'audio/webm',
    startedAt: call.startedAt,
  });
}

const row = { createdAt: 1, updatedAt: 1, deletedAt: null, version: 1 };

function addLists({ orm }: TestBase['db']): void {
  for (const [n, name] of [LIST_A, LIST_B].entries()) {
    orm
      .insert(campaigns)
      .values({
        ...row,
        id: name,
        createdAt: n,
        name: `List ${n + 1}`,
        state: 'ended',
        pace: 'preview',
        ownerIds: [],
        goal: {},
        rules: DEFAULT_RULES,
      })
      .run();
  }
}

function addTemplate({ orm }: TestBase['db']): void {
  orm
    .insert(talkScripts)
    .values({
      ...row,
      id: SCRIPT,
      name: 'First call',
      use: { inboundAccountIds: [] },
      script: SECOND,
      testCases: [],
      archived: false,
    })
    .run();
  for (const [n, script] of [FIRST, SECOND].entries()) {
    orm
      .insert(talkScriptVersions)
      .values({
        ...row,
        id: [VERSION_1, VERSION_2][n] ?? '',
        scriptId: SCRIPT,
        number: n + 1,
        name: 'First call',
        at: n,
        remark: '',
        script,
      })
      .run();
  }
}

function addTalk({ orm }: TestBase['db'], talk: Talk): void {
  const startedAt = kyiv(CALLS[talk.call]?.at ?? '') + 5000;
  const before = TALKS.find(({ call }) => call === talk.after);
  orm
    .insert(talkRuns)
    .values({
      ...row,
      id: id(200 + talk.call),
      callId: callId(talk.call),
      scriptId: SCRIPT,
      versionId: talk.version,
      language: 'en',
      facts: { contact: {}, me: { name: 'Olena' }, today: '2026-11-05' },
      moves: [...(before ? movesOf(before) : []), ...movesOf(talk)],
      carriedOut: [],
      state: talk.state,
      resumedFrom: before ? id(200 + before.call) : null,
      startedAt,
    })
    .run();
}

function movesOf({ call, steps }: Talk): ScriptMove[] {
  const startedAt = kyiv(CALLS[call]?.at ?? '') + 5000;
  return steps.map(({ seconds, ...move }) => ({
    ...move,
    at: startedAt + seconds * SECOND_MS,
    offsetMs: seconds * SECOND_MS,
  }));
}
