import type { PhoneAccount } from '../../../shared/contract/phone.ts';
import type { LegEnd } from './end-cause.ts';
import type { CallerHeaders } from './remote-party.ts';
import type { SipWire } from './wire.ts';

/**
 * What a SIP library has to do for us, and nothing more. An adapter translates; it decides nothing, keeps no state of
 * calls, opens no socket and no microphone. The engine above it is the same for all libraries.
 */
export interface SipStack {
  /** REGISTER for `TIMES.expires`, with the credentials when challenged. Rejects when there was no answer at all. */
  register(): Promise<RegisterAnswer>;
  /** Takes the registration back. Settles in any case. */
  unregister(): Promise<void>;
  /** OPTIONS to the registrar. Any final answer means that somebody is there; rejects when there was none. */
  probe(): Promise<void>;
  /** Sends an INVITE to a `sip:` URI with sound from `local`. `events.peer` may come before this returns. */
  invite(uri: string, local: MediaStream, events: LegEvents): Leg;
  /** Forgets everything, without a word to the other side. */
  stop(): void;
}

export interface StackOptions {
  readonly account: PhoneAccount;
  /** The address of record, `sip:user@host`. */
  readonly uri: string;
  readonly wire: SipWire;
  /** A new INVITE is here and has got its 180. Returns who listens to it from now on. */
  readonly onInvite: (leg: Leg, headers: CallerHeaders) => LegEvents;
  readonly note: (message: string, cause?: unknown) => void;
}

export type StackFactory = (options: StackOptions) => SipStack;

export interface RegisterAnswer {
  readonly status: number;
  /** What the registrar granted, in seconds, with a 2xx. */
  readonly expiresSec?: number;
}

/** One dialog of ours. Methods that do not fit its present state do nothing or reject; they never throw. */
export interface Leg {
  answer(local: MediaStream): void;
  /** Final answer to an INVITE that was not answered yet. */
  reject(status: number): void;
  /** CANCEL or BYE, whichever fits. */
  hangUp(): void;
  /** re-INVITE. Rejects with `LegRefused` when the other side did not take it; the talk goes on as before. */
  reoffer(offer: Reoffer): Promise<void>;
  /** REFER to a `sip:` URI. Done when a NOTIFY said 2xx; rejects with `LegRefused`. */
  refer(uri: string): Promise<void>;
}

export interface Reoffer {
  readonly direction: 'sendrecv' | 'sendonly';
  readonly iceRestart: boolean;
}

export interface LegEvents {
  /** The peer connection was made; nothing has been negotiated yet. */
  peer(connection: RTCPeerConnection): void;
  /** 180 or 183 of our INVITE; `sdp`: sound came with it. */
  progress(status: number, sdp: boolean): void;
  /** Our 200 went out, or theirs came in. */
  accepted(): void;
  /** The other side's offer: does it still want to hear us? */
  remoteHold(held: boolean): void;
  /** Once. */
  ended(end: LegEnd): void;
}

/** The other side refused a request inside the dialog. 408 and 481 mean that the dialog is gone (RFC 3261 §12.2.1.2). */
export class LegRefused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`refused with ${status}`);
    this.status = status;
  }
}
