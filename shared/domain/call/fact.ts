/**
 * What an engine, a page or the core itself has seen happen to a call.
 *
 * A fact is a statement about the world, never an order: `transition` alone decides what it means.
 * Times are UTC epoch milliseconds taken where the fact was seen.
 */
export type Fact = { readonly callId: string; readonly at: number } & FactBody;

export type FactBody =
  | {
      readonly kind: 'incoming';
      readonly accountId: string;
      readonly remote: RemoteParty;
      /** The number of ours that was called (the user part of the To or request URI), if it was given. */
      readonly dialled?: string | undefined;
    }
  | { readonly kind: 'dialing'; readonly accountId: string; readonly remote: RemoteParty }
  /** A provisional answer: 180 rings at the other end, 183 may bring sound with it. */
  | { readonly kind: 'progress'; readonly sipCode: number; readonly earlyMedia: boolean }
  | { readonly kind: 'answered'; readonly by: 'operator' | 'customer' }
  | { readonly kind: 'held'; readonly by: Side }
  | { readonly kind: 'resumed'; readonly by: Side }
  /** The way to the PBX is gone while the call lives; the sound may flow on. */
  | { readonly kind: 'signalLost' }
  /** The PBX has heard from us again inside this call's dialog: an end will be noticed. */
  | { readonly kind: 'signalBack' }
  /** No sound gets through any more, in a talk that nobody holds. */
  | { readonly kind: 'soundLost' }
  | { readonly kind: 'soundBack' }
  /** The operator has put this call together with others; all hear all. */
  | { readonly kind: 'joined' }
  | { readonly kind: 'parted' }
  | { readonly kind: 'muted' }
  | { readonly kind: 'unmuted' }
  | { readonly kind: 'toneSent'; readonly tone: string }
  /** The customer was handed to somebody else (accepted REFER). */
  | { readonly kind: 'transferred'; readonly target: string }
  | {
      readonly kind: 'ended';
      readonly cause: EndCause;
      readonly by: Side | 'network';
      /** Final SIP status, when there was one (RFC 3261 §21). */
      readonly sipCode?: number | undefined;
      /** Words of the peer for the log; hostile text, bounded by the contract. */
      readonly reason?: string | undefined;
    }
  /** The recording left out what was said from here on: by the operator's key, or while a sensitive field had the focus. */
  | { readonly kind: 'recordingPaused'; readonly because: PauseReason }
  | { readonly kind: 'recordingResumed' }
  /** The customer was told that the call is recorded: by words once, or by a tone every so many seconds. */
  | { readonly kind: 'announced'; readonly how: 'clip' | 'tone'; readonly everySeconds?: number | undefined }
  /** The phone is gone and cannot say how the call ended; `at` is when it was last known to live. */
  | { readonly kind: 'interrupted' }
  /** The phone is back and still has this call: an `interrupted` was premature. */
  | { readonly kind: 'reclaimed' };

export type PauseReason = 'key' | 'field';

export type Side = 'operator' | 'customer';

/** Who the signalling says is calling. Every field is text from outside. */
export interface RemoteParty {
  /** User part of the From or PAI URI as it came: a number in any writing, an extension, a word. */
  readonly number: string;
  readonly displayName: string;
  /** User part of P-Asserted-Identity (RFC 3325), when it differs from `number`. */
  readonly assertedNumber?: string | undefined;
  /** User part of the first Diversion header (RFC 5806): who the call was meant for before. */
  readonly divertedFrom?: string | undefined;
  /** The caller asked for privacy (RFC 3323) or the PBX sent `anonymous`. */
  readonly anonymous: boolean;
}

/** Why a call ended, in words of the field, as far as an engine can tell. */
export type EndCause =
  | 'hangup'
  | 'declined'
  | 'cancelled'
  | 'busy'
  | 'noAnswer'
  | 'notFound'
  | 'forbidden'
  | 'unavailable'
  | 'answeredElsewhere'
  | 'doNotDisturb'
  | 'forwarded'
  | 'networkLost'
  | 'mediaFailed'
  | 'microphoneRefused'
  | 'error';
