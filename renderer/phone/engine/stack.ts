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
  /** Sends an INVITE to a `sip:` URI. `events.peer` may come before this returns; the voice is added to it by us. */
  invite(uri: string, events: LegEvents): Leg;
  /** SUBSCRIBE (RFC 6665), renewed until `stop` or `events.ended`. */
  subscribe(request: SubscribeRequest, events: SubscriptionEvents): Subscription;
  /** Forgets everything, without a word to the other side. */
  stop(): void;
}

export interface StackOptions {
  readonly account: PhoneAccount;
  /** The address of record, `sip:user@host`. */
  readonly uri: string;
  readonly wire: SipWire;
  /** A new INVITE is here. Returns who listens to it from now on. It gets its 180 unless it was rejected meanwhile. */
  readonly onInvite: (leg: Leg, headers: CallerHeaders) => LegEvents;
  /** A NOTIFY that nobody asked for (RFC 3842 lights are often sent so). */
  readonly onNotify: (event: string, body: string) => void;
  readonly note: (message: string, cause?: unknown) => void;
}

export type StackFactory = (options: StackOptions) => SipStack;

export interface RegisterAnswer {
  readonly status: number;
  /** What the registrar granted, in seconds, with a 2xx. */
  readonly expiresSec?: number;
  /** Retry-After of a refusal (RFC 3261 §20.33), in seconds. */
  readonly retryAfterSec?: number;
}

export interface SubscribeRequest {
  readonly uri: string;
  readonly event: string;
  readonly accept: string;
  readonly expiresSec: number;
}

export interface SubscriptionEvents {
  notify(body: string): void;
  /** Once, unless we stopped it: refused, timed out, or ended by the other side. */
  ended(): void;
}

export interface Subscription {
  /** Asks again in the same dialog, from the present connection. */
  refresh(): void;
  /** Ends it with a word to the other side. */
  stop(): void;
}

/** One dialog of ours. Methods that do not fit its present state do nothing or reject; they never throw. */
export interface Leg {
  /** The Call-ID header of its messages. */
  readonly sipCallId: string;
  /** While it rings, and at the latest before `answer`: everything of it that needs neither the microphone nor a decision. Once. */
  prepare(): void;
  /** 200. The voice is added by us to the connection of `LegEvents.peer`. */
  answer(): void;
  /** Final answer to an INVITE that was not answered yet. `contact`: where to, with a 3xx. */
  reject(status: number, contact?: string): void;
  /** CANCEL or BYE, whichever fits. */
  hangUp(): void;
  /** re-INVITE. Rejects with `LegRefused` when the other side did not take it; the talk goes on as before. */
  reoffer(offer: Reoffer): Promise<void>;
  /** The wire fell: the answer to a re-INVITE that is under way will not come. Its promise rejects with `NO_ANSWER`. */
  dropOffer(): void;
  /**
   * REFER to a `sip:` URI, or to the other side of another leg (RFC 3891). Done when a NOTIFY said 2xx; rejects with
   * `LegRefused`. `taken` is called when the PBX has agreed to try.
   */
  refer(target: string | Leg, taken: () => void): Promise<void>;
  /** INFO inside the dialog. Rejects with `LegRefused`. */
  info(contentType: string, body: string): Promise<void>;
}

export interface Reoffer {
  readonly direction: 'sendrecv' | 'sendonly';
  readonly iceRestart: boolean;
}

export interface LegEvents {
  /** The peer connection was made; nothing has been negotiated yet. */
  peer(connection: RTCPeerConnection): void;
  /** Our INVITE went out. */
  sent(): void;
  /** 180 or 183 of our INVITE; `sdp`: sound came with it. */
  progress(status: number, sdp: boolean): void;
  /** Our 200 went out, or theirs came in. */
  accepted(): void;
  /** The other side's offer: does it still want to hear us? */
  remoteHold(held: boolean): void;
  /** Once. */
  ended(end: LegEnd): void;
}

/** Status of `LegRefused` for a request that nobody answered. */
export const NO_ANSWER = 0;

/** The other side refused a request inside the dialog. 408 and 481 mean that the dialog is gone (RFC 3261 §12.2.1.2). */
export class LegRefused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(status === NO_ANSWER ? 'not answered' : `refused with ${status}`);
    this.status = status;
  }
}
