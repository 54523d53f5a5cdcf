import { Failure } from '../../../shared/contract/failure.ts';
import type { RecordingComment } from '../../../shared/contract/library.ts';
import { recordingComments } from '../../schema/recordings.ts';
import { rowAggregate } from '../aggregate.ts';
import type { Changed, Changes } from '../change.ts';
import type { Deps } from '../context.ts';
import type { LibraryUpkeep } from './upkeep.ts';

export interface Comments {
  /** In the order of the recording. */
  of(recordingId: string): RecordingComment[];
  /** Whose recording it speaks of. @throws Failure `notFound` */
  recordingOf(commentId: string): string;
  /** @throws Failure `notFound`: no such recording */
  add(comment: { readonly recordingId: string; readonly atMs: number; readonly text: string }): Changed;
  /** @throws Failure `notFound`, `changedMeanwhile` */
  edit(id: string, version: number, text: string): Changed;
  remove(id: string): Changed;
}

export function createComments(
  { db, newId, actorId }: Deps,
  changes: Changes,
  upkeep: Pick<LibraryUpkeep, 'commentsChanged'>,
): Comments {
  const { sqlite } = db;
  const aggregate = rowAggregate(sqlite, recordingComments);
  changes.register(aggregate, (_id, { state }) => upkeep.commentsChanged(state.recordingId));
  const exists = sqlite.prepare('select 1 from recordings where id = +? and deleted_at is null');
  const of = sqlite.prepare(
    `select c.id, c.version, c.at_ms as atMs, c.text, c.author_id as authorId, coalesce(u.name, '') as authorName,
       c.created_at as createdAt
     from recording_comments c left join users u on u.id = c.author_id
     where c.recording_id = +? and c.deleted_at is null order by c.at_ms, c.id`,
  );
  return {
    of: (recordingId) => of.all(recordingId) as RecordingComment[],
    recordingOf(commentId) {
      const stored = aggregate.read(commentId);
      if (stored === undefined) throw new Failure('notFound', { id: commentId });
      return stored.state.recordingId;
    },
    add: ({ recordingId, atMs, text }) =>
      db.transaction(() => {
        if (exists.get(recordingId) === undefined) throw new Failure('notFound', { id: recordingId });
        return changes.save(aggregate, newId(), { recordingId, atMs, text, authorId: actorId() });
      }),
    edit: (id, version, text) => changes.patch(aggregate, id, { text }, { version }),
    remove: (id) => changes.remove(aggregate, id),
  };
}
