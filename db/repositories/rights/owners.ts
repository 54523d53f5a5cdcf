import type { RecordKind } from '../../../shared/contract/need.ts';
import type { Owners } from '../../../shared/domain/rights/may.ts';
import type { Deps } from '../context.ts';
import { createFollower } from '../duplicates/follow.ts';

/**
 * Whose a record is. Empty: nobody's yet, and so within everybody's reach; undefined: there is no such record, which its
 * handler will say.
 */
export type OwnersOf = (kind: RecordKind, id: string) => Owners | undefined;

const OF_CALL = 'select json_array(agent_id) from calls';

/** One indexed row each: it is asked before every request about a record. */
/** Who holds the customer as a prospect has to work with him, whoever is responsible. Nobody's stays nobody's. */
const OF_CONTACT = `select case when c.responsible_id is null then '[]' else json_array(c.responsible_id,
      (select l.lease_by from leads l where l.contact_id = c.id and l.state = 'claimed' and l.deleted_at is null limit 1))
    end from contacts c`;
/** Ids are one of a kind over all tables; each is a look into one index. */
const GOODS = ['purchases', 'contracts', 'invoices', 'documents', 'encounters'];

const QUERIES: Readonly<Record<RecordKind, string>> = {
  contact: `${OF_CONTACT} where c.id = +?`,
  goods: `${OF_CONTACT} where c.id = (select contact_id from (${GOODS.map((table) => `select id, contact_id from ${table}`).join(' union all ')})
    where id = +?)`,
  call: `${OF_CALL} where id = +?`,
  recording: `${OF_CALL} where id = (select call_id from recordings where id = +?)`,
  // Nobody's recording stays everybody's, whoever it was shared with.
  sharedRecording: `select case when k.agent_id is null then '[]' else (select json_group_array(id) from (
      select k.agent_id as id union select to_id from recording_shares s indexed by recording_shares_recording
        where s.recording_id = r.id and s.expires_at > +@now and s.deleted_at is null)) end
    from recordings r cross join calls k on k.id = r.call_id where r.id = +?`,
  recordingComment: 'select json_array(author_id) from recording_comments where id = +?',
  // Whose talk it is about: a reviewer reaches people, not his own reviews.
  reviewTask: 'select json_array(operator_id) from review_tasks where id = +?',
  review: 'select json_array(operator_id) from reviews where id = +?',
  task: 'select json_array(coalesce(assignee_id, author_id)) from tasks where id = +?',
  list: 'select owner_ids from campaigns where id = +?',
  lead: 'select owner_ids from campaigns where id = (select campaign_id from leads where id = +?)',
  talkRun: 'select json_array(agent_id) from talk_runs where id = +?',
  change: 'select json_array(actor_id) from outbox where op_id = +?',
};

export function createOwners({ db, now }: Deps): OwnersOf {
  const prepared = Object.fromEntries(
    Object.entries(QUERIES).map(([kind, query]) => [kind, db.sqlite.prepare(query).pluck()]),
  );
  const follow = createFollower(db.sqlite);
  return (kind, id) => {
    const statement = prepared[kind];
    // Whoever asks for a card that was merged gets the one that stayed, and is judged by it.
    const asked = kind === 'contact' ? follow(id) : id;
    // A share is good for a time.
    const found = (
      kind === 'sharedRecording' ? statement?.get(asked, { now: now() }) : statement?.get(asked)
    ) as string | undefined;
    if (found === undefined) return undefined;
    return (JSON.parse(found) as (string | null)[]).filter((owner) => owner !== null);
  };
}

/** A set of owners as a list's statement takes it; null: everybody's. */
export const ownersParameter = (owners: ReadonlySet<string> | undefined): string | null =>
  owners === undefined ? null : JSON.stringify([...owners]);

/** What a row must fulfil to lie within `@owners`. Only for a column of our own: it is no parameter. */
export const withinOwners = (column: string): string =>
  `(@owners is null or ${column} is null or ${column} in (select value from json_each(@owners)))`;
