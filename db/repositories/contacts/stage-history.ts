import type { Stage } from '../../../shared/domain/contact/stage.ts';
import type { Deps } from '../context.ts';

/** Writes down that a customer came to another stage, in the transaction of the change: the funnel is made from it. */
export type NoteStage = (contactId: string, from: Stage, to: Stage, at: number) => void;

export function createStageHistory({ db, actorId }: Deps): NoteStage {
  const add = db.sqlite.prepare(
    'insert into stage_changes (contact_id, from_stage, to_stage, at, by_id) values (?, ?, ?, ?, ?)',
  );
  return (contactId, from, to, at) => {
    if (from !== to) add.run(contactId, from, to, at, actorId());
  };
}
