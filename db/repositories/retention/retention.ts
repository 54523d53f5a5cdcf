import { Failure } from '../../../shared/contract/failure.ts';
import { legalHolds } from '../../schema/recordings.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import { present } from '../present.ts';

export interface LegalHold {
  readonly id: string;
  readonly contactId?: string;
  readonly callId?: string;
  readonly reason: string;
  /** Of the customer, or of the call's customer; absent: nobody known. */
  readonly name?: string;
  /** When the held call began, UTC ms. */
  readonly callAt?: number;
  readonly at: number;
  readonly by: string;
}

export interface RetentionRow {
  readonly id: string;
  /** Where it stands in the order of time: the next page begins behind it. */
  readonly seq: number;
  /** UTC ms. */
  readonly startedAt: number;
  readonly callId: string;
  readonly contactId?: string;
  readonly campaignId?: string;
  readonly accountId: string;
  readonly agentId?: string;
  readonly outcome?: string;
  readonly bytes: number;
}

/** What rules of retention look at, and what they must leave alone. */
export interface Retention {
  /** Recordings that are over and began before this, oldest first. */
  page(before: number, after: number, limit: number): RetentionRow[];
  /** Newest first; of one call also those on its customer. */
  holds(callId?: string): LegalHold[];
  /** Ids of held customers and calls. */
  held(): Set<string>;
  hold(
    what: { readonly contactId?: string | undefined; readonly callId?: string | undefined },
    reason: string,
  ): Changed;
  release(id: string): Changed;
  /** What a hold is on. @throws Failure `notFound` */
  need(id: string): Pick<LegalHold, 'contactId' | 'callId'>;
}

export function createRetention({ db, newId, actorId }: Deps, changes: Changes): Retention {
  const aggregate = rowAggregate(db.sqlite, legalHolds);
  changes.register(aggregate);
  const page = db.sqlite.prepare(
    `select x.recording_id as id, x.seq, r.started_at as startedAt, x.call_id as callId, x.contact_id as contactId,
       x.campaign_id as campaignId, x.account_id as accountId, x.agent_id as agentId, x.outcome, r.bytes
     from recording_index x join recordings r on r.id = x.recording_id
     where x.seq > ? and x.seq < ? order by x.seq limit +?`,
  );
  const holds = db.sqlite.prepare(
    `select h.id, h.contact_id as contactId, h.call_id as callId, h.reason, h.created_at as at, coalesce(u.name, '') as "by",
       c.name, k.started_at as callAt
     from legal_holds h left join users u on u.id = h.author_id left join calls k on k.id = h.call_id
     left join contacts c on c.id = coalesce(h.contact_id, k.contact_id)
     where h.deleted_at is null and (@callId is null or h.call_id = @callId
       or h.contact_id = (select contact_id from calls where id = @callId)) order by h.created_at desc, h.id desc`,
  );
  const held = db.sqlite
    .prepare('select coalesce(call_id, contact_id) from legal_holds where deleted_at is null')
    .pluck();
  return {
    page: (before, after, limit) =>
      (page.all(after, before * 1000, limit) as RetentionRow[]).map((row) => present(row) as RetentionRow),
    holds: (callId) =>
      (holds.all({ callId: callId ?? null }) as LegalHold[]).map((row) => present(row) as LegalHold),
    held: () => new Set(held.all() as string[]),
    hold: ({ contactId, callId }, reason) =>
      changes.save(aggregate, newId(), {
        contactId: contactId ?? null,
        callId: callId ?? null,
        reason,
        authorId: actorId(),
      }),
    release: (id) => changes.remove(aggregate, id),
    need(id) {
      const row = aggregate.read(id);
      if (row === undefined || row.stamp.deletedAt !== null) throw new Failure('notFound', { id });
      return present({ contactId: row.state.contactId, callId: row.state.callId });
    },
  };
}
