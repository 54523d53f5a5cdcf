import type { SipEngine } from '../../../renderer/phone/engine/port.ts';
import type { ColleagueState, Voicemail } from '../../../shared/contract/agent.ts';
import type { PhoneAccount, PhoneFact, Registration } from '../../../shared/contract/phone.ts';

/** Commands of the engine that a test gives by name. */
export type Command = Exclude<
  keyof SipEngine,
  'start' | 'stop' | 'stats' | 'streams' | 'liveCallIds' | 'probeNow' | 'reconnectNow'
>;

/** What the page tells the test, in the order of happening. `wire`: a SIP message at the socket, beneath the engine. */
export type PhoneNews =
  | { readonly kind: 'fact'; readonly fact: PhoneFact }
  | { readonly kind: 'registration'; readonly registration: Registration }
  | { readonly kind: 'voicemail'; readonly voicemail: Voicemail }
  | { readonly kind: 'colleague'; readonly colleague: ColleagueState }
  | { readonly kind: 'trace'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'wire'; readonly direction: 'sent' | 'received'; readonly text: string };

/** Many phones in one page, each a real engine with a microphone that sounds one pitch. */
export interface PhonesBench {
  /**
   * @param name also the last part of the socket's address, so that its messages are known
   * @param pitch Hz, what the microphone hears; 0: the browser's own microphone
   */
  open(name: string, account: PhoneAccount, pitch: number): Promise<void>;
  close(name: string): Promise<void>;
  /** Runs a command of the engine; the code of its failure (and the SIP code), if it fails. */
  command(name: string, command: Command, args: readonly unknown[]): Promise<string | undefined>;
  probeNow(name: string): void;
  reconnectNow(name: string): void;
  liveCallIds(name: string): string[];
  /** Amplitude of each pitch in the last quarter of a second of what the operator hears in this call. */
  heard(name: string, callId: string, pitches: readonly number[]): number[];
  /** RMS of the same. */
  loudness(name: string, callId: string): number;
  /** `inbound-rtp` and `outbound-rtp` of `stats`, packets only. */
  packets(name: string, callId: string): Promise<{ received: number; sent: number }>;
  /** How the media of the call stand, an entry of `stats` a line: for the text of a failure. */
  media(name: string, callId: string): Promise<string[]>;
  /** Microphones that are open now, of all phones. */
  openMicrophones(): number;
}

declare global {
  interface Window {
    pbxPhones: PhonesBench;
    /** Given by Playwright. */
    pbxTell(name: string, news: PhoneNews): Promise<void>;
  }
}
