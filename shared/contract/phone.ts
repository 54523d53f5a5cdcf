import { z } from 'zod';
import { ColleagueState, Voicemail } from './agent.ts';
import { RemoteParty } from './calls.ts';
import { Bytes, Done, Empty, Id, Time, text } from './common.ts';
import { request } from './define.ts';
import { atWork, inTalk, phoneOnly } from './need.ts';
import { CallWarning, CheckStep, QualitySample, TraceMessage } from './quality.ts';

const Side = z.enum(['operator', 'customer']);
export const END_CAUSES = [
  'hangup',
  'declined',
  'cancelled',
  'busy',
  'noAnswer',
  'notFound',
  'forbidden',
  'unavailable',
  'answeredElsewhere',
  'doNotDisturb',
  'forwarded',
  'networkLost',
  'mediaFailed',
  'microphoneRefused',
  'error',
] as const;

const base = { callId: Id, at: Time };
/** The facts that a phone may state; `interrupted` and `reclaimed` are the core's own conclusions. */
export const PhoneFact = z.discriminatedUnion('kind', [
  z.object({
    ...base,
    kind: z.literal('incoming'),
    accountId: text(64),
    remote: RemoteParty,
    dialled: text(256).optional(),
  }),
  z.object({ ...base, kind: z.literal('dialing'), accountId: text(64), remote: RemoteParty }),
  z.object({ ...base, kind: z.literal('progress'), sipCode: z.number().int(), earlyMedia: z.boolean() }),
  z.object({ ...base, kind: z.literal('answered'), by: Side }),
  z.object({ ...base, kind: z.literal('held'), by: Side }),
  z.object({ ...base, kind: z.literal('resumed'), by: Side }),
  z.object({ ...base, kind: z.literal('signalLost') }),
  z.object({ ...base, kind: z.literal('signalBack') }),
  z.object({ ...base, kind: z.literal('soundLost') }),
  z.object({ ...base, kind: z.literal('soundBack') }),
  z.object({ ...base, kind: z.literal('joined') }),
  z.object({ ...base, kind: z.literal('parted') }),
  z.object({ ...base, kind: z.literal('muted') }),
  z.object({ ...base, kind: z.literal('unmuted') }),
  z.object({ ...base, kind: z.literal('toneSent'), tone: text(32) }),
  z.object({
    ...base,
    kind: z.literal('announced'),
    how: z.enum(['clip', 'tone']),
    everySeconds: z.number().int().optional(),
  }),
  z.object({ ...base, kind: z.literal('transferred'), target: text(256) }),
  z.object({
    ...base,
    kind: z.literal('ended'),
    cause: z.enum(END_CAUSES),
    by: z.enum(['operator', 'customer', 'network']),
    sipCode: z.number().int().min(100).max(699).optional(),
    reason: text(200).optional(),
  }),
]);
export type PhoneFact = z.infer<typeof PhoneFact>;

/** What the last REGISTER said, and nothing more hopeful than that. */
export const Registration = z.object({
  accountId: z.string(),
  state: z.enum(['off', 'connecting', 'registered', 'reconnecting', 'refused']),
  /** Why it is not registered, as a failure code of the catalogue. */
  problem: z
    .enum(['wrongPassword', 'pbxUnreachable', 'pbxUnknownHost', 'pbxRefused', 'pbxAddressInvalid'])
    .optional(),
  sipCode: z.number().int().optional(),
  /** Until when the registrar keeps us, UTC ms. */
  expiresAt: Time.optional(),
  /** When the next attempt will be made, UTC ms. */
  retryAt: Time.optional(),
});
export type Registration = z.infer<typeof Registration>;

export const AudioDevice = z.object({
  id: text(256),
  label: text(256),
  kind: z.enum(['microphone', 'speaker']),
});
export type AudioDevice = z.infer<typeof AudioDevice>;

/** RFC 4733 tones in the sound, or SIP INFO (`application/dtmf-relay`) for a PBX that wants that. */
export const DTMF_WAYS = ['rfc4733', 'info'] as const;

/** The account as the phone needs it: the only answer in which a password leaves the core. */
export const PhoneAccount = z.object({
  id: z.string(),
  engine: z.enum(['jssip', 'sipjs']),
  server: z.string(),
  /** Tried in turn with the first when that one does not answer. */
  backupServer: z.string().optional(),
  login: z.string(),
  password: z.string(),
  domain: z.string(),
  displayName: z.string(),
  iceServers: z.array(
    z.object({ urls: z.string(), username: z.string().optional(), credential: z.string().optional() }),
  ),
  dtmf: z.enum(DTMF_WAYS),
  /** An offer or answer waits no longer than this for candidates, ms. */
  iceTimeoutMs: z.number().int(),
});
export type PhoneAccount = z.infer<typeof PhoneAccount>;

export const AudioSettings = z.object({
  microphoneId: text(256).optional(),
  speakerId: text(256).optional(),
  /** All of them ring; none chosen: the system's default. */
  ringerIds: z.array(text(256)).default([]),
  ringVolume: z.number().min(0).max(1).default(0.7),
  echoCancellation: z.boolean().default(true),
  noiseSuppression: z.boolean().default(true),
  autoGainControl: z.boolean().default(true),
});
export type AudioSettings = z.infer<typeof AudioSettings>;

/** What the phone does with a new call by itself: 486 while nobody is to be disturbed, 302 to somebody else. */
export const Incoming = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('ring') }),
  z.object({ mode: z.literal('busy') }),
  z.object({ mode: z.literal('forward'), to: text(256) }),
]);
export type Incoming = z.infer<typeof Incoming>;

/** What the phone asks the PBX to be told of: our mailbox (RFC 3842), other extensions (RFC 4235). */
export const Watch = z.object({ mailbox: z.boolean(), extensions: z.array(text(64)).max(200) });
export type Watch = z.infer<typeof Watch>;

export const ANNOUNCEMENTS = ['none', 'tone', 'clip'] as const;
/** How the customer is told that the call is recorded. */
export const Announcement = z.object({
  /** A tone over the operator's voice, every so often; kept words, once, when the recording begins. */
  how: z.enum(ANNOUNCEMENTS),
  everySeconds: z.number().int().min(5).max(300),
  heardBy: z.enum(['customer', 'both']),
});
export type Announcement = z.infer<typeof Announcement>;

export const PhoneConfig = z.object({
  account: PhoneAccount.optional(),
  audio: AudioSettings,
  recordAutomatically: z.boolean(),
  announcement: Announcement,
  incoming: Incoming,
  watch: Watch,
});
export type PhoneConfig = z.infer<typeof PhoneConfig>;

/** What the core tells the phone to do. Each is answered when the engine took it, or fails with a code. */
export const phoneCommands = {
  'phone.configure': { input: PhoneConfig },
  'phone.dial': { input: z.object({ callId: Id, target: text(256) }) },
  'phone.answer': { input: z.object({ callId: Id }) },
  'phone.decline': { input: z.object({ callId: Id }) },
  'phone.silence': { input: z.object({ callId: Id }) },
  'phone.hangUp': { input: z.object({ callId: Id }) },
  'phone.mute': { input: z.object({ callId: Id, muted: z.boolean() }) },
  'phone.hold': { input: z.object({ callId: Id, held: z.boolean() }) },
  'phone.sendTones': { input: z.object({ callId: Id, tones: z.string() }) },
  'phone.transfer': { input: z.object({ callId: Id, target: z.string() }) },
  /** Attended transfer: the customer of `callId` to the party of `toCallId`; both legs of ours end. */
  'phone.transferTo': { input: z.object({ callId: Id, toCallId: Id }) },
  /** These talks become one conference. */
  'phone.join': { input: z.object({ callIds: z.array(Id).min(2).max(8) }) },
  /** The conference ends: this talk goes on, the others wait on hold. */
  'phone.part': { input: z.object({ callId: Id }) },
  /** The core wants the sound of this talk; chunks go to `recordings.append`. */
  'phone.record': { input: z.object({ callId: Id, recordingId: Id, paused: z.boolean() }) },
  /** The recording goes on with silence in the place of what is said, or with the sound again. */
  'phone.pauseRecording': { input: z.object({ callId: Id, paused: z.boolean() }) },
  'phone.stopRecording': { input: z.object({ callId: Id }) },
  /** Says the message of `machineMessage.read` in the operator's place, then hangs up. */
  'phone.leaveMessage': { input: z.object({ callId: Id }) },
  /** The operator is heard again. */
  'phone.stopMessage': { input: z.object({ callId: Id }) },
  /** With its own microphone; the end brings `machineMessage.recorded`. */
  'phone.recordMessage': { input: z.object({ on: z.boolean() }) },
  'phone.watchLevel': { input: z.object({ on: z.boolean() }) },
  'phone.testRing': { input: z.object({}) },
  /** The check before the shift; its steps come as `phone.checked`. A second start begins anew. */
  'phone.check': { input: z.object({ on: z.boolean() }) },
} as const;

export const phoneRequests = {
  /**
   * The first word of a phone page. `liveCallIds`: what it still holds (after the core was away), so that the
   * core can reclaim these and call the others interrupted. Fails with `phoneElsewhere` when another page is the phone.
   */
  'phone.attach': request(
    ['phone'],
    z.object({
      phoneId: Id,
      liveCallIds: z.array(Id),
      /** Of these calls it records the sound. A talk that is missing here lost its order on the way. */
      recordingCallIds: z.array(Id),
    }),
    PhoneConfig,
    phoneOnly,
  ),
  /** In order per phone. Repeats are harmless. Acknowledged when the row is durable. */
  'phone.fact': request(['phone'], z.object({ fact: PhoneFact }), Done, phoneOnly),
  'phone.registration': request(['phone'], Registration, Done, phoneOnly),
  'phone.voicemail': request(['phone'], Voicemail, Done, phoneOnly),
  'phone.colleague': request(['phone'], ColleagueState, Done, phoneOnly),
  /** One a second and call, in bundles; repeats of `at` are harmless. */
  'phone.quality': request(
    ['phone'],
    z.object({ callId: Id, samples: z.array(QualitySample).max(120) }),
    Done,
    phoneOnly,
  ),
  /** SIP messages, secrets already hidden. Without `callId`: registration and the like. */
  'phone.trace': request(
    ['phone'],
    z.object({ callId: Id.optional(), messages: z.array(TraceMessage).max(100) }),
    Done,
    phoneOnly,
  ),
  'phone.warning': request(['phone'], CallWarning, Done, phoneOnly),
  'phone.checkStep': request(['phone'], CheckStep, Done, phoneOnly),
  /** A button of a headset; what it means now is decided by the core. */
  'phone.headset': request(
    ['phone'],
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('hook'), offHook: z.boolean() }),
      z.object({ kind: z.literal('mute') }),
      z.object({ kind: z.literal('reject') }),
    ]),
    Done,
    phoneOnly,
  ),
  'phone.devices': request(
    ['phone'],
    z.object({
      devices: z.array(AudioDevice),
      microphone: z.enum(['granted', 'prompt', 'denied', 'missing']),
    }),
    Done,
    phoneOnly,
  ),
  /** Microphone and far end, 0..1 RMS, about ten a second while watched or talking. */
  'phone.level': request(
    ['phone'],
    z.object({ microphone: z.number(), remote: z.number() }),
    Done,
    phoneOnly,
  ),
  'phone.problem': request(
    ['phone'],
    z.object({
      code: z.enum(['microphoneRefused', 'microphoneMissing', 'phoneElsewhere', 'internal']),
      callId: Id.optional(),
    }),
    Done,
    phoneOnly,
  ),
  /** Starts a file. `mime` as MediaRecorder names it. */
  'recordings.begin': request(
    ['phone'],
    z.object({ recordingId: Id, callId: Id, mime: text(100), startedAt: Time }),
    Done,
    phoneOnly,
  ),
  /** Chunks in order; a repeated `seq` is ignored. Acknowledged when the bytes are on disk. */
  'recordings.append': request(
    ['phone'],
    z.object({ recordingId: Id, seq: z.number().int().min(0), bytes: Bytes }),
    z.object({ bytesOnDisk: z.number().int() }),
    phoneOnly,
  ),
  'recordings.finish': request(
    ['phone'],
    z.object({ recordingId: Id, chunks: z.number().int() }),
    Done,
    phoneOnly,
  ),
  /** What the desk shows of the phone. */
  'phone.state': request(
    ['desk', 'shell'],
    Empty,
    z.object({
      attached: z.boolean(),
      registration: Registration.optional(),
      devices: z.array(AudioDevice),
      microphone: z.enum(['granted', 'prompt', 'denied', 'missing']),
    }),
    inTalk,
  ),
  'phone.watch': request(['desk'], z.object({ level: z.boolean() }), Done, atWork),
  'phone.ringTest': request(['desk'], Empty, Done, atWork),
  /** The ten seconds before the shift; steps come as `phone.checked`. */
  'phone.runCheck': request(['desk'], z.object({ on: z.boolean() }), Done, atWork),
} as const;
export type PhoneState = z.infer<(typeof phoneRequests)['phone.state']['output']>;

export const phoneEvents = {
  'phone.changed': phoneRequests['phone.state'].output,
  'phone.level': z.object({ microphone: z.number(), remote: z.number() }),
  'phone.warning': CallWarning,
  'phone.checked': CheckStep,
} as const;
