/** Words of calling through a list. Times: UTC epoch milliseconds, durations as named. */
export const CAMPAIGN_STATES = ['draft', 'running', 'paused', 'ended'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/**
 * `manual`: the operator picks from the list. `preview`: the next card comes, a key dials. `progressive`: the next one is
 * dialled after the wrap-up, with a countdown that can be paused.
 */
export const PACES = ['manual', 'preview', 'progressive'] as const;
export type Pace = (typeof PACES)[number];

/** `waiting` also while a retry is not due yet. */
export const LEAD_STATES = ['waiting', 'claimed', 'done'] as const;
export type LeadState = (typeof LEAD_STATES)[number];

/** Why a prospect is worked to the end. */
export const LEAD_ENDS = [
  'reached',
  'agreed',
  'refused',
  'exhausted',
  'doNotCall',
  'unreachable',
  'removed',
] as const;
export type LeadEnd = (typeof LEAD_ENDS)[number];

/** Minutes after midnight on the customer's clock; `to` excluded; null: no calls that day. */
export type Hours = { readonly from: number; readonly to: number } | null;

export interface PacingRules {
  /** Monday first. */
  readonly hours: readonly [Hours, Hours, Hours, Hours, Hours, Hours, Hours];
  /** Public holidays of the customer's country are no calling days. */
  readonly restOnHolidays: boolean;
  /** Attempts a prospect, all numbers together. */
  readonly maxAttempts: number;
  /** Per number and day of the customer's. */
  readonly maxAttemptsADay: number;
  readonly retry: Readonly<
    Record<RetryCause, { readonly afterMinutes: number; readonly otherNumber: boolean }>
  >;
  /** Not within so many days after any talk with the customer, by whatever list; 0: no such rule. */
  readonly quietDays: number;
  /** Only who has agreed to be called. */
  readonly needsConsent: boolean;
  /** Given up after so long, s. */
  readonly ringSeconds: number;
  /** Progressive: between the wrap-up and the next INVITE, s. */
  readonly countdownSeconds: number;
  /** Progressive: the wrap-up closes itself after so long, s; 0: never. */
  readonly wrapUpSeconds: number;
}

/** Ends of an attempt in which nobody was talked with. */
export const RETRY_CAUSES = ['busy', 'noAnswer', 'declined', 'failed'] as const;
export type RetryCause = (typeof RETRY_CAUSES)[number];

const WORKDAY: Hours = { from: 9 * 60, to: 20 * 60 };

export const DEFAULT_RULES: PacingRules = {
  hours: [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, null, null],
  restOnHolidays: true,
  maxAttempts: 6,
  maxAttemptsADay: 3,
  retry: {
    busy: { afterMinutes: 15, otherNumber: false },
    noAnswer: { afterMinutes: 240, otherNumber: true },
    declined: { afterMinutes: 240, otherNumber: false },
    failed: { afterMinutes: 30, otherNumber: true },
  },
  quietDays: 0,
  needsConsent: false,
  ringSeconds: 30,
  countdownSeconds: 5,
  wrapUpSeconds: 0,
};

/** A reservation: whoever holds the token may work on the lead until it runs out. */
export interface Lease {
  readonly token: string;
  readonly agentId: string;
  readonly until: number;
}

/** A prospect in a list. The customer is a row of its own, never a copy. */
export interface Lead {
  readonly id: string;
  readonly campaignId: string;
  readonly contactId: string;
  readonly state: LeadState;
  /** Higher first. */
  readonly priority: number;
  /** Order of equals: as they were put in. */
  readonly position: number;
  /** Only for this operator; absent: the pool. */
  readonly ownerId?: string | undefined;
  readonly attempts: number;
  readonly lastAttemptAt?: number | undefined;
  readonly lastResult?: string | undefined;
  /** Not before; absent: at once. */
  readonly nextAt?: number | undefined;
  /** Number that comes first next time, E.164; absent: the customer's order. */
  readonly nextNumber?: string | undefined;
  readonly end?: LeadEnd | undefined;
  readonly lease?: Lease | undefined;
  /** Of the attempt under way. */
  readonly callId?: string | undefined;
}

export const VERDICT_REASONS = [
  'doNotCallNumber',
  'doNotCallCustomer',
  'noConsent',
  'outsideHours',
  'restDay',
  'holiday',
  'maxAttempts',
  'maxAttemptsADay',
  'retryPause',
  'quietDays',
  'campaignNotRunning',
  'noNumber',
] as const;
export type VerdictReason = (typeof VERDICT_REASONS)[number];

/** May this number be dialled now? `until`: from when it may, when that is known. */
export type Verdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      readonly because: VerdictReason;
      readonly until?: number | undefined;
      /** For the sentence: the customer's time, the holiday's name, the number of attempts. */
      readonly detail?: string | undefined;
    };
