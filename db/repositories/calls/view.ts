import type { CallView } from '../../../shared/contract/calls.ts';
import type { Card } from '../../../shared/contract/contacts.ts';
import { present } from '../present.ts';
import type { CallRecord } from './record.ts';

/** A call as everybody sees it; `k` is the call. A deleted customer is not shown, but comes back with an undo. */
export const VIEW = `select k.id, k.account_id as accountId, k.direction, k.state, k.remote_number as number,
    k.remote_name as displayName, k.remote_asserted as assertedNumber, k.remote_diverted as divertedFrom,
    k.remote_anonymous as anonymous, k.dialled, k.started_at as startedAt, k.progress_at as progressAt,
    k.answered_at as answeredAt, k.ended_at as endedAt, k.hold_operator as holdOperator,
    k.hold_customer as holdCustomer, k.held_ms as heldMs, k.held_since as heldSince, k.muted,
    k.transferred_to as transferredTo, k.result, k.cause, k.ended_by as endedBy, k.sip_code as sipCode, k.reason,
    k.identity, c.id as contactId, c.name as contactName, o.name as organisationName, k.outcome, k.note,
    k.wrap_up as wrapUp, k.follow_up_draft as followUpDraft, k.purpose, k.consult_for as consultFor, k.joined, k.signal_lost_at as signalLostAt,
    k.sound_lost_at as soundLostAt, k.mos, k.campaign_id as campaignId, k.lead_id as leadId, r.id as recordingId, r.state as recordingState, r.duration_ms as recordingMs,
    coalesce(g.bytes, r.bytes) as recordingBytes,
    case when r.id is null then (select max(deleted_at) from recordings where call_id = k.id) end as recordingErasedAt
  from calls k
  left join contacts c on c.id = k.contact_id and c.deleted_at is null
  left join contacts o on o.id = c.organisation_id and o.deleted_at is null
  left join recordings r on r.id = (select id from recordings where call_id = k.id and deleted_at is null
    order by started_at desc, id desc limit 1)
  left join recording_progress g on g.recording_id = r.id`;

export type RawView = Omit<
  CallView,
  'remote' | 'hold' | 'identity' | 'followUpDraft' | 'recording' | 'muted' | 'joined'
> & {
  readonly followUpDraft: string | null;
  readonly number: string;
  readonly displayName: string;
  readonly assertedNumber: string | null;
  readonly divertedFrom: string | null;
  readonly anonymous: number;
  readonly holdOperator: number;
  readonly holdCustomer: number;
  readonly muted: number;
  readonly joined: number;
  readonly identity: string;
  readonly recordingId: string | null;
  readonly recordingState: NonNullable<CallView['recording']>['state'] | null;
  readonly recordingMs: number | null;
  readonly recordingBytes: number | null;
};

export function toView(raw: RawView): CallView {
  const { number, displayName, assertedNumber, divertedFrom, anonymous, ...rest } = raw;
  const { holdOperator, holdCustomer, recordingId, recordingState, recordingMs, recordingBytes, ...more } =
    rest;
  const { followUpDraft, ...call } = more;
  return {
    ...(present(call) as Omit<typeof call, 'muted' | 'joined' | 'identity'>),
    remote: { number, displayName, anonymous: anonymous === 1, ...present({ assertedNumber, divertedFrom }) },
    hold: { operator: holdOperator === 1, customer: holdCustomer === 1 },
    muted: raw.muted === 1,
    joined: raw.joined === 1,
    identity: JSON.parse(raw.identity) as CallView['identity'],
    ...(followUpDraft === null
      ? {}
      : { followUpDraft: JSON.parse(followUpDraft) as CallView['followUpDraft'] }),
    ...(recordingId === null || recordingState === null
      ? {}
      : {
          recording: {
            id: recordingId,
            state: recordingState,
            bytes: recordingBytes ?? 0,
            ...present({ durationMs: recordingMs }),
          },
        }),
  };
}

/** The same of a call that has just begun to ring and has no row yet. */
export function viewOfNew(
  record: CallRecord,
  card: Pick<Card, 'contact' | 'organisation'> | undefined,
): CallView {
  const { call, identity, note, wrapUp, purpose, consultFor, campaignId, leadId } = record;
  const { end: _notYet, ...state } = call;
  const who = card && {
    contactId: card.contact.id,
    contactName: card.contact.name,
    organisationName: card.organisation?.name,
  };
  return {
    ...present({ ...state, ...who, consultFor, campaignId, leadId }),
    ...{ identity, note, wrapUp, purpose },
  } as CallView;
}
