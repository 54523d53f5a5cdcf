// Lists, prospects and a dialer that walks through them, for tests and for the preview page.
import type {
  Campaign,
  Dialer,
  DoNotCallEntry,
  LeadRow,
  OfferedNumber,
} from '../../../shared/contract/campaigns.ts';
import { DONE } from '../../../shared/contract/common.ts';
import { DEFAULT_RULES, type PacingRules } from '../../../shared/domain/pacing/campaign.ts';
import type { FakeHandlers } from './fake-handlers.ts';
import * as sample from './sample.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The rules as the contract writes them: its tuple can be changed, the domain's cannot. */
const rules = (change: Partial<PacingRules> = {}) => {
  const all = { ...DEFAULT_RULES, ...change };
  return { ...all, hours: [...all.hours] } as Campaign['rules'];
};

export function campaign(n: number, change: Partial<Campaign> = {}): Campaign {
  return {
    id: sample.id(n),
    version: 1,
    name: 'Autumn offer for dealers',
    pace: 'preview',
    ownerIds: [],
    goal: { agreed: 40 },
    rules: rules(),
    state: 'running',
    createdAt: Date.now() - 3 * 24 * HOUR,
    startedAt: Date.now() - 2 * 24 * HOUR,
    counts: {
      leads: 1240,
      waiting: 902,
      due: 318,
      claimed: 2,
      done: 336,
      calls: 611,
      reached: 248,
      agreed: 31,
    },
    filling: false,
    ...change,
  };
}

export const LIST = campaign(300);
export const PROGRESSIVE = campaign(301, {
  name: 'Winter tyres: who bought last year',
  pace: 'progressive',
  goal: {},
  rules: rules({ countdownSeconds: 8 }),
});

const COUNTS = LIST.counts;
export const LISTS: Campaign[] = [
  LIST,
  PROGRESSIVE,
  campaign(302, {
    name: 'Contracts that end in January',
    state: 'paused',
    goal: { calls: 200, reached: 80, agreed: 20 },
    counts: {
      ...COUNTS,
      leads: 96,
      waiting: 41,
      due: 0,
      claimed: 0,
      done: 55,
      nextAt: Date.now() + 20 * HOUR,
    },
  }),
  campaign(303, {
    name: 'All of Samara',
    state: 'draft',
    filling: true,
    goal: {},
    counts: {
      ...COUNTS,
      leads: 34_000,
      waiting: 34_000,
      due: 34_000,
      done: 0,
      calls: 0,
      reached: 0,
      agreed: 0,
    },
  }),
];

const STANDINGS: ReadonlyArray<Partial<LeadRow>> = [
  {},
  { attempts: 1, lastResult: 'noAnswer', lastAttemptAt: Date.now() - 5 * HOUR },
  {
    attempts: 2,
    lastResult: 'busy',
    lastAttemptAt: Date.now() - 4 * MINUTE,
    nextAt: Date.now() + 11 * MINUTE,
  },
  { state: 'claimed', claimedBy: sample.COLLEAGUE.id, priority: 50 },
  { state: 'done', end: 'agreed', attempts: 1, lastResult: 'agreed', lastAttemptAt: Date.now() - HOUR },
  {
    state: 'done',
    end: 'refused',
    attempts: 3,
    lastResult: 'refused',
    lastAttemptAt: Date.now() - 26 * HOUR,
  },
];

const NAMES = [
  'Anna Petrova',
  'Viktor Lebedev',
  'Оксана Мельник',
  'Дмитрий Соколов',
  'Pavel Novak',
  'Олена Шевченко',
];
const FIRMS = ['Volga Bearings', 'ООО «Север»', 'ТОВ «Дніпро»', undefined];

export function lead(n: number, change: Partial<LeadRow> = {}): LeadRow {
  const firm = FIRMS[n % FIRMS.length];
  return {
    id: sample.id(100_000 + n),
    campaignId: LIST.id,
    contactId: n === 0 ? sample.ANNA.id : sample.id(1000 + (n % 240)),
    contactName: NAMES[n % NAMES.length] ?? '',
    ...(firm === undefined ? {} : { organisationName: firm }),
    phone: '+79277654321',
    phoneDisplay: '+7 927 765-43-21',
    state: 'waiting',
    priority: 0,
    attempts: 0,
    ...STANDINGS[n % STANDINGS.length],
    ...change,
  };
}

export const NUMBERS: OfferedNumber[] = [
  { number: '+79277654321', display: '+7 927 765-43-21', label: 'mobile', verdict: { allowed: true } },
  { number: '+78462001025', display: '+7 846 200-10-25', label: 'work', verdict: { allowed: true } },
];

export const NOT_BEFORE: OfferedNumber['verdict'] = {
  allowed: false,
  because: 'outsideHours',
  until: Date.now() + 40 * MINUTE,
};

export const OFF: Dialer = { stage: 'off', paused: false, pausesNext: false, numbers: [], obstacles: [] };

export const OFFER: Dialer = {
  ...OFF,
  stage: 'offering',
  campaign: LIST,
  lead: lead(0, { attempts: 1, lastResult: 'noAnswer', lastAttemptAt: Date.now() - 5 * HOUR }),
  card: sample.CARD,
  numbers: NUMBERS,
  zone: 'Europe/Samara',
};

export const NOBODY: Dialer = {
  ...OFF,
  stage: 'empty',
  campaign: LIST,
  nextAt: Date.now() + 40 * MINUTE,
  obstacles: [
    { because: 'outsideHours', leads: 210 },
    { because: 'retryPause', leads: 35 },
    { because: 'doNotCallNumber', leads: 3 },
  ],
};

export const DO_NOT_CALL: DoNotCallEntry[] = [
  {
    id: sample.id(401),
    number: '+79161234567',
    numberDisplay: '+7 916 123-45-67',
    reason: 'asked not to be called',
    addedAt: Date.now() - 24 * 24 * HOUR,
    addedBy: 'Irina Sokolova',
  },
  {
    id: sample.id(402),
    contactId: sample.ANNA.id,
    contactName: sample.ANNA.name,
    reason: 'complained to the board',
    addedAt: Date.now() - 2 * HOUR,
  },
];

/** Lists of a firm in the middle of its day; the dialer takes, dials and skips as the core's does. */
export function listHandlers(total = 100_000): FakeHandlers {
  let lists = LISTS;
  let serial = 0;
  let dialer = OFF;
  const changed = (id: string) => ({ id, changeId: sample.id(95_000 + serial++) });
  const become = (next: Partial<Dialer>): Dialer => {
    dialer = { ...dialer, ...next };
    return dialer;
  };
  const offer = (n: number, of: Campaign): Dialer => {
    dialer = { ...OFFER, campaign: of, lead: lead(n, { campaignId: of.id, state: 'claimed' }) };
    return dialer;
  };
  const known = (id: string): Campaign => lists.find((list) => list.id === id) ?? campaign(0, { id });
  return {
    'campaigns.list': ({ ended }) => lists.filter(({ state }) => ended || state !== 'ended'),
    'campaigns.get': ({ id }) => known(id),
    'campaigns.create': () => changed(LIST.id),
    'campaigns.update': ({ id }) => changed(id),
    'campaigns.setState': ({ id, state }) => {
      lists = lists.map((list) => (list.id === id ? { ...list, state } : list));
      return changed(id);
    },
    'campaigns.remove': ({ id }) => {
      lists = lists.filter((list) => list.id !== id);
      return changed(id);
    },
    'campaigns.fill': () => DONE,
    'campaigns.cancelFill': () => DONE,
    'campaigns.leads': ({ offset = 0, limit = 100, state, search }) => {
      const all = search || state ? 12 : total;
      const count = Math.max(0, Math.min(limit, all - offset));
      return {
        leads: Array.from({ length: count }, (_, n) => lead(offset + n)),
        total: all,
      };
    },
    'campaigns.changeLead': ({ leadId }) => changed(leadId),
    'dialer.state': () => dialer,
    'dialer.join': ({ campaignId }) => offer(0, known(campaignId)),
    'dialer.leave': () => become({ ...OFF, campaign: undefined, lead: undefined, card: undefined }),
    'dialer.take': ({ leadId }) => offer(Number(leadId.slice(-6)) - 100_000, dialer.campaign ?? LIST),
    'dialer.dial': () => become({ stage: 'dialing' }),
    'dialer.skip': () => offer(++serial, dialer.campaign ?? LIST),
    'dialer.pause': ({ paused }) => become({ paused }),
    'pacing.mayDial': () => ({ allowed: true }),
    'doNotCall.list': ({ search = '' }) => {
      const entries = DO_NOT_CALL.filter(({ number, contactName, reason }) =>
        `${number ?? ''} ${contactName ?? ''} ${reason}`.toLowerCase().includes(search.toLowerCase()),
      );
      return { entries, total: entries.length };
    },
    'doNotCall.add': () => changed(sample.id(403)),
    'doNotCall.remove': ({ id }) => changed(id),
    'doNotCall.import': ({ text }) => ({
      added: text.split('\n').filter((line) => /\d{5}/.test(line)).length,
      known: 1,
      refused: [{ line: 3, text: 'call me maybe' }],
    }),
    'segments.list': () => [
      { id: sample.id(500), version: 1, name: 'Dealers of the Volga', filter: { region: 'Samara' } },
    ],
    'segments.save': ({ id }) => changed(id ?? sample.id(501)),
    'segments.remove': ({ id }) => changed(id),
    'segments.customers': () => ({ contacts: [], more: false }),
    'segments.count': ({ filter }) =>
      filter.search ? { total: 12, withNumber: 11 } : { total: 1240, withNumber: 1198 },
  };
}
