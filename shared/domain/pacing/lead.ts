import type { Consequences } from '../outcome/outcome.ts';
import type { Lead, LeadEnd, Lease, PacingRules, RetryCause, VerdictReason } from './campaign.ts';
import { numberAfter } from './next-number.ts';

/** What can happen to a prospect. Whoever acts on it says by the token that it is still theirs. */
export type LeadEvent = { readonly at: number } & (
  | { readonly kind: 'claimed'; readonly lease: Lease }
  | { readonly kind: 'renewed'; readonly token: string; readonly until: number }
  /** Given back: end of the shift, another one first, the desk is gone. */
  | { readonly kind: 'released'; readonly token: string }
  /** Another one first; this one not before `until`. */
  | { readonly kind: 'skipped'; readonly token: string; readonly until: number }
  | { readonly kind: 'leaseRanOut' }
  /** Counts as an attempt, before the phone hears of it. */
  | { readonly kind: 'dialling'; readonly token: string; readonly callId: string }
  /** The phone did not take it: it was no attempt. */
  | { readonly kind: 'notDialled'; readonly callId: string }
  | {
      readonly kind: 'endedWithoutTalk';
      readonly callId: string;
      readonly cause: RetryCause;
      readonly number?: string | undefined;
    }
  | { readonly kind: 'talked'; readonly callId: string }
  | {
      readonly kind: 'settled';
      readonly callId: string;
      readonly outcome: string;
      readonly consequences: Consequences;
      readonly number?: string | undefined;
      readonly promiseAt?: number | undefined;
    }
  /** Nothing is said of the attempt any more: it stands as its end alone left it. `at`: of that end. */
  | {
      readonly kind: 'unsettled';
      readonly callId: string;
      readonly left: RetryCause | typeof TALKED | typeof CALLED_IN;
      readonly number?: string | undefined;
    }
  /** The customer has called us, and was talked with. */
  | { readonly kind: 'calledIn'; readonly callId: string }
  /** Looked at for dialling, and must not be: until a moment, or for as long as the reason holds. */
  | { readonly kind: 'forbidden'; readonly because: VerdictReason; readonly until?: number | undefined }
  | { readonly kind: 'removed'; readonly why?: string | undefined }
  | { readonly kind: 'restored' }
);

/** What of the list and the customer a change depends on. */
export interface LeadSetting {
  readonly rules: PacingRules;
  /** The customer's, in order, as they are dialled. */
  readonly numbers: readonly string[];
  /** Of them those that turned out to be of no use. */
  readonly useless?: ReadonlySet<string>;
}

const MINUTE = 60_000;
/** A promise without its time, and a prospect that somebody has to look at again. */
const NEXT_DAY = 24 * 60 * MINUTE;

/** Reasons that no time takes away, and how the prospect ends by them; a missing consent may still be given. */
const ENDS: Partial<Record<VerdictReason, LeadEnd>> = {
  doNotCallNumber: 'doNotCall',
  doNotCallCustomer: 'doNotCall',
  maxAttempts: 'exhausted',
  noNumber: 'unreachable',
};

/** What a finished talk leaves until somebody says how it went. */
export const TALKED = 'answered';
export const CALLED_IN = 'calledIn';
export const CONTACT_GONE = 'contactDeleted';

/** The last attempt has begun, and nobody has heard of its end. */
export const isUnderWay = ({ callId, lastResult }: Lead): boolean =>
  callId !== undefined && lastResult === undefined;

/**
 * The one place where a prospect changes: `(lead, event) → lead`, pure and total. What comes too late, twice or from
 * somebody who does not hold it any more changes nothing, and the same lead comes back.
 *
 * Attempts are counted when dialling begins, so whatever is said of the attempt later, once or again, never counts it
 * a second time: `settled` for the last call is reckoned from the attempt, not from what it was settled to before.
 *
 * What becomes of an attempt and who holds the prospect are two things: a result leaves the reservation alone, so that
 * nobody gets a customer whose wrap-up is still open, and takes effect when the prospect is given back.
 */
export function leadAfter(lead: Lead, event: LeadEvent, setting: LeadSetting): Lead {
  switch (event.kind) {
    case 'claimed':
      return lead.state === 'waiting' ? { ...lead, state: 'claimed', lease: event.lease } : lead;
    case 'renewed':
      return holds(lead, event.token) && lead.lease
        ? { ...lead, lease: { ...lead.lease, until: Math.max(event.until, lead.lease.until) } }
        : lead;
    case 'released':
      return holds(lead, event.token) ? giveBack(lead, event.at, setting) : lead;
    case 'skipped':
      return holds(lead, event.token) ? putOff(giveBack(lead, event.at, setting), event.until) : lead;
    case 'leaseRanOut':
      return lead.state === 'claimed' && (lead.lease?.until ?? 0) <= event.at
        ? giveBack(lead, event.at, setting)
        : lead;
    case 'dialling':
      return dialling(lead, event);
    case 'notDialled':
      return isUnderWay(lead) && lead.callId === event.callId ? takenBack(lead) : lead;
    case 'endedWithoutTalk':
      return isUnderWay(lead) && lead.callId === event.callId
        ? kept(lead, failed(lead, event.cause, event.number, event.at, setting))
        : lead;
    case 'talked':
      return isUnderWay(lead) && lead.callId === event.callId ? { ...lead, lastResult: TALKED } : lead;
    case 'settled':
      return lead.callId === event.callId && lead.end !== 'removed'
        ? kept(lead, settled(lead, event, setting))
        : lead;
    case 'unsettled':
      return lead.callId === event.callId && lead.end !== 'removed'
        ? kept(lead, unsettled(lead, event, setting))
        : lead;
    case 'calledIn':
      return lead.state === 'done'
        ? lead
        : { ...done(lead, 'reached', CALLED_IN), callId: event.callId, lastAttemptAt: event.at };
    case 'forbidden':
      return lead.state === 'waiting' ? forbidden(lead, event) : lead;
    case 'removed':
      return lead.state === 'done' ? lead : done(lead, 'removed', event.why ?? lead.lastResult);
    case 'restored':
      return restored(lead);
  }
}

const holds = (lead: Lead, token: string): boolean => lead.state === 'claimed' && lead.lease?.token === token;

/** As it became, in the hands of who had it before. */
const kept = ({ state, lease }: Lead, next: Lead): Lead =>
  state === 'claimed' && lease !== undefined ? { ...next, state, lease } : next;

const putOff = (lead: Lead, nextAt: number): Lead => (lead.state === 'waiting' ? { ...lead, nextAt } : lead);

function withoutLease(lead: Lead): Lead {
  const { lease: _lease, ...rest } = lead;
  return rest;
}

function waiting(lead: Lead, nextAt: number | undefined): Lead {
  const { end: _end, nextAt: _nextAt, ...rest } = withoutLease(lead);
  return { ...rest, state: 'waiting', ...(nextAt === undefined ? {} : { nextAt }) };
}

function done(lead: Lead, end: LeadEnd, lastResult: string | undefined): Lead {
  const { nextAt: _nextAt, ...rest } = withoutLease(lead);
  return { ...rest, state: 'done', end, ...(lastResult === undefined ? {} : { lastResult }) };
}

/** Back to the others. An attempt whose end nobody told is a failed one; a talk that nobody described has reached them. */
function giveBack(lead: Lead, at: number, setting: LeadSetting): Lead {
  if (isUnderWay(lead)) return failed(lead, 'failed', undefined, at, setting);
  if (lead.end !== undefined) return done(lead, lead.end, lead.lastResult);
  return lead.lastResult === TALKED ? done(lead, 'reached', TALKED) : waiting(lead, lead.nextAt);
}

function dialling(lead: Lead, { at, token, callId }: Extract<LeadEvent, { kind: 'dialling' }>): Lead {
  if (!holds(lead, token) || isUnderWay(lead) || lead.end !== undefined) return lead;
  const { lastResult: _lastResult, nextAt: _nextAt, ...rest } = lead;
  return { ...rest, attempts: lead.attempts + 1, lastAttemptAt: at, callId };
}

function takenBack(lead: Lead): Lead {
  const { callId: _callId, lastAttemptAt: _at, ...rest } = lead;
  return { ...rest, attempts: Math.max(0, lead.attempts - 1) };
}

/** Later, or never again: the limit of attempts ends it. */
function later(
  lead: Lead,
  nextAt: number,
  number: string | undefined,
  { rules }: LeadSetting,
  beyond: LeadEnd = 'exhausted',
): Lead {
  if (lead.attempts >= rules.maxAttempts) return done(lead, beyond, lead.lastResult);
  const { nextNumber: _nextNumber, ...rest } = waiting(lead, nextAt);
  return number === undefined ? rest : { ...rest, nextNumber: number };
}

function failed(
  lead: Lead,
  cause: RetryCause,
  number: string | undefined,
  at: number,
  setting: LeadSetting,
): Lead {
  const { afterMinutes, otherNumber } = setting.rules.retry[cause];
  const next = otherNumber ? numberAfter(setting.numbers, number, setting.useless) : number;
  return later({ ...lead, lastResult: cause }, at + afterMinutes * MINUTE, next, setting);
}

function settled(lead: Lead, event: Extract<LeadEvent, { kind: 'settled' }>, setting: LeadSetting): Lead {
  const { consequences, number, promiseAt, outcome } = event;
  // Pauses count from the attempt, so that a correction an hour later gives the same time again.
  const at = lead.lastAttemptAt ?? event.at;
  const told: Lead = { ...lead, lastResult: outcome };
  const what = consequences.lead;
  switch (what.kind) {
    case 'done':
      return done(told, endOf(consequences), outcome);
    case 'retry': {
      const next = what.otherNumber ? numberAfter(setting.numbers, number, setting.useless) : number;
      return later(told, at + what.afterMinutes * MINUTE, next, setting, endBeyond(consequences));
    }
    case 'atPromise':
      return later(told, promiseAt ?? at + NEXT_DAY, number, setting, endBeyond(consequences));
    case 'nextNumber': {
      const useless = new Set([...(setting.useless ?? []), ...(number === undefined ? [] : [number])]);
      const next = numberAfter(setting.numbers, number, useless);
      return next === undefined
        ? done(told, 'unreachable', outcome)
        : later(told, at, next, setting, 'unreachable');
    }
  }
}

function unsettled(lead: Lead, event: Extract<LeadEvent, { kind: 'unsettled' }>, setting: LeadSetting): Lead {
  const { left, number, at } = event;
  if (left === TALKED || left === CALLED_IN) {
    const { nextNumber: _chosenByOutcome, ...rest } = lead;
    return done(rest, 'reached', left);
  }
  return failed(lead, left, number, at, setting);
}

function endOf({ success, reached, doNotCall, stage }: Consequences): LeadEnd {
  if (success) return 'agreed';
  if (doNotCall !== 'no') return 'doNotCall';
  if (stage === 'refused') return 'refused';
  return reached ? 'reached' : 'unreachable';
}

/** They were spoken with and want another call, for which the list has no attempt left: the promise stands without it. */
const endBeyond = ({ reached }: Consequences): LeadEnd => (reached ? 'reached' : 'exhausted');

function forbidden(lead: Lead, { because, until, at }: Extract<LeadEvent, { kind: 'forbidden' }>): Lead {
  const end = ENDS[because];
  if (end !== undefined) return done(lead, end, because);
  return waiting(lead, until ?? at + NEXT_DAY);
}

function restored(lead: Lead): Lead {
  if (lead.state !== 'done') return lead;
  const back = waiting(lead, undefined);
  // A word about why it was out is not the result of an attempt.
  if (lead.attempts > 0 && lead.lastResult !== CONTACT_GONE) return back;
  const { lastResult: _lastResult, ...rest } = back;
  return rest;
}
