import type { Audit } from '../audit/audit.ts';

/** What the outcome of a call did outside of the call, as far as it may have to be taken back. */
export interface CarriedOut {
  readonly outcome?: string | undefined;
  readonly contactId?: string | undefined;
  /** The customer's stage before and after, when it changed. */
  readonly stageFrom?: string | undefined;
  readonly stageTo?: string | undefined;
  /** The entry that was made; none when there was one already. */
  readonly doNotCallId?: string | undefined;
  readonly taskId?: string | undefined;
}

/** Kept in the audit: whoever moved a customer or forbade calls may be asked about it. */
export interface CarriedOutStore {
  /** What holds now. */
  of(callId: string): CarriedOut | undefined;
  add(callId: string, carriedOut: CarriedOut): void;
}

const ACTION = 'call.outcome';

export const createCarriedOut = (audit: Audit): CarriedOutStore => ({
  of: (callId) => audit.latest(ACTION, 'call', callId)?.detail as CarriedOut | undefined,
  add(callId, carriedOut) {
    const given = Object.entries(carriedOut).filter(([, value]) => value !== undefined);
    const detail = Object.fromEntries(given) as Record<string, string>;
    audit.add({ action: ACTION, subject: 'call', subjectId: callId, detail });
  },
});
