import type { CallPurpose, FollowUpDraft, Identity } from '../../../shared/contract/calls.ts';
import type { Outcome } from '../../../shared/contract/outcomes.ts';
import type { Call } from '../../../shared/domain/call/call.ts';
import type { RemoteParty } from '../../../shared/domain/call/fact.ts';
import type { calls } from '../../schema/calls.ts';
import type { WrapUp } from '../../types.ts';
import type { RowOf } from '../aggregate.ts';
import { present } from '../present.ts';

/** A call with what the core adds to it: whom it was with, and what came of it. */
export interface CallRecord {
  readonly call: Call;
  readonly identity: Identity;
  readonly contactId?: string | undefined;
  readonly outcome?: Outcome | undefined;
  readonly note: string;
  readonly wrapUp: WrapUp;
  /** The next call as it stands in the wrap-up's field, until that is over. */
  readonly followUpDraft?: FollowUpDraft | undefined;
  readonly purpose: CallPurpose;
  /** Of a `consult`: the call that waited for it. */
  readonly consultFor?: string | undefined;
  /** The list and the prospect for which it was dialled. */
  readonly campaignId?: string | undefined;
  readonly leadId?: string | undefined;
  /** Mean opinion score of the worst ten seconds, once the call is over. */
  readonly mos?: number | undefined;
}

export type CallState = RowOf<typeof calls>;

export function toState(record: CallRecord, agentId: string, wrappedUpAt: number | null): CallState {
  const { call, identity, contactId, outcome, note, wrapUp, purpose, consultFor, mos, campaignId, leadId } =
    record;
  const { remote, hold, end } = call;
  return {
    accountId: call.accountId,
    agentId,
    direction: call.direction,
    state: call.state,
    remoteNumber: remote.number,
    remoteName: remote.displayName,
    remoteAsserted: remote.assertedNumber ?? null,
    remoteDiverted: remote.divertedFrom ?? null,
    remoteAnonymous: remote.anonymous,
    e164: identity.reading.kind === 'e164' ? Number(identity.reading.e164.slice(1)) : null,
    dialled: call.dialled ?? null,
    startedAt: call.startedAt,
    progressAt: call.progressAt ?? null,
    answeredAt: call.answeredAt ?? null,
    endedAt: call.endedAt ?? null,
    holdOperator: hold.operator,
    holdCustomer: hold.customer,
    heldMs: call.heldMs,
    heldSince: call.heldSince ?? null,
    muted: call.muted,
    transferredTo: call.transferredTo ?? null,
    result: end?.result ?? null,
    cause: end?.cause ?? null,
    endedBy: end?.by ?? null,
    sipCode: end?.sipCode ?? null,
    reason: end?.reason ?? null,
    identity,
    contactId: contactId ?? null,
    outcome: outcome ?? null,
    note,
    wrapUp,
    followUpDraft: record.followUpDraft ?? null,
    purpose,
    consultFor: consultFor ?? null,
    joined: call.joined,
    signalLostAt: call.signalLostAt ?? null,
    soundLostAt: call.soundLostAt ?? null,
    mos: mos ?? null,
    campaignId: campaignId ?? null,
    leadId: leadId ?? null,
    wrappedUpAt,
  };
}

export function toRecord(id: string, row: CallState): CallRecord {
  const { contactId, outcome, followUpDraft, consultFor, mos, campaignId, leadId } = row;
  return {
    call: toCall(id, row),
    identity: row.identity,
    note: row.note,
    wrapUp: row.wrapUp,
    purpose: row.purpose,
    ...present({ contactId, outcome, followUpDraft, consultFor, mos, campaignId, leadId }),
  };
}

function toCall(id: string, row: CallState): Call {
  const { accountId, direction, state, startedAt, heldMs, muted, joined } = row;
  const { dialled, progressAt, answeredAt, endedAt, heldSince, transferredTo, signalLostAt, soundLostAt } =
    row;
  const { result, cause, endedBy: by, sipCode, reason } = row;
  const ended = result === null || cause === null || by === null ? null : { result, cause, by };
  return {
    id,
    ...{ accountId, direction, state, startedAt, heldMs, muted, joined },
    ...present({
      dialled,
      progressAt,
      answeredAt,
      endedAt,
      heldSince,
      transferredTo,
      signalLostAt,
      soundLostAt,
    }),
    remote: remoteOf(row),
    hold: { operator: row.holdOperator, customer: row.holdCustomer },
    ...(ended === null ? {} : { end: { ...ended, ...present({ sipCode, reason }) } }),
  };
}

function remoteOf(row: CallState): RemoteParty {
  const { remoteAsserted: assertedNumber, remoteDiverted: divertedFrom } = row;
  return {
    number: row.remoteNumber,
    displayName: row.remoteName,
    anonymous: row.remoteAnonymous,
    ...present({ assertedNumber, divertedFrom }),
  };
}
