import type { AgentState } from '../../../shared/contract/agent.ts';
import type { LiveCall } from '../../../shared/contract/calls.ts';
import type { Dialer, OfferedNumber } from '../../../shared/contract/campaigns.ts';
import { DONE } from '../../../shared/contract/common.ts';
import type { FakeCore } from './fake-core.ts';
import type { FakeHandlers } from './fake-handlers.ts';
import * as sample from './sample.ts';
import { AGENT } from './sample-agent.ts';
import { sampleLog } from './sample-handlers.ts';
import * as lists from './sample-lists.ts';
import { AREA, LIMIT, OWN_FIELDS, OWN_VALUES } from './sample-own.ts';
import { badStory, badTalk, badTrace, CHECKED } from './sample-quality.ts';

interface PreviewState {
  readonly handlers?: FakeHandlers;
  /** Happens when the page is there. */
  readonly start?: (core: FakeCore) => void;
}

const live = (...calls: LiveCall[]): PreviewState => ({
  handlers: { 'calls.live': () => calls, 'calls.get': () => calls[0] ?? sample.annaCalls(1) },
});
const answered = {
  state: 'talking',
  answeredAt: Date.now() - 73_000,
  startedAt: Date.now() - 80_000,
} as const;
const ended = {
  ...answered,
  state: 'ended',
  endedAt: Date.now() - 3_000,
  result: 'answered',
  wrapUp: 'open',
} as const;
const LONG =
  'Константинопольская-Александрова Екатерина Владиславовна, главный специалист отдела снабжения и комплектации';
const RECORDING = { id: sample.id(99), state: 'recording', bytes: 0 } as const;

const longNamed = (): LiveCall => {
  const anna = sample.annaCalls(1, {
    contactName: LONG,
    organisationName: 'ООО «Волжский подшипниковый завод имени Первой пятилетки»',
    remote: { number: '+79277654321', displayName: '', anonymous: false, divertedFrom: '+74951234500' },
  });
  return anna.card
    ? { ...anna, card: { ...anna.card, contact: { ...anna.card.contact, name: LONG } } }
    : anna;
};

const withOwn = (): LiveCall => {
  const anna = sample.annaCalls(1, { ...ended, note: '' });
  const { card } = anna;
  if (!card) return anna;
  return {
    ...anna,
    card: { ...card, contact: { ...card.contact, own: OWN_VALUES }, missingOwn: [AREA.id, LIMIT.id] },
  };
};

const several = (): LiveCall =>
  sample.annaCalls(1, {
    identity: {
      reading: { kind: 'e164', e164: '+78462001020', display: '+7 846 200-10-20' },
      matches: [
        sample.match(sample.ANNA, 'companyLine'),
        {
          contactId: sample.id(31),
          name: 'Viktor Lebedev',
          organisation: 'Volga Bearings',
          reason: 'companyLine',
        },
        { contactId: sample.id(33), name: 'Pavel Novak', reason: 'lastDigits', digits: 7 },
      ],
    },
  });

const waiting = {
  ...answered,
  state: 'held',
  hold: { operator: true, customer: false },
  heldSince: Date.now() - 15_000,
} as const;
const asking = (change = {}): PreviewState =>
  live(sample.annaCalls(1, waiting), sample.consultCall(2, sample.id(1), change));

const agent = (change: Partial<AgentState>): PreviewState => ({
  handlers: { 'agent.state': () => ({ ...AGENT, ...change }) },
});

const dialer = (change: Partial<Dialer>): PreviewState => ({
  handlers: { 'dialer.state': () => ({ ...lists.OFFER, ...change }) },
});
const refused = (verdict: OfferedNumber['verdict']): PreviewState =>
  dialer({ numbers: lists.NUMBERS.map((number) => ({ ...number, verdict })) });
/** The call of a prospect, and where the dialer is in it. */
const listCall = (call: LiveCall, change: Partial<Dialer>): PreviewState => ({
  handlers: { ...live(call).handlers, ...dialer(change).handlers },
});
const led = { leadId: lists.OFFER.lead?.id, campaignId: lists.LIST.id } as const;

const ID = sample.id(1);
const LOG = sampleLog();
const logged = (callId: string): number => LOG.find(({ id }) => id === callId)?.answeredAt ?? Date.now();

/** Every state that was looked at, by the name in the address. */
export const previewStates: Readonly<Record<string, PreviewState | undefined>> = {
  free: {},
  ringing: live(sample.annaCalls(1)),
  'ringing-unknown': live(sample.strangerCalls(1)),
  'ringing-anonymous': live(
    sample.strangerCalls(1, {
      remote: { number: 'anonymous', displayName: 'Anonymous', anonymous: true },
      identity: { reading: { kind: 'anonymous' }, matches: [] },
    }),
  ),
  'ringing-long': live(longNamed()),
  'ringing-several': live(several()),
  dialing: live(
    sample.annaCalls(1, { direction: 'outbound', state: 'dialing', progressAt: Date.now() - 2000 }),
  ),
  talking: live(sample.annaCalls(1, { ...answered, recording: RECORDING })),
  held: live(
    sample.annaCalls(1, {
      ...answered,
      state: 'held',
      hold: { operator: true, customer: false },
      heldSince: Date.now() - 9000,
    }),
  ),
  'talking-second': live(sample.annaCalls(1, { ...answered, recording: RECORDING }), sample.strangerCalls(2)),
  'talking-pair': live(
    sample.annaCalls(1, { ...answered, recording: RECORDING }),
    sample.strangerCalls(2, { ...waiting, startedAt: Date.now() - 60_000 }),
  ),
  consult: asking(),
  'consult-dialing': asking({ state: 'dialing', answeredAt: undefined }),
  'consult-swapped': live(
    sample.annaCalls(1, { ...answered, recording: RECORDING }),
    sample.consultCall(2, sample.id(1), { ...waiting, startedAt: Date.now() - 20_000 }),
  ),
  'consult-long': live(
    { ...longNamed(), call: { ...longNamed().call, ...waiting } },
    sample.consultCall(2, sample.id(1), { contactName: LONG }),
  ),
  conference: live(
    sample.annaCalls(1, { ...answered, joined: true, recording: RECORDING }),
    sample.consultCall(2, sample.id(1), { joined: true, startedAt: Date.now() - 20_000 }),
  ),
  'conference-long': live(
    { ...longNamed(), call: { ...longNamed().call, ...answered, joined: true, muted: true } },
    sample.consultCall(2, sample.id(1), { joined: true, contactName: LONG }),
    sample.strangerCalls(3, { ...answered, joined: true }),
  ),
  reconnecting: live(
    sample.annaCalls(1, { ...answered, recording: RECORDING, signalLostAt: Date.now() - 4_000 }),
  ),
  'no-sound': live(
    sample.annaCalls(1, {
      ...answered,
      recording: RECORDING,
      signalLostAt: Date.now() - 9_000,
      soundLostAt: Date.now() - 7_000,
    }),
  ),
  service: live({
    call: sample.call(1, {
      ...answered,
      direction: 'outbound',
      purpose: 'service',
      remote: { number: '*97', displayName: '', anonymous: false },
      identity: { reading: { kind: 'internal', extension: '*97' }, matches: [] },
    }),
  }),
  'do-not-disturb': agent({ doNotDisturb: true, voicemail: { fresh: 3, old: 2 } }),
  forwarded: agent({ forwardTo: '+79161234567' }),
  paused: agent({ pausedFor: 'Lunch' }),
  'paused-long': agent({
    pausedFor: 'Совещание отдела снабжения и комплектации в главном здании',
    voicemail: { fresh: 12, old: 0 },
  }),
  'out-of-queues': agent({ inQueues: false }),
  voicemail: agent({ voicemail: { fresh: 1, old: 0 } }),
  'wrap-up': live(sample.annaCalls(1, { ...ended, note: 'Agreed on 1,000 pieces at the new price.' })),
  'wrap-up-second': live(sample.annaCalls(1, ended), sample.strangerCalls(2)),
  'wrap-up-unknown': live(sample.strangerCalls(1, ended)),
  'wrap-up-busy': live(
    sample.annaCalls(1, {
      direction: 'outbound',
      state: 'ended',
      startedAt: Date.now() - 30_000,
      endedAt: Date.now(),
      result: 'busy',
      wrapUp: 'open',
    }),
  ),
  'talking-poor': {
    ...live(sample.annaCalls(1, { ...answered, recording: RECORDING })),
    start: (core) => {
      for (const sample of badTalk(0).samples.slice(64, 70)) {
        core.emit('calls.measured', { callId: ID, sample });
      }
      core.emit('phone.warning', { callId: ID, kind: 'talkingWhileMuted', active: true });
    },
  },
  'call-quality': {
    handlers: {
      'calls.quality': ({ callId }) => badTalk(logged(callId)),
      'calls.timeline': ({ callId }) => badStory(logged(callId)),
      'calls.trace': ({ callId }) => badTrace(logged(callId)),
    },
  },
  check: {
    handlers: { 'phone.runCheck': () => DONE },
    start: (core) => {
      setTimeout(() => {
        for (const step of CHECKED) core.emit('phone.checked', step);
      }, 4_000);
    },
  },
  troubles: {
    handlers: {
      'phone.state': () => ({
        attached: true,
        registration: {
          accountId: sample.ACCOUNT.id,
          state: 'refused',
          problem: 'wrongPassword',
          retryAt: Date.now() + 40_000,
        },
        devices: [],
        microphone: 'denied',
      }),
    },
    start: (core) => core.setConnection('connected'),
  },
  offer: dialer({}),
  'offer-long': dialer({
    campaign: { ...lists.LIST, name: 'Список «Осеннее предложение для дилеров Поволжья и Урала»' },
    lead: {
      ...lists.lead(0),
      contactName: LONG,
      organisationName: 'ООО «Волжский подшипниковый завод имени Первой пятилетки»',
    },
    numbers: [
      ...lists.NUMBERS,
      {
        ...lists.NUMBERS[0],
        number: '+78462001020',
        display: '+7 846 200-10-20',
        label: 'main',
        verdict: lists.NOT_BEFORE,
      },
    ],
  }),
  'offer-hours': refused(lists.NOT_BEFORE),
  'offer-do-not-call': {
    handlers: {
      ...refused({ allowed: false, because: 'doNotCallCustomer', detail: 'asked not to be called' }).handlers,
      'pacing.mayDial': () => ({
        allowed: false,
        because: 'doNotCallCustomer',
        detail: 'asked not to be called',
      }),
    },
  },
  countdown: dialer({ stage: 'countdown', campaign: lists.PROGRESSIVE, dialsAt: Date.now() + 8_000 }),
  'offer-paused': dialer({ campaign: lists.PROGRESSIVE, paused: true }),
  'list-empty': dialer({ ...lists.NOBODY, lead: undefined, card: undefined, numbers: [] }),
  'list-manual': dialer({
    campaign: { ...lists.LIST, pace: 'manual' },
    lead: undefined,
    card: undefined,
    numbers: [],
  }),
  'list-talk': listCall(
    sample.annaCalls(1, { ...answered, ...led, direction: 'outbound', recording: RECORDING }),
    { stage: 'talking', pausesNext: true },
  ),
  'list-wrap-up': listCall(sample.annaCalls(1, { ...ended, ...led, direction: 'outbound' }), {
    stage: 'wrapUp',
    campaign: lists.PROGRESSIVE,
    wrapUpEndsAt: Date.now() + 20_000,
  }),
  'offer-inbound': {
    handlers: { ...live(sample.strangerCalls(2)).handlers, ...dialer({}).handlers },
  },
  'own-fields': {
    handlers: {
      ...live(withOwn()).handlers,
      'ownFields.list': () => OWN_FIELDS,
      'ownFields.look': () => ({ read: 5_120_300, asText: 412, examples: ['quite a lot'], stopped: false }),
    },
  },
  lost: { start: (core) => core.setConnection('lost') },
  empty: {
    handlers: {
      'calls.list': () => ({ calls: [], more: false }),
      'contacts.list': () => ({ contacts: [], total: 0, uncounted: false, more: false }),
      'tasks.list': () => [],
      'campaigns.list': () => [],
      'doNotCall.list': () => ({ entries: [], total: 0 }),
    },
  },
};
