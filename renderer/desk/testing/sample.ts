// People, calls and promises as they come from the core, for tests and for the preview page.
import type { PbxProfile } from '../../../shared/contract/agent.ts';
import type { CallView, LiveCall, Match } from '../../../shared/contract/calls.ts';
import type { Card, Contact, ContactRow, Task, TimelineEntry } from '../../../shared/contract/contacts.ts';
import type { Account, Settings, SystemInfo } from '../../../shared/contract/settings.ts';
import { goodsOf, NO_GOODS } from './sample-goods.ts';

/** A valid UUIDv7 for a small number, so that a test can name its rows. */
export const id = (n: number): string => `01936000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const ME = { id: id(1), name: 'Irina Sokolova', me: true };
export const COLLEAGUE = { id: id(2), name: 'Maksym Bondar', me: false };

const WORKDAY = { from: 9 * 60, to: 18 * 60 };

export const SETTINGS: Settings = {
  language: 'en',
  theme: 'light',
  country: 'RU',
  areaCode: '495',
  zone: 'Europe/Moscow',
  ownNumbers: ['+74951234500'],
  announcement: { how: 'none', everySeconds: 15, heardBy: 'customer' },
  lineAnnouncements: {},
  sensitiveFields: [],
  mandatoryFields: ['channel', 'region', 'field'],
  recordAutomatically: true,
  dayLoadLimit: 6,
  workHours: [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, null, null],
  missed: { deadlineMinutes: 30, leaseMinutes: 15 },
  board: {
    talkSeconds: 600,
    holdSeconds: 120,
    wrapUpSeconds: 120,
    breakSeconds: 900,
    waitingCalls: 5,
    waitSeconds: 60,
  },
  reports: { serviceSeconds: 20, serviceTarget: 0.8, shortAbandonSeconds: 5, savedWithinDays: 7 },
  firmName: 'Ringdesk Interiors',
  ringCard: true,
  watchClipboard: false,
  openLinks: false,
  globalKeys: { answer: '', hangUp: '', mute: '', dialSelection: '' },
  audio: {
    ringerIds: [],
    ringVolume: 0.7,
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
  },
};

export const INFO: SystemInfo = {
  version: '0.1.0',
  mode: 'desktop',
  dataDir: '/home/irina/.local/share/ringdesk',
  settings: SETTINGS,
  firstRun: false,
  me: { id: ME.id, name: ME.name },
  secrets: 'keychain',
};

export const PROFILE: PbxProfile = {
  preset: 'asterisk',
  codes: {
    voicemail: '*97',
    pickUp: '**{extension}',
    doNotDisturbOn: '*78',
    doNotDisturbOff: '*79',
    forwardOn: '*72{number}',
    forwardOff: '*73',
    queueLogIn: '*45',
    queueLogOut: '*45',
    pause: '*46{reason}',
    resume: '*46',
    echoTest: '*43',
    listen: '*222{extension}',
    whisper: '*223{extension}',
    join: '*224{extension}',
  },
  pauseReasons: [
    { label: 'Lunch', code: '1' },
    { label: 'Short break', code: '2' },
  ],
};

export const ACCOUNT: Account = {
  id: id(3),
  label: 'Line 101',
  engine: 'jssip',
  server: 'wss://pbx.example.com:8089/ws',
  login: '101',
  domain: 'pbx.example.com',
  displayName: 'Irina Sokolova',
  stun: '',
  turn: '',
  turnLogin: '',
  backupServer: '',
  dtmf: 'rfc4733',
  iceTimeoutMs: 1_000,
  profile: PROFILE,
  active: true,
  hasPassword: true,
  training: false,
};

export function contact(n: number, change: Partial<Contact> = {}): Contact {
  return {
    id: id(n),
    version: 3,
    kind: 'person',
    name: 'Anna Petrova',
    relation: 'customer',
    stage: 'negotiation',
    tags: [],
    about: '',
    addresses: [],
    phones: [],
    emails: [],
    own: {},
    createdAt: Date.now() - 200 * DAY,
    updatedAt: Date.now() - DAY,
    ...change,
  };
}

export const COMPANY = contact(20, {
  kind: 'organisation',
  name: 'Volga Bearings',
  stage: 'customer',
  region: 'Samara',
  field: 'Machine parts',
  headCount: 240,
  phones: [
    {
      id: id(21),
      e164: '+78462001020',
      raw: '8 846 200-10-20',
      display: '+7 846 200-10-20',
      label: 'main',
      main: true,
    },
  ],
  emails: [{ id: id(22), address: 'office@volga-bearings.example' }],
});

export const ANNA = contact(10, {
  organisationId: COMPANY.id,
  organisationName: COMPANY.name,
  role: 'Chief accountant',
  responsibleId: ME.id,
  responsibleName: ME.name,
  channel: 'recommendation',
  region: 'Samara',
  headCount: 240,
  needs: 'Wants monthly invoices and delivery on Tuesdays.',
  tags: ['VIP', 'invoice by e-mail'],
  zone: 'Europe/Samara',
  about: 'Prefers to be called before noon. Speaks fast; repeats numbers twice.',
  phones: [
    {
      id: id(11),
      e164: '+79277654321',
      raw: '8 (927) 765-43-21',
      display: '+7 927 765-43-21',
      label: 'mobile',
      main: true,
    },
    {
      id: id(12),
      e164: '+78462001025',
      raw: '200-10-25',
      display: '+7 846 200-10-25',
      label: 'work',
      main: false,
    },
  ],
  emails: [{ id: id(13), address: 'a.petrova@volga-bearings.example' }],
});

export const row = (of: Contact, change: Partial<ContactRow> = {}): ContactRow => ({
  id: of.id,
  kind: of.kind,
  name: of.name,
  ...(of.organisationName === undefined ? {} : { organisationName: of.organisationName }),
  ...(of.role === undefined ? {} : { role: of.role }),
  relation: of.relation,
  stage: of.stage,
  ...(of.responsibleName === undefined ? {} : { responsibleName: of.responsibleName }),
  ...(of.phones[0]?.e164 === undefined
    ? {}
    : { phone: of.phones[0].e164, phoneDisplay: of.phones[0].display }),
  ...(of.emails[0] === undefined ? {} : { email: of.emails[0].address }),
  lastContactAt: Date.now() - 2 * DAY,
  tags: of.tags,
  ...change,
});

export const PEOPLE: ContactRow[] = [
  row(contact(31, { name: 'Viktor Lebedev', role: 'Director', organisationName: COMPANY.name }), {
    phone: '+79271112233',
    phoneDisplay: '+7 927 111-22-33',
  }),
  row(contact(32, { name: 'Oksana Melnyk', role: 'Buyer', organisationName: COMPANY.name }), {
    phone: '+78462001031',
    phoneDisplay: '+7 846 200-10-31',
  }),
];

export const TALK: NonNullable<Card['lastTalk']> = {
  kind: 'call',
  id: id(41),
  at: Date.now() - 10 * DAY,
  direction: 'inbound',
  result: 'answered',
  talkMs: 250_000,
  ringMs: 6_000,
  outcome: 'callback',
  note: 'Price too high for 500 pieces; asks for a discount from 1,000. Decides after the board meets.',
  number: '+79277654321',
  recordingId: id(51),
};

export const TIMELINE: TimelineEntry[] = [
  {
    kind: 'call',
    id: id(40),
    at: Date.now() - 2 * DAY,
    direction: 'outbound',
    result: 'noAnswer',
    talkMs: 0,
    ringMs: 24_000,
    outcome: 'noTalk',
    note: '',
    number: '+79277654321',
  },
  {
    kind: 'note',
    id: id(45),
    at: Date.now() - 6 * DAY,
    text: 'Sent the new price list by e-mail.',
    authorName: COLLEAGUE.name,
  },
  TALK,
  {
    kind: 'call',
    id: id(42),
    at: Date.now() - 31 * DAY,
    direction: 'inbound',
    result: 'missed',
    talkMs: 0,
    ringMs: 18_000,
    note: '',
    number: '+78462001025',
  },
  {
    kind: 'call',
    id: id(43),
    at: Date.now() - 58 * DAY,
    direction: 'outbound',
    result: 'answered',
    talkMs: 731_000,
    ringMs: 9_000,
    outcome: 'order',
    note: 'Ordered 200 of type 6205, delivery on Tuesday.',
    number: '+79277654321',
    recordingId: id(52),
  },
];

export const TASK: Task = {
  id: id(60),
  version: 1,
  contactId: ANNA.id,
  contactName: ANNA.name,
  phone: '+79277654321',
  title: 'Send the offer for 1,000 pieces',
  dueAt: Date.now() + 3 * HOUR,
  zone: 'Europe/Moscow',
  minutes: 10,
  state: 'open',
  postponements: 1,
};

export const CARD: Card = {
  contact: ANNA,
  organisation: COMPANY,
  people: PEOPLE,
  lastTalk: TALK,
  openTasks: [TASK],
  timeline: TIMELINE,
  goods: goodsOf(ANNA.id),
  missing: ['field'],
  missingOwn: [],
};

export const EMPTY_CARD: Card = {
  contact: contact(70, {
    name: 'Sergei',
    stage: 'new',
    phones: [
      {
        id: id(71),
        e164: '+79031234567',
        raw: '89031234567',
        display: '+7 903 123-45-67',
        label: 'main',
        main: true,
      },
    ],
  }),
  people: [],
  openTasks: [],
  timeline: [],
  goods: NO_GOODS,
  missing: ['channel', 'region', 'field'],
  missingOwn: [],
};

export const match = (of: Contact, reason: Match['reason'], digits?: number): Match => ({
  contactId: of.id,
  name: of.name,
  ...(of.organisationName === undefined ? {} : { organisation: of.organisationName }),
  reason,
  ...(digits === undefined ? {} : { digits }),
});

export function call(n: number, change: Partial<CallView> = {}): CallView {
  return {
    id: id(n),
    accountId: ACCOUNT.id,
    direction: 'inbound',
    state: 'ringing',
    remote: { number: '+79277654321', displayName: '', anonymous: false },
    dialled: '101',
    startedAt: Date.now() - 4_000,
    hold: { operator: false, customer: false },
    heldMs: 0,
    muted: false,
    joined: false,
    purpose: 'talk',
    identity: {
      reading: { kind: 'e164', e164: '+79277654321', display: '+7 927 765-43-21', country: 'RU' },
      matches: [],
    },
    note: '',
    wrapUp: 'none',
    ...change,
  };
}

/** A call of Anna, of the whole sample card. */
export function annaCalls(n: number, change: Partial<CallView> = {}): LiveCall {
  return {
    call: call(n, {
      identity: {
        reading: { kind: 'e164', e164: '+79277654321', display: '+7 927 765-43-21', country: 'RU' },
        matches: [match(ANNA, 'mainNumber')],
      },
      contactId: ANNA.id,
      contactName: ANNA.name,
      organisationName: COMPANY.name,
      ...change,
    }),
    card: CARD,
  };
}

export function strangerCalls(n: number, change: Partial<CallView> = {}): LiveCall {
  return {
    call: call(n, {
      remote: { number: '+74957778899', displayName: '', anonymous: false },
      identity: {
        reading: { kind: 'e164', e164: '+74957778899', display: '+7 495 777-88-99', country: 'RU' },
        matches: [],
      },
      ...change,
    }),
  };
}

/** A colleague is asked about the talk `forId`. */
export function consultCall(n: number, forId: string, change: Partial<CallView> = {}): LiveCall {
  return {
    call: call(n, {
      direction: 'outbound',
      state: 'talking',
      answeredAt: Date.now() - 12_000,
      remote: { number: '102', displayName: '', anonymous: false },
      identity: { reading: { kind: 'internal', extension: '102' }, matches: [] },
      contactName: COLLEAGUE.name,
      purpose: 'consult',
      consultFor: forId,
      ...change,
    }),
  };
}
