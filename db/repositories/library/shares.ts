import { Failure } from '../../../shared/contract/failure.ts';
import { recordingShares } from '../../schema/reports.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';

export interface StoredShare {
  readonly id: string;
  readonly recordingId: string;
  readonly atMs: number;
  readonly note: string;
  readonly fromName: string;
  readonly toName: string;
  readonly expiresAt: number;
}

/** Who lets whom hear what. An expired share is as none, and stays for whoever asks later who could hear it. */
export interface RecordingShares {
  /** @throws Failure `notFound`: no such person, or oneself */
  give(share: {
    readonly recordingId: string;
    readonly toId: string;
    readonly atMs: number;
    readonly note: string;
    readonly expiresAt: number;
  }): Changed;
  /** To the one who asks, not expired, newest first. */
  mine(): StoredShare[];
}

export function createRecordingShares({ db, newId, now, actorId }: Deps, changes: Changes): RecordingShares {
  const aggregate = rowAggregate(db.sqlite, recordingShares);
  changes.register(aggregate);
  const person = db.sqlite.prepare('select 1 from users where id = +? and deleted_at is null and active = 1');
  const mine = db.sqlite.prepare(
    `select s.id, s.recording_id as recordingId, s.at_ms as atMs, s.note, s.expires_at as expiresAt,
       coalesce(f.name, '') as fromName, coalesce(t.name, '') as toName
     from recording_shares s indexed by recording_shares_to
       left join users f on f.id = s.from_id left join users t on t.id = s.to_id
     where s.to_id = +? and s.expires_at > +? and s.deleted_at is null order by s.created_at desc, s.id desc`,
  );
  return {
    give: (share) =>
      db.transaction(() => {
        const fromId = actorId();
        if (share.toId === fromId || person.get(share.toId) === undefined)
          throw new Failure('notFound', { id: share.toId });
        return changes.save(aggregate, newId(), { ...share, fromId, note: share.note.trim() });
      }),
    mine: () => mine.all(actorId(), now()) as StoredShare[],
  };
}
