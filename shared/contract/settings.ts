import { z } from 'zod';
import { PbxProfile } from './agent.ts';
import { Country, Done, Empty, Id, Language, text } from './common.ts';
import { request } from './define.ts';
import { atWork, atWorkBut, entrance, need } from './need.ts';
import { ANNOUNCEMENTS, Announcement, AudioSettings, DTMF_WAYS } from './phone.ts';

export const SENSITIVE_FIELDS = ['note', 'about', 'needs'] as const;
export const MANDATORY_FIELDS = ['channel', 'region', 'field', 'headCount', 'needs'] as const;

/** Minutes after midnight on the clock of the workplace; null: nobody works that day. */
const WorkHours = z
  .object({ from: z.number().int().min(0).max(1439), to: z.number().int().min(1).max(1440) })
  .refine(({ from, to }) => from < to, 'ends before it begins')
  .nullable();

const BoardSeconds = z.number().int().min(0).max(86_400);

export const Settings = z.object({
  language: Language,
  theme: z.enum(['system', 'light', 'dark']),
  /** The firm's home country: how numbers without a country code are read. */
  country: Country,
  areaCode: z.string().regex(/^\d{0,6}$/),
  /** IANA zone of the workplace. */
  zone: text(64),
  /** The firm's own numbers, E.164 or extensions; never matched to a customer. */
  ownNumbers: z.array(text(64)).max(200),
  mandatoryFields: z.array(z.enum(MANDATORY_FIELDS)),
  recordAutomatically: z.boolean(),
  /** How customers are told that they are recorded… */
  announcement: Announcement,
  /** …and on which lines otherwise, by their id. */
  lineAnnouncements: z.record(z.string(), z.enum(ANNOUNCEMENTS)),
  /** Fields of the card in which the cursor pauses the recording. */
  sensitiveFields: z.array(z.enum(SENSITIVE_FIELDS)),
  /** How many promises a person can keep on one day; more are warned of. */
  dayLoadLimit: z.number().int().min(1).max(200),
  /** When the firm works, Monday first. */
  workHours: z.array(WorkHours).length(7),
  missed: z.object({
    /** Working minutes within which a missed call is to be answered. */
    deadlineMinutes: z.number().int().min(1).max(10_000),
    /** Minutes for which who takes one has it alone. */
    leaseMinutes: z.number().int().min(1).max(480),
  }),
  /** What reports hold the firm to. */
  reports: z.object({
    /** An inbound call is answered in time within this many seconds… */
    serviceSeconds: z.number().int().min(1).max(600),
    /** …and this share of them shall be, 0..1. */
    serviceTarget: z.number().min(0.01).max(0.99),
    /** Who hangs up sooner did not wait for us. */
    shortAbandonSeconds: z.number().int().min(0).max(60),
    /** How long after a missed call reaching the customer still saves it, days. */
    savedWithinDays: z.number().int().min(1).max(90),
  }),
  /** What the live board holds people and queues to; seconds of 0: no limit. */
  board: z.object({
    talkSeconds: BoardSeconds,
    holdSeconds: BoardSeconds,
    wrapUpSeconds: BoardSeconds,
    breakSeconds: BoardSeconds,
    /** At most so many callers wait… */
    waitingCalls: z.number().int().min(0).max(1_000),
    /** …and none of them longer than this. */
    waitSeconds: BoardSeconds,
  }),
  /** As scripts say it to customers. */
  firmName: text(200),
  /** The small always-on-top card of the desktop while it rings. */
  ringCard: z.boolean(),
  audio: AudioSettings,
  /** Offer to dial a number that was copied in any program. */
  watchClipboard: z.boolean(),
  /** Telephone links (tel:, sip:, callto:) of other programs open here. */
  openLinks: z.boolean(),
  /** Keys that work in every program, as Electron's accelerators; empty: none. */
  globalKeys: z.object({
    answer: text(60),
    hangUp: text(60),
    mute: text(60),
    dialSelection: text(60),
  }),
});
export type Settings = z.infer<typeof Settings>;

export const SettingsPatch = Settings.partial();

/** How long candidates are waited for, ms. */
const IceTimeout = z.number().int().min(100).max(10_000);

/** A PBX account without its password. */
export const Account = z.object({
  id: Id,
  label: text(100),
  engine: z.enum(['jssip', 'sipjs']),
  /** ws:// or wss:// address of the PBX. */
  server: text(500),
  login: text(200),
  domain: text(253),
  displayName: text(200),
  stun: text(500),
  turn: text(500),
  turnLogin: text(200),
  backupServer: text(500),
  dtmf: z.enum(DTMF_WAYS),
  iceTimeoutMs: IceTimeout,
  profile: PbxProfile,
  active: z.boolean(),
  hasPassword: z.boolean(),
  training: z.boolean(),
});
export type Account = z.infer<typeof Account>;

export const AccountDraft = z.object({
  id: Id.optional(),
  label: text(100).default(''),
  engine: z.enum(['jssip', 'sipjs']).default('jssip'),
  server: text(500),
  login: text(200),
  /** Absent: keep the stored one. */
  password: text(500).optional(),
  domain: text(253).default(''),
  displayName: text(200).default(''),
  stun: text(500).default(''),
  turn: text(500).default(''),
  turnLogin: text(200).default(''),
  turnPassword: text(500).optional(),
  backupServer: text(500).default(''),
  dtmf: z.enum(DTMF_WAYS).default('rfc4733'),
  iceTimeoutMs: IceTimeout.default(1_000),
  /** Absent: keep the stored one, or the preset for Asterisk. */
  profile: PbxProfile.optional(),
});
export type AccountDraft = z.input<typeof AccountDraft>;

export const SystemInfo = z.object({
  version: z.string(),
  mode: z.enum(['desktop', 'browser']),
  dataDir: z.string(),
  settings: Settings,
  firstRun: z.boolean(),
  me: z.object({ id: Id, name: z.string() }),
  /** How well passwords are kept: the system's keychain, or a key file readable by its owner only. */
  secrets: z.enum(['keychain', 'keyFile']),
});
export type SystemInfo = z.infer<typeof SystemInfo>;

export const settingsRequests = {
  'system.info': request(['desk', 'shell', 'phone'], Empty, SystemInfo, entrance),
  'settings.save': request(
    ['desk'],
    SettingsPatch,
    Settings,
    atWorkBut({
      country: 'firm.administer',
      areaCode: 'firm.administer',
      zone: 'firm.administer',
      ownNumbers: 'firm.administer',
      mandatoryFields: 'firm.administer',
      recordAutomatically: 'firm.administer',
      sensitiveFields: 'firm.administer',
      announcement: 'firm.administer',
      lineAnnouncements: 'firm.administer',
      dayLoadLimit: 'firm.administer',
      workHours: 'firm.administer',
      missed: 'firm.administer',
      reports: 'firm.administer',
      board: 'board.edit',
      firmName: 'firm.administer',
    }),
  ),
  'accounts.list': request(['desk'], Empty, z.array(Account), atWork),
  /** Saves and makes it the line in use. Fails with `pbxAddressInvalid` on an address that cannot be one. */
  'accounts.save': request(['desk'], AccountDraft, Account, need('workstation.administer')),
  'accounts.use': request(['desk'], z.object({ id: Id.nullable() }), Done, need('workstation.administer')),
  'accounts.remove': request(['desk'], z.object({ id: Id }), Done, need('workstation.administer')),
} as const;

/** A trouble that stands as a bar with a verb until it is over. */
export const Problem = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  active: z.boolean(),
});
export type Problem = z.infer<typeof Problem>;

export const settingsEvents = {
  'settings.changed': Settings,
  'accounts.changed': z.array(Account),
  'system.problem': Problem,
} as const;
