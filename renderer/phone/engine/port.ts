import type { ColleagueState, Voicemail } from '../../../shared/contract/agent.ts';
import type {
  Incoming,
  PhoneAccount,
  PhoneFact,
  Registration,
  Watch,
} from '../../../shared/contract/phone.ts';
import type { TraceMessage } from '../../../shared/contract/quality.ts';

/**
 * The one port through which the phone speaks SIP. An engine belongs to one account and lives from `start` to `stop`.
 *
 * Every command is done when the library has taken it; what came of it is stated as facts. A command rejects with a
 * `Failure`: `callGone` (no such call), `notRegistered`, `invalidNumber`, `microphoneRefused`, `microphoneMissing`,
 * `pbxRefused` (with `sipCode`), `internal`.
 */
export interface SipEngine {
  /** Connects, registers, and keeps both up. Returns at once; see `EngineListener.registration`. */
  start(): void;
  /** Ends what is left of calls, takes the registration back, closes the connection. Never rejects. */
  stop(): Promise<void>;

  dial(callId: string, target: string): Promise<void>;
  /** A talk that goes on meanwhile is put on hold. Without a microphone it fails, and the call rings on. */
  answer(callId: string): Promise<void>;
  /** 486 to the caller: a queue goes on to the next agent, where 603 would end the call everywhere. */
  decline(callId: string): Promise<void>;
  hangUp(callId: string): Promise<void>;
  mute(callId: string, muted: boolean): Promise<void>;
  hold(callId: string, held: boolean): Promise<void>;
  /**
   * Sends this voice in the operator's place, muted or not, until it is `undefined` or the talk is put on hold. `callGone`
   * also in a talk on hold and in a conference.
   */
  say(callId: string, voice: MediaStream | undefined): Promise<void>;
  /** RFC 4733 tones, appended to those still being sent; `,` is a pause of two seconds. */
  sendTones(callId: string, tones: string): Promise<void>;
  /** Blind transfer (REFER). Our own leg is hung up when the PBX reports that the target was reached. */
  transfer(callId: string, target: string): Promise<void>;
  /**
   * Attended transfer (REFER with Replaces, RFC 3891): the other side of `callId` is put through to that of `toCallId`.
   * Both legs of ours are hung up when the PBX reports success; when it refuses, both go on as they were.
   */
  transferTo(callId: string, toCallId: string): Promise<void>;
  /** These talks and the operator hear each other from now on. Calls on hold are resumed; others stay as they are. */
  join(callIds: readonly string[]): Promise<void>;
  /** The conference of this call ends: it goes on as a talk of two, the others are put on hold. */
  part(callId: string): Promise<void>;

  /** What is done with a new call by itself; calls that ring already go on ringing. */
  setIncoming(incoming: Incoming): void;
  /** What the PBX is asked to tell of (SUBSCRIBE), also after every reconnection. The last wish counts. */
  watch(watch: Watch): void;
  /** `RTCPeerConnection.getStats` of a call; `undefined` without one. */
  stats(callId: string): Promise<RTCStatsReport | undefined>;

  /** The machine woke up or the network changed: asks the connection at once whether it lives. */
  probeNow(): void;
  /** Closes the connection and opens it again. Calls stay. */
  reconnectNow(): void;

  /** The sound of a call, as far as it is there. */
  streams(callId: string): CallStreams;
  /** Ids of the calls that have not ended, in order of their beginning. */
  readonly liveCallIds: readonly string[];
}

export interface CallStreams {
  /** What the customer hears of us: silent while muted or on hold, a message while one is said. */
  readonly local?: MediaStream;
  /** Everything else that is heard in this call: in a conference a mix. */
  readonly remote?: MediaStream;
  /** In a conference the customer of this call alone: what is to be played, since each one is played once. */
  readonly own?: MediaStream;
}

/** What an engine reports. Listeners must not throw. */
export interface EngineListener {
  /** In the order in which things happened, per call. */
  fact(fact: PhoneFact): void;
  /** Never more hopeful than the last REGISTER. */
  registration(registration: Registration): void;
  /** A stream came, or was replaced by one from another device. */
  streams(callId: string, streams: CallStreams): void;
  voicemail(voicemail: Voicemail): void;
  /** `unknown` as soon as the subscription is gone. */
  colleague(state: ColleagueState): void;
  /** A SIP message went over the wire. Secrets are hidden already. Without `callId`: it belongs to no call. */
  trace(message: TraceMessage, callId?: string): void;
  /** For the log: something that no person has to act on. Never holds secrets or whole messages. */
  note(message: string, cause?: unknown): void;
}

/** Where an engine gets the microphone from. Every call has tracks of its own, so that mute and hold are its own. */
export interface Microphone {
  /**
   * Opens the microphone for this call, or rejects with `Failure('microphoneRefused' | 'microphoneMissing')`.
   *
   * @param replaced called when another device took over: the new stream is to be sent from now on
   */
  acquire(callId: string, replaced: (stream: MediaStream) => void): Promise<MediaStream>;
  /** The call needs it no more. Harmless for a call that has none. */
  release(callId: string): void;
}

export interface EngineOptions {
  readonly account: PhoneAccount;
  readonly microphone: Microphone;
  /** Where conferences are mixed; asked only when there is one. */
  readonly audio: () => AudioContext;
  readonly listener: EngineListener;
}

/** Makes an engine; asynchronous because each adapter is loaded only when an account wants it. */
export type EngineFactory = (options: EngineOptions) => Promise<SipEngine>;
