import type { DeviceList } from '../../../renderer/phone/media/devices.ts';
import type { SignalName } from '../../../renderer/phone/media/ringtone.ts';
import type { ColleagueState, Voicemail } from '../../../shared/contract/agent.ts';
import type {
  Incoming,
  PhoneAccount,
  PhoneFact,
  Registration,
  Watch,
} from '../../../shared/contract/phone.ts';
import type { TraceMessage } from '../../../shared/contract/quality.ts';

/** What the contract tests can do in the page: the real engine, microphone and recorder, without core and desk. */
export interface EngineBench {
  start(account: PhoneAccount): Promise<void>;
  stop(): Promise<void>;
  /** Runs a command of the engine; tells the code of its failure, if it fails. */
  command(
    name:
      | 'dial'
      | 'answer'
      | 'decline'
      | 'hangUp'
      | 'mute'
      | 'hold'
      | 'sendTones'
      | 'transfer'
      | 'transferTo'
      | 'join'
      | 'part'
      | 'say',
    ...args: readonly unknown[]
  ): Promise<string | undefined>;
  /** Milliseconds from a command to the first message after it that begins so and goes into the socket. */
  untilSent(name: 'dial' | 'answer', args: readonly unknown[], start: string): Promise<number>;
  setIncoming(incoming: Incoming): void;
  watch(watch: Watch): void;
  voicemails(): Voicemail[];
  colleagues(): ColleagueState[];
  traces(): TracedMessage[];
  reconnectNow(): void;
  probeNow(): void;
  facts(): PhoneFact[];
  registrations(): Registration[];
  notes(): string[];
  liveCallIds(): string[];
  /** Milliseconds between the INVITE at the socket and the fact, of a call. */
  inviteToFact(callId: string): number;
  /** RMS of what the operator hears in this call during the next `ms`. */
  remoteLevel(callId: string, ms: number): Promise<number>;
  /** RMS of what we send in this call during the next `ms`. */
  sentLevel(callId: string, ms: number): Promise<number>;
  /** The codec in which we hear this call, as `audio/PCMU`. */
  codec(callId: string): Promise<string | undefined>;
  /** From now on the browser refuses the microphone with this name of an error; undefined: allows it. */
  refuseMicrophone(name: string | undefined): void;
  /** Open tracks of microphones. */
  openMicrophones(): number;
  /** Says a tone of `hertz` as a kept message is said; resolves when it began. Tells the code of its failure. */
  sayTone(callId: string, hertz: number, seconds: number): Promise<string | undefined>;
  /** Ends it early. */
  stopSaying(callId: string): Promise<string | undefined>;
  /** Tells that the call is recorded: each five seconds by a tone, or once by two seconds of `hertz`. */
  announce(callId: string, how: 'tone' | 'clip', hertz: number): void;
  stopAnnouncing(callId: string): void;
  /** Whether what was said came to its end; undefined: not yet. */
  saidWhole(): boolean | undefined;
  record(callId: string): void;
  /** RMS of both channels of the recording in windows of 100 ms, and what it was made of. */
  stopRecording(callId: string): Promise<Recorded>;
  /** Breaks the socket as a network does: no close frame, nothing arrives any more. */
  cutSocket(): void;
  devices(): Promise<DeviceList>;
  sound(signal: SignalName | undefined, deviceIds: readonly string[], volume: number): void;
  /** Audio elements that play now; `level`: the loudest RMS of what they play within a moment. */
  playing(): Promise<{ deviceId: string; volume: number; time: number; level: number }[]>;
  /** Levels of the microphone during `ms`, without a call. */
  watchLevel(ms: number): Promise<number[]>;
}

export interface TracedMessage extends TraceMessage {
  readonly callId?: string;
}

export interface Recorded {
  readonly left: number[];
  readonly right: number[];
  /** Amplitude of the tone that was said, in the same windows. */
  readonly tone: { readonly left: number[]; readonly right: number[] };
  /** Amplitude of the fake microphone’s beep, in the same windows and in those between them: two for each. */
  readonly beep: { readonly left: number[]; readonly right: number[] };
  readonly seconds: number;
  readonly chunks: number;
  readonly finishedWith: number | undefined;
}
