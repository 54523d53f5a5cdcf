// Results of a small firm's month, for screens.

import type { Output } from '../../../shared/contract/index.ts';
import type { ReportFigures } from '../../../shared/contract/reports.ts';
import { noCounts } from '../../../shared/domain/reports/counts.ts';
import type { FakeHandlers } from './fake-handlers.ts';
import * as sample from './sample.ts';

export const LIST = { id: sample.id(9100), name: 'Autumn offer' };
export const TEMPLATE = { id: sample.id(9200), name: 'First call' };

const counts = (
  dialled: number,
  answered: number,
  reached: number,
  agreed: number,
  refused: number,
  talkMinutes: number,
) => ({ dialled, answered, reached, agreed, refused, talkMs: talkMinutes * 60_000 });

export const RESULTS: Output<'results.calls'> = {
  total: counts(1240, 733, 512, 131, 208, 1754),
  perAgent: [
    { agentId: sample.ME.id, name: sample.ME.name, ...counts(700, 410, 290, 80, 110, 1000) },
    { agentId: sample.COLLEAGUE.id, name: sample.COLLEAGUE.name, ...counts(540, 323, 222, 51, 98, 754) },
  ],
  perDay: [
    { day: '2026-11-02', ...counts(420, 250, 170, 41, 70, 600) },
    { day: '2026-11-03', ...counts(500, 300, 220, 60, 88, 700) },
    { day: '2026-11-04', ...counts(320, 183, 122, 30, 50, 454) },
  ],
  perOutcome: [{ calls: 507 }, { outcome: 'refused', calls: 208 }, { outcome: 'agreed', calls: 131 }],
};

export const SCRIPT_RESULTS: Output<'results.script'> = {
  runs: 512,
  finished: 205,
  funnel: [
    { nodeId: 'hello', title: 'Greeting', kind: 'say', reached: 512, leftHere: 31 },
    { nodeId: 'price', title: 'Price', kind: 'ask', reached: 481, leftHere: 197 },
    { nodeId: 'budget', title: 'Budget', kind: 'ask', reached: 284, leftHere: 79 },
    { nodeId: 'bye', title: 'Goodbye', kind: 'end', reached: 205, leftHere: 0 },
  ],
  answers: [
    {
      nodeId: 'price',
      key: 'price',
      title: 'Price',
      kind: 'yesNo',
      answered: 284,
      values: [
        { value: 'yes', label: '', count: 170 },
        { value: 'no', label: '', count: 114 },
      ],
      texts: [],
      perAgent: [
        {
          agentId: sample.ME.id,
          name: sample.ME.name,
          answered: 200,
          values: [{ value: 'yes', count: 120 }],
        },
        {
          agentId: sample.COLLEAGUE.id,
          name: sample.COLLEAGUE.name,
          answered: 84,
          values: [{ value: 'yes', count: 50 }],
        },
      ],
    },
    {
      nodeId: 'budget',
      key: 'budget',
      title: 'Budget',
      kind: 'money',
      currency: 'EUR',
      answered: 205,
      values: [],
      numbers: { min: 100_000, q1: 250_000, median: 400_050, q3: 700_000, max: 2_000_000 },
      texts: [],
      perAgent: [],
    },
    {
      nodeId: 'remark',
      key: 'remark',
      title: 'What else they said',
      kind: 'text',
      answered: 1,
      values: [],
      texts: [{ callId: sample.id(5001), text: 'Ask again in spring' }],
      perAgent: [],
    },
  ],
};

export const TALK: Output<'results.talks'>['talks'][number] = {
  callId: sample.id(5000),
  at: Date.UTC(2026, 10, 3, 9),
  direction: 'outbound',
  contactId: sample.ANNA.id,
  contactName: sample.ANNA.name,
  number: '+79161234567',
  agentName: sample.ME.name,
  result: 'answered',
  outcome: 'agreed',
  talkMs: 184_000,
  recordingId: sample.id(8000),
  offsetMs: 73_000,
};

const COUNTED: ReportFigures['total'] = {
  ...{ calls: 1240, inbound: 640, outbound: 600, offered: 600, answered: 520, inService: 486, abandoned: 60 },
  ...{
    shortAbandoned: 40,
    turnedAway: 20,
    missed: 120,
    savedByUs: 70,
    savedByThem: 20,
    lost: 30,
    talks: 900,
  },
  ...{ inboundWorkMs: 520 * 210_000, reached: 700, agreed: 131, waitMs: 520 * 11_000, talkMs: 900 * 150_000 },
  ...{ holdMs: 900 * 12_000, wrapUpMs: 900 * 38_000, shiftMs: 270_000_000, clockSetBack: 0 },
};

const few = (calls: number): ReportFigures['total'] => ({
  ...noCounts(),
  ...{ calls, inbound: calls, offered: calls, answered: calls - 1, inService: calls - 2, missed: 1, lost: 1 },
  ...{ abandoned: 1, talks: calls - 1, waitMs: calls * 9000, talkMs: calls * 170_000 },
  inboundWorkMs: (calls - 1) * 210_000,
});

export const FIGURES: ReportFigures = {
  total: COUNTED,
  before: {
    ...{ firstDay: '2026-10-01', lastDay: '2026-10-31' },
    total: { ...COUNTED, calls: 1100, inService: 420, lost: 44 },
  },
  per: {
    agent: [
      { key: sample.ME.id, name: sample.ME.name, counts: COUNTED },
      { name: '', counts: few(12) },
    ],
    line: [{ key: sample.id(7300), name: 'Office', counts: COUNTED }],
    list: [
      { key: LIST.id, name: LIST.name, counts: few(40) },
      { name: '', counts: few(60) },
    ],
    outcome: [{ key: 'agreed', name: '', counts: few(131) }],
    channel: [
      { key: 'website', name: '', counts: few(33) },
      { name: '', counts: few(70) },
    ],
    region: [{ key: 'Kyiv', name: 'Kyiv', counts: few(80) }],
  },
  sources: [
    { channel: 'website', region: 'Kyiv', counts: few(25) },
    { region: 'Kyiv', counts: few(55) },
    { channel: 'website', counts: few(8) },
  ],
  perDay: [
    { day: '2026-11-02', counts: few(40) },
    { day: '2026-11-04', counts: few(28) },
  ],
  perHour: Array.from({ length: 168 }, (_, at) => {
    const [weekday, hour] = [Math.floor(at / 24), at % 24];
    return weekday < 5 && hour >= 9 && hour < 18
      ? few(20 + 6 * (9 - Math.abs(13 - hour)) - weekday)
      : noCounts();
  }),
  weekdays: [5, 4, 4, 4, 4, 4, 5],
};

const FUNNEL: Output<'funnel.figures'> = {
  before: { firstDay: '2026-10-01', lastDay: '2026-10-31' },
  rows: (['new', 'contacted', 'interested', 'negotiation', 'customer'] as const).map((stage, n) => ({
    ...{ stage, entered: 100 - 20 * n, began: n === 0 ? 100 : 0, wentOn: n === 4 ? 0 : 80 - 20 * n, left: 5 },
    ...{ stays: n === 4 ? 15 : 15, medianMs: (n + 1) * 30_600_000, before: 90 - 20 * n },
  })),
  per: {
    agent: [
      {
        ...{ key: sample.ME.id, name: sample.ME.name },
        entered: { new: 60, contacted: 50, interested: 40, negotiation: 30, customer: 12 },
      },
      { name: '', entered: { new: 40, contacted: 30, interested: 20, negotiation: 10, customer: 8 } },
    ],
    channel: [],
    region: [],
  },
};

/** Noon of a Monday, 6 working hours before the month's end. */
export const TARGETS: Output<'targets.standing'> = {
  ...{ firstDay: '2026-11-01', lastDay: '2026-11-30', over: false, workMsLeft: 6 * 3_600_000 },
  rows: [
    {
      name: '',
      facts: { calls: 1240, talks: 900, answered: 520, agreed: 131, minutes: 2430 },
      standing: { goals: [], callsLeft: 0, perHour: 0 },
    },
    {
      agentId: sample.ME.id,
      name: sample.ME.name,
      facts: { calls: 600, talks: 430, answered: 250, agreed: 62, minutes: 1200.9 },
      standing: {
        goals: [
          { goal: 'calls', target: 640, fact: 600, share: 0.9375, callsLeft: 40 },
          { goal: 'agreed', target: 68, fact: 62, share: 0.912, callsLeft: 59 },
        ],
        callsLeft: 59,
        perHour: 59 / 6,
      },
    },
  ],
};

export const resultHandlers: FakeHandlers = {
  'results.choices': () => ({
    campaigns: [LIST],
    scripts: [TEMPLATE],
    agents: [sample.ME, sample.COLLEAGUE].map(({ id, name }) => ({ id, name })),
  }),
  'results.calls': () => RESULTS,
  'results.script': () => SCRIPT_RESULTS,
  'funnel.figures': () => FUNNEL,
  'funnel.customers': () => ({
    customers: [
      {
        ...{ contactId: sample.ANNA.id, name: sample.ANNA.name, stage: 'customer', byName: sample.ME.name },
        ...{ at: Date.UTC(2026, 10, 3, 9), tookMs: 3 * 86_400_000 },
      },
    ],
    more: false,
  }),
  'targets.standing': () => TARGETS,
  'targets.own': () => [],
  'targets.save': () => ({ id: sample.id(9300), changeId: sample.id(9301) }),
  'reportViews.list': () => [],
  'reports.figures': () => FIGURES,
  'reports.calls': () => ({ talks: [TALK], more: false }),
  'reports.export': ({ format }) => ({ fileName: `ringdesk-report.${format}`, bytes: new Uint8Array([1]) }),
  'results.talks': () => ({ talks: [TALK], more: false }),
  'results.export': ({ kind, format }) => ({
    fileName: `ringdesk-${kind}.${format}`,
    bytes: new Uint8Array([1, 2, 3]),
  }),
};
