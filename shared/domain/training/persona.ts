/**
 * The people of the training line: who they are, how they call and how they answer. Pure data.
 * All durations are milliseconds.
 */
export type Language = 'en' | 'ru' | 'uk';
export type Localised = Readonly<Record<Language, string>>;

/** How a persona behaves when it calls the operator. */
export type CallingBehaviour =
  /** Rings, talks when answered, hangs up after `talkMs` unless the operator does so first. */
  | { readonly kind: 'talks'; readonly ringTimeoutMs: number; readonly talkMs: number }
  /** Gives up while it still rings; talks if it is answered before. */
  | { readonly kind: 'hangsUpRinging'; readonly ringTimeoutMs: number; readonly talkMs: number }
  /** Meant for a moment when the operator is talking to somebody else; gives up soon. */
  | { readonly kind: 'callsDuringTalk'; readonly ringTimeoutMs: number; readonly talkMs: number };

/** How a persona's phone behaves when the operator dials it. */
export type DialledBehaviour =
  | {
      readonly kind: 'answers';
      readonly ringMs: number;
      readonly talkMs: number;
      readonly earlyMedia: boolean;
    }
  | { readonly kind: 'busy'; readonly afterMs: number }
  | { readonly kind: 'neverAnswers'; readonly giveUpMs: number }
  | { readonly kind: 'declines'; readonly ringMs: number }
  /** Says back what it hears, until somebody hangs up. */
  | { readonly kind: 'echoes' }
  /** Speaks without a pause, until somebody hangs up. */
  | { readonly kind: 'speaks' }
  /** An answering machine: a greeting, a beep, and then it listens without a word. */
  | { readonly kind: 'voicemail'; readonly ringMs: number; readonly listensMs: number }
  /** The number is out of service: 404. */
  | { readonly kind: 'noSuchNumber' };

/** Openings of a talk; there is one file of each in every language (`electron/core/training/clips`). */
export type ClipId =
  | 'order'
  | 'invoice'
  | 'newCustomer'
  | 'noName'
  | 'urgent'
  | 'callback'
  | 'supplier'
  | 'colleague'
  | 'complaint'
  | 'answer'
  | 'details'
  | 'thanks'
  | 'speaking'
  | 'agrees'
  | 'refuses'
  | 'tuesday'
  | 'wrongNumber'
  | 'doNotCall'
  | 'greeting';

/** The customer that the sample data should hold, so that the call is recognised. */
export interface ContactSpec {
  readonly personName: Localised;
  readonly organisationName?: Localised;
  readonly role?: Localised;
  /** E.164 with plus; the first is the main number. */
  readonly numbers: readonly string[];
  /** Number of the organisation itself, when this person calls from it. */
  readonly organisationNumbers?: readonly string[];
  readonly stage: 'lead' | 'negotiation' | 'customer' | 'supplier' | 'partner' | 'lost';
  readonly responsible?: Localised;
  readonly channel?: 'phone' | 'web' | 'referral' | 'exhibition' | 'advertising';
  readonly openPromise?: Localised;
}

export interface Persona {
  /** Stable name, kebab-case. */
  readonly id: string;
  /** What the training panel calls the persona. */
  readonly title: Localised;
  /** User part of the caller's address, in the writing that the exchange presents. */
  readonly number: string;
  /** Further numbers that reach the persona and stand on no card, e.g. one that no numbering plan knows. */
  readonly alsoAt?: readonly string[];
  /** Display name of the caller's address; '' for none. Hostile on purpose in one persona. */
  readonly displayName: Localised;
  /** Absent: never calls, only answers. */
  readonly calls?: CallingBehaviour;
  readonly dialled: DialledBehaviour;
  /** How its further numbers behave, by number, where that differs. */
  readonly dialledAt?: Readonly<Record<string, DialledBehaviour>>;
  /** Whose card the sample data should hold; absent for strangers. */
  readonly contact?: ContactSpec;
  readonly clip: ClipId;
  /** What it says after its opening; absent: some details of an order. */
  readonly goesOn?: ClipId;
  /** Somebody of the house: `number` is an extension, whose state can be watched. */
  readonly colleague?: boolean;
  /** How much higher (or lower, below 1) this voice is than the clip's own. */
  readonly pitch?: number;
  /** The caller asks the exchange to hide who calls (RFC 3323). */
  readonly anonymous?: boolean;
}

export const everyLanguage = (text: string): Localised => ({ en: text, ru: text, uk: text });
